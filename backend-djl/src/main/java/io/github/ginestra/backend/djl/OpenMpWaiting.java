package io.github.ginestra.backend.djl;

import java.util.Map;

/**
 * How the threads of an engine's kernels wait for each other. GNU OpenMP, which they use on Linux,
 * lets waiting threads spin for milliseconds before they sleep. If other programs keep the cores
 * busy, a spinning thread takes the processor time that the thread it waits for needs, and a
 * training step takes a hundred times as long. This class makes them spin as briefly as OpenMP does
 * where it has more threads than processors, which on idle cores is still long enough until the
 * next kernel starts.
 */
final class OpenMpWaiting {
  private static final String SPINS = "GOMP_SPINCOUNT";

  private OpenMpWaiting() {}

  /**
   * The environment variables that OpenMP must find when it is loaded; none if the user has set its
   * waiting policy.
   */
  static Map<String, String> environment() {
    return System.getenv("OMP_WAIT_POLICY") != null ? Map.of() : Map.of(SPINS, "1000");
  }
}
