package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;

/**
 * Where networks are trained and score: the processor, or a GPU.
 *
 * @param kind processor or GPU
 * @param index which GPU, from 0; 0 for the processor
 */
public record Device(Kind kind, int index) {
  private static final Device PROCESSOR = new Device(Kind.CPU, 0);

  /** What a device is. */
  public enum Kind {
    /** The processor. */
    CPU,

    /** A GPU that the engine reaches through CUDA. */
    GPU
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the index is negative, or other than 0 for the processor
   */
  public Device {
    Checks.notNull(kind, "kind");
    if (index < 0) {
      throw new IllegalArgumentException("index (" + index + ") must be zero or more");
    }
    if (kind == Kind.CPU && index > 0) {
      throw new IllegalArgumentException("index (" + index + ") must be 0 for the processor");
    }
  }

  /**
   * The processor. Works with every backend.
   *
   * @return the processor
   */
  public static Device cpu() {
    return PROCESSOR;
  }

  /**
   * A GPU. Takes a backend with natives for CUDA; opening it without fails and says so.
   *
   * @param index which one, from 0
   * @return the GPU
   * @throws IllegalArgumentException if negative
   */
  public static Device gpu(int index) {
    return new Device(Kind.GPU, index);
  }

  /**
   * Returns the short name.
   *
   * @return {@code "cpu"}, or for example {@code "gpu:0"}
   */
  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "gpu:" + index;
  }
}
