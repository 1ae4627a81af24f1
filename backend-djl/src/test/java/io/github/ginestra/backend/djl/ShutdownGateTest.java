package io.github.ginestra.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ShutdownGateTest {
  private final ShutdownGate gate = new ShutdownGate();

  @Test
  void calls_may_be_nested() {
    assertThat(gate.<String>call(() -> gate.call(() -> "done"))).isEqualTo("done");
  }

  @Test
  void closing_waits_for_running_calls_and_their_nested_calls() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    AtomicBoolean doneAtTheEnd = new AtomicBoolean();
    Thread end =
        new Thread(
            () -> {
              begun.countDown();
              gate.close(60_000);
              doneAtTheEnd.set(done.get());
            });

    gate.call(
        () -> {
          end.start();
          await(begun);
          while (end.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          done.set(gate.call(() -> true));
          return true;
        });
    end.join();

    assertThat(doneAtTheEnd).isTrue();
  }

  @Test
  void closing_waits_no_longer_than_the_limit() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Thread caller =
        new Thread(
            () ->
                gate.call(
                    () -> {
                      begun.countDown();
                      await(released);
                      return true;
                    }));
    caller.start();
    begun.await();

    assertThat(gate.close(10)).isFalse();

    assertThatIllegalStateException().isThrownBy(() -> gate.call(() -> "late"));
    released.countDown();
    caller.join();
  }

  @Test
  void calls_are_blocked_during_a_pause() throws Exception {
    AtomicBoolean goesOn = new AtomicBoolean(true);
    CountDownLatch begun = new CountDownLatch(1);
    Thread pause =
        new Thread(
            () ->
                gate.pause(
                    60_000,
                    () -> {
                      begun.countDown();
                      return goesOn.get();
                    }));
    pause.start();
    begun.await();
    Thread caller = new Thread(() -> gate.call(() -> true));
    caller.start();
    while (caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goesOn.set(false);
    caller.join();
    pause.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void after_closing_calls_are_refused_without_waiting() {
    gate.close(60_000);

    assertThatIllegalStateException()
        .isThrownBy(() -> gate.call(() -> "late"))
        .withMessageContaining("the process is ending");
    gate.close(60_000);
  }
}
