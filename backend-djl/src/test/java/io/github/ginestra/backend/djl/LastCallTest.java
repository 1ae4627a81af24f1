package io.github.ginestra.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LastCallTest {
  private final LastCall lastCall = new LastCall();

  @Test
  void calls_are_made_and_may_make_others() {
    assertThat(lastCall.<String>call(() -> lastCall.call(() -> "done"))).isEqualTo("done");
  }

  @Test
  void the_end_waits_for_the_call_in_hand_and_for_those_that_it_makes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    AtomicBoolean doneAtTheEnd = new AtomicBoolean();
    Thread end =
        new Thread(
            () -> {
              begun.countDown();
              lastCall.end(60_000);
              doneAtTheEnd.set(done.get());
            });

    lastCall.call(
        () -> {
          end.start();
          await(begun);
          while (end.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          done.set(lastCall.call(() -> true));
          return true;
        });
    end.join();

    assertThat(doneAtTheEnd).isTrue();
  }

  @Test
  void the_end_does_not_wait_for_ever() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Thread caller =
        new Thread(
            () ->
                lastCall.call(
                    () -> {
                      begun.countDown();
                      await(released);
                      return true;
                    }));
    caller.start();
    begun.await();

    assertThat(lastCall.end(10)).isFalse();

    assertThatIllegalStateException().isThrownBy(() -> lastCall.call(() -> "late"));
    released.countDown();
    caller.join();
  }

  @Test
  void calls_wait_for_the_end_of_a_pause() throws Exception {
    AtomicBoolean goesOn = new AtomicBoolean(true);
    CountDownLatch begun = new CountDownLatch(1);
    Thread pause =
        new Thread(
            () ->
                lastCall.pause(
                    60_000,
                    () -> {
                      begun.countDown();
                      return goesOn.get();
                    }));
    pause.start();
    begun.await();
    Thread caller = new Thread(() -> lastCall.call(() -> true));
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
  void after_the_end_calls_are_refused_and_nobody_waits() {
    lastCall.end(60_000);

    assertThatIllegalStateException()
        .isThrownBy(() -> lastCall.call(() -> "late"))
        .withMessageContaining("the process is ending");
    lastCall.end(60_000);
  }
}
