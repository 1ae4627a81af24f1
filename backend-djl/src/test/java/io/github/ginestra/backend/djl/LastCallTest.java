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
              lastCall.end();
              doneAtTheEnd.set(done.get());
            });

    lastCall.call(
        () -> {
          end.start();
          await(begun);
          while (end.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          done.set(lastCall.call(() -> true));
          return true;
        });
    end.join();

    assertThat(doneAtTheEnd).isTrue();
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
    lastCall.end();

    assertThatIllegalStateException()
        .isThrownBy(() -> lastCall.call(() -> "late"))
        .withMessageContaining("the process is ending");
    lastCall.end();
  }
}
