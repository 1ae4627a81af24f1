package io.github.ginestra.cli;

import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.MultiLabelBuilder;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.reports.MultiLabelReport;
import io.github.ginestra.reports.TrainingReport;
import io.github.ginestra.training.TrainingHistory;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The subcommand {@code train multi-label}. */
@Command(
    name = "multi-label",
    description = {
      "Trains a classifier that gives each text any number of labels.",
      "",
      "The label column holds the labels of a text, with commas between them (--label-separator);"
          + " commas alone stand for no label. A fifth of the texts is held out and tested at the"
          + " end, unless --test or --test-fraction says otherwise.",
      ""
    })
final class TrainMultiLabelCommand extends TrainOnExamples<MultiLabelClassifier> {
  @Option(
      names = "--label-separator",
      paramLabel = "TEXT",
      description = "What separates two labels of a text. Default: a comma.")
  private String separator = ",";

  @Option(
      names = "--folds",
      paramLabel = "K",
      converter = PositiveNumber.class,
      description =
          "In how many parts the thresholds of the labels are chosen; each is one more training."
              + " Default: 3.")
  private int folds = MultiLabelBuilder.DEFAULT_FOLDS;

  @Override
  Map<String, Supplier<String>> presets() {
    return Map.of("text", () -> Classifiers.multiLabel().config().classifier().toJson());
  }

  @Override
  void check(ConfigPatch patch, TrainingFlags flags) {
    require(!separator.isBlank(), "--label-separator must not be blank");
    require(folds > 1, "--folds must be 2 or more");
    require(
        flags.validation == null,
        "--validation is not for classifiers of several labels; --test is");
  }

  /** Not stratified: most combinations of labels are too rare for that. */
  @Override
  Parts<Examples> split(Examples all, double trainFraction, long seed) {
    Split split =
        Examples.of(all.stream().map(example -> new Example("any", example.text())))
            .split(trainFraction, seed);
    Set<String> learned = new HashSet<>(split.train().texts());
    return new Parts<>(
        Examples.of(all.stream().filter(example -> learned.contains(example.text()))),
        null,
        Examples.of(all.stream().filter(example -> !learned.contains(example.text()))));
  }

  @Override
  void look(String name, Examples texts, Console console, Figures figures) {
    DataLook.at(name, texts, separator, console, figures);
    console.say(
        "folds    %d trainings choose the thresholds, each without one part of the texts; then the"
            + " model learns from all",
        folds);
  }

  @Override
  MultiLabelClassifier train(Parts<Examples> parts, Settings settings) {
    return Classifiers.multiLabel()
        .classifier(ClassifierConfig.fromJson(settings.json()))
        .classifier(settings::applyTo)
        .separator(separator)
        .folds(folds)
        .train(parts.train());
  }

  @Override
  TrainingHistory history(MultiLabelClassifier model) {
    return model.history();
  }

  @Override
  void test(MultiLabelClassifier model, Examples test, Console console, Figures figures) {
    Measures.say(model.evaluate(test), console, figures);
  }

  @Override
  MultiLabelReport report(MultiLabelClassifier model) {
    return TrainingReport.of(model);
  }
}
