package io.github.ginestra.cli;

import io.github.ginestra.reports.TaggerReport;
import io.github.ginestra.reports.TrainingReport;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggerBuilder;
import io.github.ginestra.tagging.TaggerConfig;
import io.github.ginestra.tagging.Taggers;
import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The subcommand {@code train tagger}. */
@Command(
    name = "tagger",
    description = {
      "Trains a tagger on texts whose tokens have tags.",
      "",
      "A fifth of the texts is held out and tested at the end, unless --test or --test-fraction"
          + " says otherwise.",
      ""
    })
final class TrainTaggerCommand extends TrainSubcommand<TaggedTexts, SequenceTagger> {
  @Mixin private final TestFraction fraction = new TestFraction();

  @Override
  Map<String, Supplier<String>> presets() {
    return taggerPresets();
  }

  static Map<String, Supplier<String>> taggerPresets() {
    Map<String, Supplier<String>> presets = new LinkedHashMap<>();
    presets.put("entities", () -> Taggers.entities().config().toJson());
    presets.put("tokens", () -> Taggers.tokens().config().toJson());
    return presets;
  }

  @Override
  void checkConfig(String json) {
    TaggerConfig.fromJson(json);
  }

  @Override
  TaggedTexts read(DataSource source, ConfigPatch patch) throws IOException {
    return tagged(source, patch);
  }

  /** Reads tagged texts by the tokenizer of a configuration. */
  static TaggedTexts tagged(DataSource source, ConfigPatch patch) throws IOException {
    TaggedTexts texts = source.tagged(TaggerConfig.fromJson(patch.toJson()).tokenizer());
    if (texts.isEmpty()) {
      throw new IOException(source.name() + " holds no texts");
    }
    return texts;
  }

  @Override
  Parts<TaggedTexts> divide(
      TaggedTexts all, @Nullable TaggedTexts validation, @Nullable TaggedTexts test, long seed) {
    if (test != null || fraction.isNone()) {
      return new Parts<>(all, validation, test);
    }
    TaggedTexts.Split split = all.split(1 - fraction.value(), seed);
    return new Parts<>(split.train(), validation, split.test().isEmpty() ? null : split.test());
  }

  @Override
  void look(String name, Parts<TaggedTexts> parts, Console console, Figures figures) {
    TaggedTexts test = parts.test();
    DataLook.at(name, parts.train(), console, figures);
    if (test != null) {
      console.say("test     %,d other texts", test.size());
    }
  }

  @Override
  String unit() {
    return "nats per token";
  }

  @Override
  SequenceTagger train(Parts<TaggedTexts> parts, Settings settings) {
    TaggedTexts validation = parts.validation();
    TaggerBuilder builder = settings.applyTo(TaggerConfig.fromJson(settings.json()).toBuilder());
    return validation == null
        ? builder.train(parts.train())
        : builder.train(parts.train(), validation);
  }

  @Override
  TrainingHistory history(SequenceTagger model) {
    return model.history();
  }

  @Override
  void test(SequenceTagger model, TaggedTexts test, Console console, Figures figures) {
    Figures tested = new Figures();
    Measures.say(model.evaluate(test), console, tested);
    figures.put("test", tested.asMap());
  }

  @Override
  void report(SequenceTagger model, Parts<TaggedTexts> parts, Path file) throws IOException {
    TaggerReport report = TrainingReport.of(model).train(parts.train());
    TaggedTexts test = parts.test();
    (test == null ? report : report.test(test)).write(file);
  }

  @Override
  String example(Path model) {
    return "ginestra tag " + model + " \"a text\"";
  }
}
