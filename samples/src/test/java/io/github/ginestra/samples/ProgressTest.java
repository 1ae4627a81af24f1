package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  @TempDir Path folder;

  private Program train(String when) {
    return Program.runWithoutData(
        folder,
        "spam",
        "--epochs=2",
        "--threads=1",
        "--output=" + folder.resolve("report"),
        "--progress=" + when);
  }

  @Test
  void the_bar_continues_from_epoch_to_epoch_and_leaves_an_empty_line() {
    Program program = train("always");

    assertThat(program.exitCode()).isZero();
    assertThat(program.err())
        .contains("training", "epoch 1/2", "epoch 2/2", " 50%", "100%")
        .matches("(?s).*\r +\r$");
  }

  @Test
  void results_are_the_same_with_and_without_the_bar() {
    String with = train("always").out();
    String without = train("never").out();

    String seconds = "\\d+\\.\\d s";
    assertThat(with.replaceAll(seconds, "")).isEqualTo(without.replaceAll(seconds, ""));
  }

  @Test
  void without_the_bar_nothing_is_drawn() {
    assertThat(train("never").err()).isEmpty();
  }
}
