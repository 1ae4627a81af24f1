package io.github.ginestra.backend.djl;

import ai.djl.engine.EngineProvider;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.internal.NDArrayEx;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What differs between the engines that DJL supports. Two objects for the same engine are equal.
 */
public interface EngineTraits {

  /** The kernels that can compute a pass without gradients. */
  enum Kernels {
    /**
     * Kernels that keep no intermediate results for gradients: the engine's own choice for scoring.
     */
    INFERENCE,

    /** The kernels that a training step uses. */
    TRAINING;

    String described() {
      return this == INFERENCE ? "those for inference" : "those for training";
    }
  }

  /**
   * Returns DJL's name for the engine.
   *
   * @return for example {@code "PyTorch"}
   */
  String engineName();

  /**
   * Creates DJL's provider of the engine.
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
   * Runs a pass without gradients on this thread.
   *
   * @param <T> the type of the result
   * @param kernels which kernels compute it
   * @param pass the pass
   * @return its result
   */
  default <T> T score(Kernels kernels, Supplier<T> pass) {
    boolean before = setTraining(kernels == Kernels.TRAINING);
    try {
      return pass.get();
    } finally {
      setTraining(before);
    }
  }

  /**
   * Sets which kernels run operations called from this thread.
   *
   * @param training whether those for training
   * @return the previous setting
   */
  boolean setTraining(boolean training);

  /**
   * Returns which kernels run operations called from this thread now.
   *
   * @return whether they are those for training
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
   * Returns whether a method waits until the engine is idle. The engine's own shutdown hook may
   * call such a method.
   *
   * @param frame the method
   * @return false by default
   */
  default boolean awaitsIdleEngine(StackTraceElement frame) {
    return false;
  }

  /**
   * Describes how to make the engine choose other kernels where its own are wrong.
   *
   * @return part of a sentence for the error message, for example which variable to set
   */
  String otherKernels();

  /**
   * Returns the environment variables that must be set while the engine is loaded. Variables that
   * the user has set are left alone.
   *
   * @return name → value; empty for most
   */
  default Map<String, String> environment() {
    return Map.of();
  }

  /**
   * Describes how to get the engine running if its natives are not found.
   *
   * @return a sentence for the error message: what to add, and which platforms there are
   */
  String remedy();
}
