package io.github.ginestra.backend.djl;

import java.util.Map;
import java.util.function.Supplier;

/** What differs between the engines that DJL runs on. */
public interface EngineTraits {

  /**
   * Returns DJL's name for the engine.
   *
   * @return for example {@code "PyTorch"}
   */
  String engineName();

  /**
   * Sets how many threads the engine's kernels use when called from this thread.
   *
   * @param threads 1 or more
   */
  void useThreads(int threads);

  /**
   * Makes a pass on this thread without keeping what gradients would need. The default is for
   * engines that keep it only where a gradient is collected.
   *
   * @param <T> what the pass answers
   * @param pass the pass
   * @return its answer
   */
  default <T> T withoutGradients(Supplier<T> pass) {
    return pass.get();
  }

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
   * Tells how to get the engine running where it cannot be started.
   *
   * @return a sentence for the error message: what to add, and which platforms there are
   */
  String remedy();
}
