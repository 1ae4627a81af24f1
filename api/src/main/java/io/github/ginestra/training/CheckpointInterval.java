package io.github.ginestra.training;

import io.github.ginestra.internal.Checks;

/**
 * How often a training writes down where it stands.
 *
 * @param steps after so many steps of the optimiser; 0 for after each epoch
 */
public record CheckpointInterval(long steps) {
  private static final CheckpointInterval EVERY_EPOCH = new CheckpointInterval(0);

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if negative
   */
  public CheckpointInterval {
    if (steps < 0) {
      throw new IllegalArgumentException("steps (" + steps + ") must not be negative");
    }
  }

  /**
   * After each epoch, its validation included.
   *
   * @return the interval
   */
  public static CheckpointInterval everyEpoch() {
    return EVERY_EPOCH;
  }

  /**
   * After so many steps of the optimiser, counted over the whole training, and after the last
   * epoch.
   *
   * @param steps 1 or more
   * @return the interval
   * @throws IllegalArgumentException if not positive
   */
  public static CheckpointInterval everySteps(int steps) {
    return new CheckpointInterval(Checks.positive(steps, "steps"));
  }
}
