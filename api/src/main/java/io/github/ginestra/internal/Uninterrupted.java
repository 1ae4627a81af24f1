package io.github.ginestra.internal;

import java.io.IOException;

/**
 * File work that an interrupt does not break off. A channel is closed under an interrupted thread,
 * and a training that was interrupted leaves its thread so: its model must still be saved.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  /**
   * What is to be done.
   *
   * @param <T> what it brings
   */
  public interface Work<T> {

    /**
     * Does it.
     *
     * @return what it brings
     * @throws IOException if it fails
     */
    T run() throws IOException;
  }

  /**
   * Does the work; a thread that was interrupted before is so again after.
   *
   * @param work what is to be done
   * @param <T> what it brings
   * @return what it brought
   * @throws IOException if the work fails
   */
  public static <T> T during(Work<T> work) throws IOException {
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
