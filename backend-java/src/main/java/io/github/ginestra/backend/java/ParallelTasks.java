package io.github.ginestra.backend.java;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The work on one batch, shared by the calling thread and helpers on an executor: each takes the
 * next share as it is done with the one before. The caller waits for those alone that a helper has
 * begun, never for a helper to come: an executor that is busy, or refuses, costs speed and nothing
 * else, and a caller that runs on the executor itself cannot lock it up. A helper that comes when
 * all is done finds nothing, and while it waits in its queue holds nothing of the batch.
 */
final class ParallelTasks {
  private final int shares;
  private volatile @Nullable IntConsumer work; // none once all is done
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch unfinished;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private ParallelTasks(int shares, IntConsumer work) {
    this.shares = shares;
    this.work = work;
    this.unfinished = new CountDownLatch(shares);
  }

  /**
   * Has all shares worked on.
   *
   * @param shares how many there are
   * @param helpers how many helpers to ask for
   * @param executor where they run; null for the common pool, which is not there before it is asked
   *     for
   * @param work what is done with the share of a number; each number comes once
   */
  static void run(int shares, int helpers, @Nullable Executor executor, IntConsumer work) {
    if (helpers < 1) {
      for (int share = 0; share < shares; share++) {
        work.accept(share);
      }
      return;
    }
    ParallelTasks common = new ParallelTasks(shares, work);
    Executor pool = executor == null ? ForkJoinPool.commonPool() : executor;
    try {
      for (int i = 0; i < helpers; i++) {
        pool.execute(common::takePart);
      }
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // an executor that is full or shut down, or a system that gives no more threads: those that
      // have come and the caller work alone
    }
    common.takePart();
    common.await();
    common.work = null;
    common.throwFailure();
  }

  private void takePart() {
    IntConsumer work = this.work;
    if (work == null) {
      return;
    }
    for (int share = next.getAndIncrement(); share < shares; share = next.getAndIncrement()) {
      try {
        work.accept(share);
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        unfinished.countDown();
      }
    }
  }

  /** Waits for the shares that helpers have begun; an interrupt is kept for later. */
  private void await() {
    boolean interrupted = false;
    while (true) {
      try {
        unfinished.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void throwFailure() {
    Throwable failed = failure.get();
    if (failed instanceof Error error) {
      throw error;
    }
    if (failed instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
