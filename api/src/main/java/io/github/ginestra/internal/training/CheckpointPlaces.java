package io.github.ginestra.internal.training;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the checkpoints of a training are: of no influence on what it learns.
 *
 * @param directory where they are written; null for nowhere
 * @param steps after how many steps of the optimiser one is written; 0 for after each epoch
 * @param resumed the directory of those that the training resumes from; null for a new training
 */
public record CheckpointPlaces(@Nullable Path directory, int steps, @Nullable Path resumed) {
  public static final CheckpointPlaces NONE = new CheckpointPlaces(null, 0, null);

  /** The same places, each one folder further down. */
  public CheckpointPlaces below(String folder) {
    return new CheckpointPlaces(
        directory == null ? null : directory.resolve(folder),
        steps,
        resumed == null ? null : resumed.resolve(folder));
  }

  boolean isDueAfterEpoch() {
    return steps == 0;
  }

  /**
   * Returns whether a checkpoint follows a step.
   *
   * @param step how many steps have been made
   */
  boolean isDueAfterStep(long step) {
    return steps > 0 && step % steps == 0;
  }

  /** Whether no checkpoint is written or read. */
  boolean areNone() {
    return directory == null && resumed == null;
  }
}
