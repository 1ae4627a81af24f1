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
final class TrainTaggerCommand extends HoldingOut<TaggedTexts, SequenceTagger> {
  @Mixin private final VectorOptions vectors = new VectorOptions();

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
  void check(ConfigPatch patch, TrainingFlags flags) throws IOException {
    vectors.check(this, patch);
  }

  @Override
  TaggedTexts texts(DataSource source, ConfigPatch patch) throws IOException {
    return tagged(source, patch);
  }

  /** Reads tagged texts by the tokenizer of a configuration. */
  static TaggedTexts tagged(DataSource source, ConfigPatch patch) throws IOException {
    return source.tagged(TaggerConfig.fromJson(patch.toJson()).tokenizer());
  }

  @Override
  int size(TaggedTexts texts) {
    return texts.size();
  }

  @Override
  Parts<TaggedTexts> split(TaggedTexts all, double trainFraction, long seed) {
    TaggedTexts.Split split = all.split(trainFraction, seed);
    return new Parts<>(split.train(), null, split.test());
  }

  @Override
  void look(String name, TaggedTexts texts, Console console, Figures figures) {
    DataLook.at(name, texts, console, figures);
  }

  @Override
  String unit() {
    return "nats per token";
  }

  @Override
  SequenceTagger train(Parts<TaggedTexts> parts, Settings settings) throws IOException {
    TaggedTexts validation = parts.validation();
    TaggerBuilder preset = TaggerConfig.fromJson(settings.json()).toBuilder();
    TaggerBuilder builder = vectors.applyTo(settings.applyTo(preset));
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
    Measures.say(model.evaluate(test), console, figures);
  }

  @Override
  TaggerReport report(SequenceTagger model) {
    return TrainingReport.of(model);
  }

  @Override
  String example(Path model) {
    return "ginestra tag " + model + " \"a text\"";
  }
}
