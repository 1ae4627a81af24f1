package io.github.ginestra.backend.djl;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The end of the calls to an engine. As the process ends, its natives are taken down, and a call
 * under way would be a crash: so the end waits for the calls in hand, and refuses those that come
 * later.
 */
final class LastCall {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean ended;

  /** Has the end of the process wait. */
  void beforeTheEnd() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "ginestra-last-call"));
  }

  /** Waits for the calls in hand; there are no more from then on. */
  void end() {
    lock.writeLock().lock();
    try {
      ended = true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Makes a call, which may make others.
   *
   * @throws IllegalStateException if the process is ending
   */
  <T> T call(Supplier<T> call) {
    lock.readLock().lock();
    try {
      if (ended) {
        throw new IllegalStateException("the process is ending: the engine takes no more calls");
      }
      return call.get();
    } finally {
      lock.readLock().unlock();
    }
  }
}
