package io.github.ginestra.internal.training;

import io.github.ginestra.training.CheckpointInterval;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the checkpoints of a training are: of no influence on what it learns.
 *
 * @param directory where they are written; null for nowhere
 * @param interval how often they are written
 * @param resumed the directory of those that the training resumes from; null for a new training
 */
public record CheckpointPlaces(
    @Nullable Path directory, CheckpointInterval interval, @Nullable Path resumed) {
  public static final CheckpointPlaces NONE =
      new CheckpointPlaces(null, CheckpointInterval.everyEpoch(), null);

  /** The same places, each one folder further down. */
  public CheckpointPlaces below(String folder) {
    return new CheckpointPlaces(
        directory == null ? null : directory.resolve(folder),
        interval,
        resumed == null ? null : resumed.resolve(folder));
  }

  /** Whether no checkpoint is written or read. */
  boolean areNone() {
    return directory == null && resumed == null;
  }
}
