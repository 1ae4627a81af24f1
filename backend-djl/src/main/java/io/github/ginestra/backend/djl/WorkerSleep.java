package io.github.ginestra.backend.djl;

import java.util.Map;

/**
 * Lets the threads of an engine's kernels go to sleep soon where they wait for each other. GNU
 * OpenMP, which they use on Linux, lets them spin for milliseconds: where other programs keep the
 * cores busy, a thread then burns the time that the one it waits for needs, and a training step
 * takes a hundred times as long. Here it spins as briefly as OpenMP does itself where it has more
 * threads than processors: long enough to meet the next kernel on quiet cores.
 */
final class WorkerSleep {
  private static final String SPINS = "GOMP_SPINCOUNT";

  private WorkerSleep() {}

  /** What OpenMP is to find when it is loaded; nothing if the user says how threads wait. */
  static Map<String, String> environment() {
    return System.getenv("OMP_WAIT_POLICY") != null ? Map.of() : Map.of(SPINS, "1000");
  }
}
