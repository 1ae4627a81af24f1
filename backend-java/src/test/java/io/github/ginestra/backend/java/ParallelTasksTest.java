package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ParallelTasksTest {
  private static final int TEXTS = 1000;

  private final AtomicIntegerArray times = new AtomicIntegerArray(TEXTS);

  private void assertEachOnce() {
    for (int text = 0; text < TEXTS; text++) {
      assertThat(times.get(text)).isEqualTo(1);
    }
  }

  @Test
  void each_text_is_worked_on_once_whoever_does_it() {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      ParallelTasks.run(TEXTS, 4, pool, times::incrementAndGet);
    } finally {
      pool.shutdown();
    }
    assertEachOnce();
  }

  @Test
  void a_system_that_gives_no_more_threads_costs_speed_alone() {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    AtomicInteger asked = new AtomicInteger();
    Executor poor =
        task -> {
          if (asked.incrementAndGet() > 2) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          pool.execute(task);
        };
    try {
      ParallelTasks.run(TEXTS, 8, poor, times::incrementAndGet);
    } finally {
      pool.shutdown();
    }
    assertEachOnce();
    assertThat(asked).hasValue(3);
  }

  @Test
  void a_helper_really_takes_part() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      ParallelTasks.run(
          2,
          1,
          pool,
          text -> {
            threads.add(Thread.currentThread());
            both.countDown();
            awaitQuietly(both);
          });
    } finally {
      pool.shutdown();
    }
    assertThat(threads).hasSize(2).contains(Thread.currentThread());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void helpers_that_never_come_are_not_waited_for() {
    List<Runnable> ignored = new ArrayList<>();
    ParallelTasks.run(TEXTS, 3, ignored::add, times::incrementAndGet);

    assertEachOnce();
    assertThat(ignored).hasSize(3);
    ignored.forEach(Runnable::run);
    assertEachOnce();
  }

  @Test
  void a_helper_that_waits_in_its_queue_holds_nothing_of_a_batch_that_is_done() {
    List<Runnable> queue = new ArrayList<>();
    WeakReference<float[]> batch = run(queue);

    for (int i = 0; i < 100 && batch.get() != null; i++) {
      System.gc();
    }
    assertThat(batch.get()).isNull();
    assertThat(queue).hasSize(1);
  }

  private static WeakReference<float[]> run(List<Runnable> queue) {
    float[] batch = new float[1000];
    ParallelTasks.run(TEXTS, 1, queue::add, text -> batch[text] = 1);
    return new WeakReference<>(batch);
  }

  @Test
  void an_executor_that_refuses_leaves_the_caller_alone() {
    Executor refusing =
        task -> {
          throw new RejectedExecutionException("full");
        };
    ParallelTasks.run(TEXTS, 3, refusing, times::incrementAndGet);

    assertEachOnce();
  }

  @Test
  void what_a_helper_throws_the_caller_throws_when_all_is_done() {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      assertThatThrownBy(
              () ->
                  ParallelTasks.run(
                      TEXTS,
                      2,
                      pool,
                      text -> {
                        times.incrementAndGet(text);
                        if (text == 500) {
                          throw new IllegalStateException("text " + text);
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("text 500");
    } finally {
      pool.shutdown();
    }
    assertEachOnce();
  }

  @Test
  void an_interrupt_while_waiting_is_kept() {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CountDownLatch begun = new CountDownLatch(2); // one share each: nobody takes both
    Thread caller = Thread.currentThread();
    try {
      ParallelTasks.run(
          2,
          1,
          pool,
          text -> {
            begun.countDown();
            awaitQuietly(begun);
            if (Thread.currentThread() == caller) {
              caller.interrupt();
            } else {
              times.incrementAndGet(0);
            }
          });
      assertThat(Thread.interrupted()).isTrue();
      assertThat(times.get(0)).isEqualTo(1);
    } finally {
      pool.shutdown();
    }
  }
}
