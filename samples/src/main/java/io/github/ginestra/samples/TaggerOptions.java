package io.github.ginestra.samples;

import io.github.ginestra.cli.OutputPlace;
import io.github.ginestra.cli.PositiveNumber;
import io.github.ginestra.reports.TrainingReport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that train a tagger. */
final class TaggerOptions {
  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "A file with a token and its tag in each line and a blank line after each sentence, or"
              + " the folder that holds tagging/.")
  @Nullable Path data;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Train nothing: load a model that --save wrote.")
  @Nullable Path model;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The random seed of the training. Default: 42.")
  long seed = 42;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How often each sentence is seen. Default: that of the tagger.")
  @Nullable Integer epochs;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write the trained model to FILE, by custom NAME.ginestra.")
  @Nullable Path save;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report of the training to FILE, by custom NAME.html.")
  @Nullable Path report;

  /** What contradicts itself; empty if nothing does. */
  String contradiction() {
    if (model == null) {
      return "";
    }
    if (save != null || report != null) {
      return "--save and --report are for a training, not for --model";
    }
    return epochs != null ? "--epochs is for a training, not for --model" : "";
  }

  /** Checks where files go, before time is spent on what they are to hold. */
  void checkPlaces() throws IOException {
    if (save != null) {
      OutputPlace.file(save);
    }
    if (report != null) {
      OutputPlace.file(report);
      TrainingReport.requireFonts();
    }
  }
}
