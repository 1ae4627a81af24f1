package io.github.ginestra.cli;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.reports.ClassifierReport;
import io.github.ginestra.reports.TrainingReport;
import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The subcommand {@code train classifier}. */
@Command(
    name = "classifier",
    description = {
      "Trains a classifier on texts with labels.",
      "",
      "A fifth of the texts is held out and tested at the end, unless --test or --test-fraction"
          + " says otherwise.",
      ""
    })
final class TrainClassifierCommand extends TrainSubcommand<Examples, SequenceClassifier> {
  @Mixin private final TestFraction fraction = new TestFraction();
  @Mixin private final StartFrom startFrom = new StartFrom();

  @Override
  Map<String, Supplier<String>> presets() {
    return classifierPresets();
  }

  static Map<String, Supplier<String>> classifierPresets() {
    Map<String, Supplier<String>> presets = new LinkedHashMap<>();
    presets.put("text", () -> Classifiers.text().config().toJson());
    presets.put("spam", () -> Classifiers.spam().config().toJson());
    return presets;
  }

  @Override
  void checkConfig(String json) {
    ClassifierConfig.fromJson(json);
  }

  @Override
  void check(ConfigPatch patch) throws IOException {
    startFrom.check(this, patch);
  }

  @Override
  Examples read(DataSource source, ConfigPatch patch) throws IOException {
    Examples examples = source.examples();
    if (examples.isEmpty()) {
      throw new IOException(source.name() + " holds no texts");
    }
    return examples;
  }

  @Override
  Parts<Examples> divide(
      Examples all, @Nullable Examples validation, @Nullable Examples test, long seed) {
    if (test != null || fraction.isNone()) {
      return new Parts<>(all, validation, test);
    }
    try {
      Split split = all.split(1 - fraction.value(), seed);
      return new Parts<>(split.train(), validation, split.test());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "; --test-fraction 0 trains on all texts", e);
    }
  }

  @Override
  void look(String name, Parts<Examples> parts, Console console, Figures figures) {
    Examples test = parts.test();
    DataLook.at(name, parts.train(), console, figures);
    if (test != null) {
      console.say("test     %,d other texts", test.size());
    }
  }

  @Override
  String unit() {
    return "nats";
  }

  @Override
  SequenceClassifier train(Parts<Examples> parts, Settings settings) throws IOException {
    Examples validation = parts.validation();
    ClassifierBuilder builder = settings.applyTo(builder(settings));
    return validation == null
        ? builder.train(parts.train())
        : builder.train(parts.train(), validation);
  }

  private ClassifierBuilder builder(Settings settings) throws IOException {
    Path model = startFrom.model();
    if (model != null) {
      ClassifierBuilder preset =
          settings.preset().equals("spam") ? Classifiers.spam() : Classifiers.text();
      ClassifierBuilder builder = preset.startFrom(model);
      return settings.changed()
          ? builder.training(ClassifierConfig.fromJson(settings.json()).training())
          : builder;
    }
    return ClassifierConfig.fromJson(settings.json()).toBuilder();
  }

  @Override
  TrainingHistory history(SequenceClassifier model) {
    return model.history();
  }

  @Override
  void test(SequenceClassifier model, Examples test, Console console, Figures figures) {
    Figures tested = new Figures();
    Measures.say(model.predict(test), console, tested);
    figures.put("test", tested.asMap());
  }

  @Override
  void report(SequenceClassifier model, Parts<Examples> parts, Path file) throws IOException {
    ClassifierReport report = TrainingReport.of(model).train(parts.train());
    Examples test = parts.test();
    (test == null ? report : report.test(test)).write(file);
  }

  @Override
  String example(Path model) {
    return "ginestra classify " + model + " \"a text\"";
  }
}
