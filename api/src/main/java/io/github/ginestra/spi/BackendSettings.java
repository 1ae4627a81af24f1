package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;

/**
 * How a backend is to run.
 *
 * @param threads how many threads a training step may use; 1 or more. Scoring uses the caller's
 *     thread.
 */
public record BackendSettings(int threads) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public BackendSettings {
    Checks.positive(threads, "threads");
  }

  /**
   * The settings used where the user gives none: as many threads as the machine has processors.
   *
   * @return the default settings
   */
  public static BackendSettings defaults() {
    return new BackendSettings(Runtime.getRuntime().availableProcessors());
  }
}
