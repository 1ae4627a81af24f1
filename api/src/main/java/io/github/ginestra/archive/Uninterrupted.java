package io.github.ginestra.archive;

import java.io.IOException;

/**
 * File work that an interrupt does not break off. A channel is closed under an interrupted thread,
 * and a training that was interrupted leaves its thread so: its model must still be saved.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** What is to be done. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does the work; a thread that was interrupted before is so again after. */
  static <T> T during(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
