package io.github.ginestra.cli;

import io.github.ginestra.internal.training.ModelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of how trainings run, which do not change what is learned. */
final class RunFlags {
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
      description =
          "How many threads train. Default: for classifiers up to 4 on java and 1 on an engine, for "
              + "other models the number of processors.")
  @Nullable Integer threads;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "What trains: java (default), or an engine beside it, as djl-pytorch.")
  @Nullable String backend;

  @Option(names = "--no-progress", description = "Show no progress bar.")
  boolean withoutProgress;

  /** What is wrong with the options by themselves; null if nothing is. */
  @Nullable String fault() throws IOException {
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

  /** Whether there are checkpoints of a training, or of several in folders of their own. */
  private static boolean holdsCheckpoints(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .anyMatch(name -> name.startsWith("checkpoint-") && name.endsWith(".ginestra"));
    }
  }

  /** Makes the folder of the checkpoints. */
  void checkPlaces() throws IOException {
    if (checkpoint != null) {
      OutputPlace.folder(checkpoint);
    }
  }

  /** Applies the options to a training. */
  <B extends ModelBuilder<B>> B applyTo(B builder) {
    if (backend != null) {
      builder.backend(backend);
    }
    if (threads != null) {
      builder.threads(threads);
    }
    if (checkpoint != null) {
      builder.checkpoint(checkpoint);
    }
    if (resume && checkpoint != null) {
      builder.resume(checkpoint);
    }
    return builder;
  }
}
