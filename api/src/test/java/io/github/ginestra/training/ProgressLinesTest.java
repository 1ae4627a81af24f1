package io.github.ginestra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final List<String> lines = new ArrayList<>();
  private long now;

  private static TrainingProgress progress(int step) {
    return new TrainingProgress(2, 10, step, 100, 64L * step, 0.21344, step / 2.0);
  }

  @Test
  void a_step_is_told_whenever_the_interval_has_passed() {
    ProgressLines listener = new ProgressLines(lines::add, Duration.ofSeconds(10), () -> now);
    for (int step = 1; step <= 50; step++) {
      now += 500_000_000L;
      listener.onStep(progress(step));
    }

    assertThat(lines)
        .containsExactly(
            "epoch 2/10 step 20/100 loss 0.2134 128 examples/s 40 s left",
            "epoch 2/10 step 40/100 loss 0.2134 128 examples/s 30 s left");
  }

  @Test
  void an_epoch_is_told_with_what_is_known_of_it() {
    TrainingListener listener = TrainingListener.lines(lines::add);
    listener.onStep(progress(30));
    listener.onEpoch(
        new EpochMetrics(
            3,
            0.2411,
            OptionalDouble.of(0.93),
            OptionalDouble.of(0.081),
            OptionalDouble.of(0.9845),
            3.42));
    listener.onEpoch(
        new EpochMetrics(
            4, 1.7, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 12));

    assertThat(lines)
        .containsExactly(
            "epoch 3/10 training loss 0.2411 accuracy 0.9300 validation loss 0.0810 accuracy 0.9845"
                + " 3.4 s",
            "epoch 4/10 training loss 1.7000 12.0 s");
  }

  @Test
  void with_no_interval_each_step_is_told() {
    TrainingListener listener = TrainingListener.lines(lines::add, Duration.ZERO);

    listener.onStep(progress(1));
    listener.onStep(progress(2));

    assertThat(lines).hasSize(2);
  }

  @Test
  void a_resumed_training_says_so_and_may_end_an_epoch_without_another_step() {
    TrainingListener listener = TrainingListener.lines(lines::add);
    listener.onResume(Path.of("night/checkpoint"), 160);
    listener.onEpoch(
        new EpochMetrics(
            2, 1.7, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 12));

    assertThat(lines)
        .containsExactly(
            "resumed after step 160 from " + Path.of("night/checkpoint"),
            "epoch 2 training loss 1.7000 12.0 s");
  }

  @Test
  void a_negative_interval_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingListener.lines(lines::add, Duration.ofSeconds(-1)))
        .withMessage("interval (PT-1S) must not be negative");
  }
}
