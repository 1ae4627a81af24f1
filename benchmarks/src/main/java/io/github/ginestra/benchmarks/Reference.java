package io.github.ginestra.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * What is compared with.
 *
 * @param name what it is, and how it came about
 * @param quantity how fast it is, or null if it could not be measured
 */
record Reference(String name, @Nullable Quantity quantity) {

  /** Measured in this run. */
  static Reference measured(String name, Quantity quantity) {
    return new Reference(name, quantity);
  }

  /** Measured earlier, elsewhere. */
  static Reference recorded(String name, Quantity quantity) {
    return new Reference(name + ", recorded", quantity);
  }

  /** Not measured. */
  static Reference missing(String name, String why) {
    return new Reference(name + ": not run (" + why + ")", null);
  }

  boolean isMissing() {
    return quantity == null;
  }

  @Override
  public String toString() {
    return quantity == null ? name : name + ": " + quantity;
  }
}
