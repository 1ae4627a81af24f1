package io.github.ginestra.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Write a checkpoint after each epoch, so that the training can be resumed.")
  @Nullable Path checkpoint;

  @Option(
      names = "--resume",
      description =
          "Go on from the last checkpoint in the folder of --checkpoint; from the beginning if"
              + " there is none.")
  boolean resume;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How many threads train. Default: the kind of model's.")
  @Nullable Integer threads;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The engine, if there are several on the class path.")
  @Nullable String backend;

  @Option(names = "--no-progress", description = "Show no progress bar.")
  boolean withoutProgress;

  /** What is wrong with the options by themselves; null if nothing is. */
  @Nullable String fault() throws IOException {
    if (model == null) {
      return "--model FILE is missing: where the trained model goes";
    }
    if (Stream.of(model, report, json).filter(OutputPlace::isStandard).count() > 1) {
      return "only one of --model, --report and --json can go to standard output (-)";
    }
    if (resume && checkpoint == null) {
      return "--resume needs --checkpoint DIR, the folder with the checkpoints";
    }
    if (!resume && checkpoint != null && holdsCheckpoints(checkpoint)) {
      return "the folder "
          + checkpoint
          + " holds checkpoints of an earlier training: go on with it by --resume, delete them,"
          + " or name another folder";
    }
    return null;
  }

  private static boolean holdsCheckpoints(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "checkpoint-*.ginestra")) {
      return files.iterator().hasNext();
    }
  }

  /** Checks that all files can be written, and makes their folders. */
  void checkPlaces() throws IOException {
    for (Path file : new @Nullable Path[] {model, report, json}) {
      if (file != null) {
        OutputPlace.file(file);
      }
    }
    if (checkpoint != null) {
      OutputPlace.folder(checkpoint);
    }
  }
}
