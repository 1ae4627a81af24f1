package io.github.ginestra.backend.djl;

import java.util.Map;

/**
 * Lets the threads of an engine's kernels sleep while they wait for each other. GNU OpenMP, which
 * they use on Linux, lets them spin: where other programs keep the cores busy, a thread then burns
 * the time that the one it waits for needs, and a training step takes a hundred times as long.
 */
final class WorkerSleep {
  private WorkerSleep() {}

  /** What OpenMP is to find when it is loaded; nothing if the user says how long threads spin. */
  static Map<String, String> environment() {
    return System.getenv("GOMP_SPINCOUNT") != null
        ? Map.of()
        : Map.of("OMP_WAIT_POLICY", "PASSIVE");
  }
}
