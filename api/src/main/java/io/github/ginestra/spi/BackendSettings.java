package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Docs;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a backend is to run. Immutable; every method that takes a value returns a copy.
 *
 * @param threads how many threads a training step and a validation may use, and a backend that runs
 *     in Java for the texts of one batch; 1 or more, and no more than {@link #mostThreads()}, as
 *     which greater numbers are taken. A trained network of an engine with native kernels scores
 *     with one.
 * @param device where networks are trained and score
 * @param executor where a backend that runs in Java has the texts of a batch scored, beside the
 *     calling thread, which takes part itself; null for {@link
 *     java.util.concurrent.ForkJoinPool#commonPool()}. Engines with threads of their own do not use
 *     it.
 * @param quantized whether trained networks hold their weights as 8-bit numbers, see {@link
 *     Capability#QUANTIZATION}
 */
public record BackendSettings(
    int threads, Device device, @Nullable Executor executor, boolean quantized) {

  /** The least that {@link #mostThreads()} is. */
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
   * With an executor of the backend's choice and weights as they are.
   *
   * @param threads how many threads a training step may use; 1 or more
   * @param device where networks are trained and score
   * @throws IllegalArgumentException if {@code threads} is not positive
   */
  public BackendSettings(int threads, Device device) {
    this(threads, device, null, false);
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
   * The greatest number of threads that a backend is given: twice the processors that the JVM has,
   * or 16 if that is more. Further threads gain nothing, and native kernels end the process where
   * the system gives no more of them.
   *
   * @return 16 or more
   */
  public static int mostThreads() {
    return Math.max(MOST_ON_SMALL_MACHINES, 2 * Runtime.getRuntime().availableProcessors());
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
   * The same on another device.
   *
   * @param other the device
   * @return a copy
   */
  public BackendSettings device(Device other) {
    return new BackendSettings(threads, other, executor, quantized);
  }

  /**
   * The same with another executor.
   *
   * @param other the executor
   * @return a copy
   */
  public BackendSettings executor(Executor other) {
    return new BackendSettings(threads, device, Checks.notNull(other, "executor"), quantized);
  }

  /**
   * The same with weights as 8-bit numbers, or as they are.
   *
   * @param whether whether they are 8-bit numbers
   * @return a copy
   */
  public BackendSettings quantized(boolean whether) {
    return new BackendSettings(threads, device, executor, whether);
  }

  /**
   * Checks that a backend can run in this way. Backends do so when they are started.
   *
   * @param backend the backend
   * @throws BackendException if it lacks a capability that these settings ask for
   */
  public void check(Backend backend) {
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
