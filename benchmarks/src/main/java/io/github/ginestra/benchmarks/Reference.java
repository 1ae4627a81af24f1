package io.github.ginestra.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * What is compared with.
 *
 * @param name what it is, and how it came about
 * @param quantity how fast it is, or null if it could not be measured
 * @param fromThisRun whether it was measured beside ours: else no aim is met by it
 */
record Reference(String name, @Nullable Quantity quantity, boolean fromThisRun) {

  /** Measured in this run. */
  static Reference measured(String name, Quantity quantity) {
    return new Reference(name, quantity, true);
  }

  /** Measured earlier, elsewhere. */
  static Reference recorded(String name, Quantity quantity) {
    return new Reference(name + ", recorded", quantity, false);
  }

  /** Not measured. */
  static Reference missing(String name, String why) {
    return new Reference(name + ": not run (" + why + ")", null, true);
  }

  boolean isMissing() {
    return quantity == null;
  }

  @Override
  public String toString() {
    return quantity == null ? name : name + ": " + quantity;
  }
}
