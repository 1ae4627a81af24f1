package io.github.ginestra.backend.djl;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps a native resource open while calls use it. Calls run in parallel under the read lock;
 * closing takes the write lock, and so waits for running calls.
 */
final class CloseGuard {
  private final String what;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * Creates an open guard.
   *
   * @param what what is open, for the error message
   */
  CloseGuard(String what) {
    this.what = what;
  }

  /**
   * Runs a call; {@link #close} waits until it returns.
   *
   * @throws IllegalStateException if the guard is closed
   */
  <T> T call(Supplier<T> call) {
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

  /** Releases the resource after all running calls have returned. */
  void close(Runnable release) {
    lock.writeLock().lock();
    try {
      closed = true;
      release.run();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
