package io.github.ginestra.backend.java;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one batch, shared by the calling thread and helpers on an executor: each takes the
 * next text as it is done with the one before. The caller waits for those alone that a helper has
 * begun, never for a helper to come: an executor that is busy, or refuses, costs speed and nothing
 * else, and a caller that runs on the executor itself cannot lock it up.
 */
final class Helpers {
  private final int texts;
  private final IntConsumer work;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch unfinished;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Helpers(int texts, IntConsumer work) {
    this.texts = texts;
    this.work = work;
    this.unfinished = new CountDownLatch(texts);
  }

  /**
   * Has all texts worked on.
   *
   * @param texts how many there are
   * @param helpers how many helpers to ask for
   * @param work what is done with the text of a number; each number comes once
   */
  static void run(int texts, int helpers, Executor executor, IntConsumer work) {
    if (helpers < 1) {
      for (int text = 0; text < texts; text++) {
        work.accept(text);
      }
      return;
    }
    Helpers shared = new Helpers(texts, work);
    try {
      for (int i = 0; i < helpers; i++) {
        executor.execute(shared::takePart);
      }
    } catch (RejectedExecutionException e) {
      // an executor that is full or shut down: the caller works alone
    }
    shared.takePart();
    shared.await();
  }

  private void takePart() {
    for (int text = next.getAndIncrement(); text < texts; text = next.getAndIncrement()) {
      try {
        work.accept(text);
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        unfinished.countDown();
      }
    }
  }

  /** Waits for the texts that helpers have begun; an interrupt is kept for later. */
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
    Throwable failed = failure.get();
    if (failed instanceof Error error) {
      throw error;
    }
    if (failed instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
