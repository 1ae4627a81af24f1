package io.github.ginestra.training;

import io.github.ginestra.internal.Checks;

/** How often a training writes down where it stands. Immutable. */
public final class CheckpointInterval {
  private static final CheckpointInterval EVERY_EPOCH = new CheckpointInterval(0);

  /** 0 for after each epoch. */
  private final int steps;

  private CheckpointInterval(int steps) {
    this.steps = steps;
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

  /**
   * Tells whether a step is to be followed by a checkpoint.
   *
   * @param step how many steps have been made
   * @return whether it is due
   */
  public boolean isDueAfterStep(long step) {
    return steps > 0 && step % steps == 0;
  }

  /**
   * Tells whether each epoch is to be followed by a checkpoint.
   *
   * @return whether it is due
   */
  public boolean isDueAfterEpoch() {
    return steps == 0;
  }

  /** Intervals are equal if checkpoints are due alike. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CheckpointInterval that && steps == that.steps;
  }

  @Override
  public int hashCode() {
    return steps;
  }

  /** Says how often, for people. */
  @Override
  public String toString() {
    return steps == 0 ? "every epoch" : "every " + steps + " steps";
  }
}
