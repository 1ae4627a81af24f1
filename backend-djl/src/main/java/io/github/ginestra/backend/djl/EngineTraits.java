package io.github.ginestra.backend.djl;

import ai.djl.engine.EngineProvider;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.internal.NDArrayEx;
import java.util.Map;
import java.util.function.Supplier;

/** What differs between the engines that DJL runs on. Two objects for one engine are equal. */
public interface EngineTraits {

  /** The kernels that can compute a pass whose gradients are not needed. */
  enum Kernels {
    /** Those that keep nothing for gradients: the engine's own choice for scoring. */
    INFERENCE,

    /** Those that a training step uses. */
    TRAINING;

    String described() {
      return this == INFERENCE ? "those for inference" : "those of training";
    }
  }

  /**
   * Returns DJL's name for the engine.
   *
   * @return for example {@code "PyTorch"}
   */
  String engineName();

  /**
   * Makes DJL's provider of the engine.
   *
   * @return a provider that has loaded nothing yet
   */
  EngineProvider provider();

  /**
   * Sets how many threads the engine's kernels use when called from this thread.
   *
   * @param threads 1 or more
   */
  void useThreads(int threads);

  /**
   * Makes a pass on this thread, whose gradients are not needed.
   *
   * @param <T> what the pass answers
   * @param kernels which kernels compute it
   * @param pass the pass
   * @return its answer
   */
  <T> T score(Kernels kernels, Supplier<T> pass);

  /**
   * Tells which kernels compute what is called from this thread now.
   *
   * @return whether they are those of training
   */
  boolean isTraining();

  /**
   * Returns the operations of the engine, the recurrent kernels among them.
   *
   * @param x the first argument of the operation to be called
   * @return the operations
   */
  default NDArrayEx operations(NDArray x) {
    return x.getNDArrayInternal();
  }

  /**
   * Tells whether a method waits until the engine has nothing to do. A shutdown hook of the
   * engine's own may call such a method.
   *
   * @param frame the method
   * @return false by default
   */
  default boolean awaitsIdleEngine(StackTraceElement frame) {
    return false;
  }

  /**
   * Tells how to have the engine choose other kernels where its own answer wrongly.
   *
   * @return part of a sentence for the error message, for example which variable to set
   */
  String otherKernels();

  /**
   * Returns the variables of the native environment that the engine is to find when it is loaded.
   * Those that the user has set stay as they are.
   *
   * @return name → value; empty for most
   */
  default Map<String, String> environment() {
    return Map.of();
  }

  /**
   * Tells how to get the engine running where its natives are not found.
   *
   * @return a sentence for the error message: what to add, and which platforms there are
   */
  String remedy();
}
