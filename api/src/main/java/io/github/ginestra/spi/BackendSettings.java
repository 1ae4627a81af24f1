package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Docs;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a backend: threads, device, executor, precision. Immutable; every method that takes a
 * value returns a copy.
 *
 * @param threads the number of threads for training steps and validation, and, in a backend that
 *     runs in Java, for the texts of a batch; 1 or more; numbers above {@link #mostThreads()} are
 *     reduced to it. Trained networks of engines with native kernels score with one thread.
 * @param device the device for training and scoring
 * @param executor runs tasks of a backend in Java that scores a batch on several threads, the
 *     calling thread included; null for {@link java.util.concurrent.ForkJoinPool#commonPool()}.
 *     Engines with threads of their own do not use it.
 * @param quantized whether trained networks hold their weights as 8-bit numbers, see {@link
 *     Capability#QUANTIZATION}
 */
public record BackendSettings(
    int threads, Device device, @Nullable Executor executor, boolean quantized) {

  /** The lower limit of {@link #mostThreads()}. */
  private static final int MOST_ON_SMALL_MACHINES = 16;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public BackendSettings {
    threads = Math.min(Checks.positive(threads, "threads"), mostThreads());
    Checks.notNull(device, "device");
  }

  /**
   * Settings with the default executor and without quantisation.
   *
   * @param threads the number of threads of a training step; 1 or more
   * @param device the device for training and scoring
   * @throws IllegalArgumentException if {@code threads} is not positive
   */
  public BackendSettings(int threads, Device device) {
    this(threads, device, null, false);
  }

  /**
   * Settings for the CPU.
   *
   * @param threads the number of threads of a training step; 1 or more
   * @throws IllegalArgumentException if not positive
   */
  public BackendSettings(int threads) {
    this(threads, Device.cpu());
  }

  /**
   * The maximum number of threads of a backend: twice the processors that the JVM has, or 16 if
   * that is more. More threads gain nothing, and native kernels terminate the process if the system
   * cannot create a thread.
   *
   * @return 16 or more
   */
  public static int mostThreads() {
    return Math.max(MOST_ON_SMALL_MACHINES, 2 * Runtime.getRuntime().availableProcessors());
  }

  /**
   * The default settings of language models and of loaded models: the CPU, with as many threads as
   * the machine has processors.
   *
   * @return the default settings
   */
  public static BackendSettings defaults() {
    return new BackendSettings(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Returns a copy with another number of threads.
   *
   * @param count 1 or more; at most {@link #mostThreads()} are used
   * @return a copy
   * @throws IllegalArgumentException if not positive
   */
  public BackendSettings threads(int count) {
    return new BackendSettings(count, device, executor, quantized);
  }

  /**
   * Returns a copy for another device.
   *
   * @param other the device
   * @return a copy
   */
  public BackendSettings device(Device other) {
    return new BackendSettings(threads, other, executor, quantized);
  }

  /**
   * Returns a copy with another executor.
   *
   * @param other the executor
   * @return a copy
   */
  public BackendSettings executor(Executor other) {
    return new BackendSettings(threads, device, Checks.notNull(other, "executor"), quantized);
  }

  /**
   * Returns a copy with or without quantisation.
   *
   * @param whether whether weights are stored as 8-bit numbers
   * @return a copy
   */
  public BackendSettings quantized(boolean whether) {
    return new BackendSettings(threads, device, executor, whether);
  }

  /**
   * Checks that a backend supports these settings. Backends call it when they are started.
   *
   * @param backend the backend
   * @throws BackendException if it lacks a capability that these settings ask for
   */
  public void check(Backend backend) {
    Checks.notNull(backend, "backend");
    if (quantized && !backend.capabilities().contains(Capability.QUANTIZATION)) {
      throw new BackendException(
          "the backend \""
              + backend.name()
              + "\" does not hold weights as 8-bit numbers: leave quantize() out, or add the"
              + " dependency io.github.ginestra:ginestra-backend-java, which does"
              + Docs.see("backends.md#quantize"));
    }
  }
}
