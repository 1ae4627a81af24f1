package io.github.ginestra.spi;

import io.github.ginestra.Device;
import io.github.ginestra.internal.Checks;

/**
 * How a backend is to run.
 *
 * @param threads how many threads a training step and a validation may use; 1 or more. A trained
 *     network scores with one.
 * @param device where networks are trained and score
 */
public record BackendSettings(int threads, Device device) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public BackendSettings {
    Checks.positive(threads, "threads");
    Checks.notNull(device, "device");
  }

  /**
   * On the processor.
   *
   * @param threads how many threads a training step may use; 1 or more
   * @throws IllegalArgumentException if not positive
   */
  public BackendSettings(int threads) {
    this(threads, Device.cpu());
  }

  /**
   * The settings of language models and of loaded models where the user gives none: on the
   * processor, with as many threads as the machine has processors.
   *
   * @return the default settings
   */
  public static BackendSettings defaults() {
    return new BackendSettings(Runtime.getRuntime().availableProcessors());
  }
}
