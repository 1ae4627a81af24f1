package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;

/**
 * The device for training and scoring: the CPU or a GPU.
 *
 * @param kind CPU or GPU
 * @param index the number of the GPU, from 0; 0 for the CPU
 */
public record Device(Kind kind, int index) {
  private static final Device PROCESSOR = new Device(Kind.CPU, 0);

  /** The kind of device. */
  public enum Kind {
    /** The CPU. */
    CPU,

    /** A GPU that the engine reaches through CUDA. */
    GPU
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the index is negative, or not 0 for the CPU
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

  /** {@return the CPU, which works with every backend} */
  public static Device cpu() {
    return PROCESSOR;
  }

  /**
   * A GPU. It needs a backend with native libraries for CUDA; without them, starting the backend
   * fails with an error that says so.
   *
   * @param index the number of the GPU, from 0
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
