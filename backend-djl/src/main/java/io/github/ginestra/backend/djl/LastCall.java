package io.github.ginestra.backend.djl;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The end of the calls to an engine. When the process ends, its natives are taken down, and a call
 * under way may crash it. So calls are taken as long as shutdown hooks run; then the end waits for
 * the calls in hand, and refuses those that come later.
 */
final class LastCall {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile boolean ended;

  /**
   * Waits for the calls in hand, but not for ever; there are no more from then on.
   *
   * @param millis how long to wait at most
   * @return whether all calls have ended
   */
  boolean end(long millis) {
    boolean idle = whenIdle(millis, () -> ended = true);
    ended = true;
    return idle;
  }

  /**
   * Lets the engine come to rest: waits for the calls in hand, and has new ones wait as long as
   * something goes on.
   *
   * @param millis how long to wait for the calls in hand, and then how long new ones wait, at most
   * @param condition whether it still goes on
   */
  void pause(long millis, BooleanSupplier condition) {
    whenIdle(
        millis,
        () -> {
          long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
          while (condition.getAsBoolean() && System.nanoTime() < end) {
            LastHook.pause();
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
   * Makes a call, which may make others.
   *
   * @throws IllegalStateException if the process is ending and all other shutdown hooks have ended
   */
  <T> T call(Supplier<T> call) {
    lock.readLock().lock();
    try {
      if (ended && lock.getReadHoldCount() == 1) {
        throw new IllegalStateException("the process is ending: the engine takes no more calls");
      }
      return call.get();
    } finally {
      lock.readLock().unlock();
    }
  }
}
