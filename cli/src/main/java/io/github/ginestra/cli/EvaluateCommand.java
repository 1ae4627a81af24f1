package io.github.ginestra.cli;

import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.export.Export;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.reports.TrainingReport;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommand {@code evaluate}. */
@Command(
    name = "evaluate",
    description = "Tests a model of any kind on data that it has not learned from.")
final class EvaluateCommand extends Subcommand {
  @Mixin private final ModelArgument model = new ModelArgument();

  @Parameters(index = "1", paramLabel = "DATA", description = "The data; - for standard input.")
  private Path data = Path.of("");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures as JSON; - for standard output.")
  private @Nullable Path json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report with the scores, one HTML file; - for standard output.")
  private @Nullable Path report;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description =
          "Write a classifier's predictions, as CSV if the file is called .csv, else as JSON.")
  private @Nullable Path predictions;

  @Mixin private final DataOptions format = new DataOptions();

  @Override
  int run(Console given) throws IOException {
    DataSource source = source(data, format).check();
    int taken = 0;
    for (Path file : new @Nullable Path[] {json, report, predictions}) {
      if (file != null) {
        OutputPlace.file(file);
        taken += OutputPlace.isStandard(file) ? 1 : 0;
      }
    }
    require(taken < 2, "only one of --json, --report and --predictions can go to standard output");
    if (report != null) {
      TrainingReport.requireFonts();
    }
    Console console = given.beside(json, report, predictions);
    try (TrainedModel loaded = model.load()) {
      Figures figures = new Figures().put("model", model.file().toString());
      evaluate(loaded, source, console, figures);
      if (json != null) {
        OutputPlace.write(json, figures::write, console);
      }
    }
    return OK;
  }

  private void evaluate(TrainedModel loaded, DataSource source, Console console, Figures figures)
      throws IOException {
    require(
        predictions == null || loaded instanceof SequenceClassifier,
        "--predictions is for classifiers");
    if (loaded instanceof SequenceClassifier classifier) {
      evaluate(classifier, source, console, figures);
    } else if (loaded instanceof SequenceTagger tagger) {
      evaluate(tagger, source, console, figures);
    } else if (loaded instanceof LanguageModel language) {
      evaluate(language, source, console, figures);
    } else if (loaded instanceof MultiLabelClassifier classifier) {
      evaluate(classifier, source, console, figures);
    }
  }

  private void evaluate(
      MultiLabelClassifier classifier, DataSource source, Console console, Figures figures)
      throws IOException {
    Examples examples = source.examples();
    DataLook.at(source.name(), examples, classifier.separator(), console, figures);
    Measures.say(classifier.evaluate(examples), console, figures);
    if (report != null) {
      OutputPlace.write(report, TrainingReport.of(classifier).test(examples)::write, console);
    }
  }

  private void evaluate(
      SequenceClassifier classifier, DataSource source, Console console, Figures figures)
      throws IOException {
    Examples examples = source.examples();
    DataLook.at(source.name(), examples, console, figures);
    Predictions all = classifier.predict(examples);
    Measures.say(all, console, figures);
    write(all, predictions, console);
    if (report != null) {
      OutputPlace.write(report, TrainingReport.of(classifier).test(examples)::write, console);
    }
  }

  /** Writes predictions, in the format that the file's name asks for. */
  static void write(Predictions all, @Nullable Path file, Console console) throws IOException {
    if (file != null) {
      Export export = Export.of(all);
      boolean csv = file.toString().endsWith(".csv");
      OutputPlace.write(file, csv ? export::writeCsv : export::writeJson, console);
    }
  }

  private void evaluate(SequenceTagger tagger, DataSource source, Console console, Figures figures)
      throws IOException {
    TaggedTexts texts = source.tagged(Tokenizer.words());
    DataLook.at(source.name(), texts, console, figures);
    Measures.say(tagger.evaluate(texts), console, figures);
    if (report != null) {
      OutputPlace.write(report, TrainingReport.of(tagger).test(texts)::write, console);
    }
  }

  private void evaluate(LanguageModel language, DataSource source, Console console, Figures figures)
      throws IOException {
    TrainLanguageCommand.Texts texts = TrainLanguageCommand.Texts.read(source);
    DataLook.at(source.name(), texts.texts(), console, figures);
    Measures.say(language, texts.texts(), console, figures);
    if (report != null) {
      OutputPlace.write(report, TrainingReport.of(language).test(texts.joined())::write, console);
    }
  }
}
