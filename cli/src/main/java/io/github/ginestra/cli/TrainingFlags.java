package io.github.ginestra.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of trainings that do not change what is learned from what. */
final class TrainingFlags {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "FILE",
      description = "Where the trained model goes, by custom NAME.ginestra; - for standard output.")
  @Nullable Path model;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report of the training, one HTML file; - for standard output.")
  @Nullable Path report;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures as JSON; - for standard output.")
  @Nullable Path json;

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      description = "Data to measure after each epoch, in the format of the others.")
  @Nullable Path validation;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "Data to test the model on, in the format of the others.")
  @Nullable Path test;

  @Mixin final RunFlags run = new RunFlags();

  /** What is wrong with the options by themselves; null if nothing is. */
  @Nullable String fault() throws IOException {
    if (model == null) {
      return "--model FILE is missing: where the trained model goes";
    }
    if (Stream.of(model, report, json).filter(OutputPlace::isStandard).count() > 1) {
      return "only one of --model, --report and --json can go to standard output (-)";
    }
    return run.fault();
  }

  /** Checks that all files can be written, and makes their folders. */
  void checkPlaces() throws IOException {
    for (Path file : new @Nullable Path[] {model, report, json}) {
      if (file != null) {
        OutputPlace.file(file);
      }
    }
    run.checkPlaces();
  }
}
