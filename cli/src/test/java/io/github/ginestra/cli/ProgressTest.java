package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final int STEPS = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Progress progress(boolean shown) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Progress(console, shown, OptionalInt.of(100));
  }

  private static void train(TrainingListener listener) {
    for (int step = 1; step <= STEPS; step++) {
      listener.onStep(step(step));
    }
  }

  private static TrainingProgress step(int step) {
    return new TrainingProgress(1, 1, step, STEPS, 10L * step, 0.5, 10);
  }

  private String drawn() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void the_bar_goes_on_from_training_to_training_and_leaves_an_empty_line() {
    try (Progress progress = progress(true)) {
      train(progress.next("1/2", 2));
      progress.say("half");
      assertThat(drawn()).contains("1/2 epoch 1/1", " 50%").doesNotContain("100%");
      train(progress.next("2/2", 2));
    }

    assertThat(drawn()).contains("2/2 epoch 1/1", "100%").matches("(?s).*\r +\r$");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("half");
  }

  @Test
  void without_the_bar_nothing_is_drawn() {
    try (Progress progress = progress(false)) {
      train(progress.next("", 1));
      progress.say("done");
    }

    assertThat(drawn()).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("done");
  }
}
