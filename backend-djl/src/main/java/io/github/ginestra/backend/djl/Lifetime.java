package io.github.ginestra.backend.djl;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * From opening to closing. Calls run side by side under the read lock; closing takes the write
 * lock, and so waits for the calls in flight.
 */
final class Lifetime {
  private final String what;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * Begins.
   *
   * @param what what is open, for the error message
   */
  Lifetime(String what) {
    this.what = what;
  }

  /**
   * Makes a call that must not meet the closing.
   *
   * @throws IllegalStateException if this has ended
   */
  <T> T during(Supplier<T> call) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(what + " is closed");
      }
      return call.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Ends, after the calls in flight. */
  void end(Runnable release) {
    lock.writeLock().lock();
    try {
      closed = true;
      release.run();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
