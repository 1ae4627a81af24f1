package io.github.ginestra.benchmarks;

/** Waits for processes. */
final class Processes {
  private Processes() {}

  /**
   * Waits until a process has ended; it is ended if this thread is interrupted.
   *
   * @return its exit code
   */
  static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
  }
}
