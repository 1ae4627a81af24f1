package io.github.ginestra.backend.djl;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets calls to an engine through until the process shuts down. When the JVM exits, native
 * libraries are unloaded, and a running call may then crash. So calls are accepted while shutdown
 * hooks run; then {@link #close} waits for running calls, and later ones are refused.
 */
final class ShutdownGate {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile boolean closed;

  /**
   * Waits for running calls up to a time limit, and refuses all later ones.
   *
   * @param millis the time limit
   * @return whether all calls have returned
   */
  boolean close(long millis) {
    boolean idle = whenIdle(millis, () -> closed = true);
    closed = true;
    return idle;
  }

  /**
   * Pauses the calls: waits for running ones, and blocks new ones while a condition holds.
   *
   * @param millis the time limit for running calls, and then for blocking new ones
   * @param condition whether to keep blocking
   */
  void pause(long millis, BooleanSupplier condition) {
    whenIdle(
        millis,
        () -> {
          long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
          while (condition.getAsBoolean() && System.nanoTime() < end) {
            FinalShutdownHook.pause();
          }
        });
  }

  private boolean whenIdle(long millis, Runnable work) {
    try {
      if (!lock.writeLock().tryLock(millis, TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Runs a call, which may make nested calls.
   *
   * @throws IllegalStateException if the process is ending and all other shutdown hooks have ended
   */
  <T> T call(Supplier<T> call) {
    lock.readLock().lock();
    try {
      if (closed && lock.getReadHoldCount() == 1) {
        throw new IllegalStateException("the process is ending: the engine takes no more calls");
      }
      return call.get();
    } finally {
      lock.readLock().unlock();
    }
  }
}
