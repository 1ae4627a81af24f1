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
final class TrainClassifierCommand extends TrainOnExamples<SequenceClassifier> {
  @Mixin private final StartFrom startFrom = new StartFrom();
  @Mixin private final VectorOptions vectors = new VectorOptions();

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
  void check(ConfigPatch patch, TrainingFlags flags) throws IOException {
    startFrom.check(this, patch);
    vectors.check(this, patch);
  }

  @Override
  Parts<Examples> split(Examples all, double trainFraction, long seed) {
    Split split = all.split(trainFraction, seed);
    return new Parts<>(split.train(), null, split.test());
  }

  @Override
  void look(String name, Examples texts, Console console, Figures figures) {
    DataLook.at(name, texts, console, figures);
  }

  @Override
  SequenceClassifier train(Parts<Examples> parts, Settings settings) throws IOException {
    Examples validation = parts.validation();
    ClassifierBuilder builder = vectors.applyTo(settings.applyTo(builder(settings)));
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
    Measures.say(model.predict(test), console, figures);
  }

  @Override
  ClassifierReport report(SequenceClassifier model) {
    return TrainingReport.of(model);
  }
}
