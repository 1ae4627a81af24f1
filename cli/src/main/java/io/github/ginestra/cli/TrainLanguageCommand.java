package io.github.ginestra.cli;

import io.github.ginestra.cli.DataOptions.Format;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModelConfig;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.reports.LanguageModelReport;
import io.github.ginestra.reports.TrainingReport;
import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The subcommand {@code train language}. */
@Command(
    name = "language",
    description = {
      "Trains a language model, which continues texts, on one text or many.",
      "",
      "A file is one text; with --format lines each line is a text of its own; of CSV, TSV, JSON"
          + " Lines and folders the texts alone are taken.",
      ""
    })
final class TrainLanguageCommand
    extends TrainSubcommand<TrainLanguageCommand.Texts, LanguageModel> {
  @Mixin private final StartFrom startFrom = new StartFrom();

  /**
   * What a language model learns from.
   *
   * @param texts the texts
   * @param single whether it is one text, whose end is held out
   */
  record Texts(List<String> texts, boolean single) {

    /** Reads them. */
    static Texts read(DataSource source) throws IOException {
      Format format = source.options().format(source.path(), Format.TEXT);
      List<String> texts =
          new TextRecords(source, format).all().stream().filter(text -> !text.isBlank()).toList();
      if (texts.isEmpty()) {
        throw new IOException(source.name() + " holds no text");
      }
      return new Texts(texts, format == Format.TEXT);
    }

    String joined() {
      return String.join("\n", texts);
    }
  }

  @Override
  Map<String, Supplier<String>> presets() {
    Map<String, Supplier<String>> presets = new LinkedHashMap<>();
    presets.put("characters", () -> LanguageModels.characters().config().toJson());
    presets.put("words", () -> LanguageModels.words().config().toJson());
    presets.put("verse", () -> LanguageModels.verse().config().toJson());
    return presets;
  }

  @Override
  void checkConfig(String json) {
    LanguageModelConfig.fromJson(json);
  }

  @Override
  void check(ConfigPatch patch, TrainingFlags flags) throws IOException {
    startFrom.check(this, patch);
  }

  @Override
  Texts read(DataSource source, ConfigPatch patch) throws IOException {
    return Texts.read(source);
  }

  @Override
  Parts<Texts> divide(Texts all, @Nullable Texts validation, @Nullable Texts test, long seed) {
    return new Parts<>(all, validation, test);
  }

  @Override
  void look(String name, Parts<Texts> parts, Console console, Figures figures) {
    DataLook.at(name, parts.train().texts(), console, figures);
  }

  @Override
  String unit() {
    return "nats per symbol";
  }

  @Override
  LanguageModel train(Parts<Texts> parts, Settings settings) throws IOException {
    return train(builder(settings), parts, settings);
  }

  private LanguageModelBuilder<? extends LanguageModel> builder(Settings settings)
      throws IOException {
    LanguageModelConfig config = LanguageModelConfig.fromJson(settings.json());
    LanguageModelBuilder<? extends LanguageModel> builder = config.toBuilder();
    Path model = startFrom.model();
    return model == null ? builder : builder.startFrom(model).training(config.training());
  }

  private static <M extends LanguageModel> M train(
      LanguageModelBuilder<M> builder, Parts<Texts> parts, Settings settings) {
    settings.applyTo(builder);
    Texts texts = parts.train();
    Texts validation = parts.validation();
    if (validation != null) {
      return builder.train(texts.joined(), validation.joined());
    }
    return texts.single() ? builder.train(texts.joined()) : builder.train(texts.texts());
  }

  @Override
  TrainingHistory history(LanguageModel model) {
    return model.history();
  }

  @Override
  void test(LanguageModel model, Texts test, Console console, Figures figures) {
    Measures.say(model, test.texts(), console, figures);
  }

  @Override
  void report(LanguageModel model, Parts<Texts> parts, Path file) throws IOException {
    LanguageModelReport report = TrainingReport.of(model);
    Texts test = parts.test();
    (test == null ? report : report.test(test.joined())).write(file);
  }

  @Override
  String example(Path model) {
    return "ginestra generate " + model + " --prompt \"a beginning\"";
  }
}
