package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonCommandTest {
  @TempDir Path folder;

  @Test
  void the_seven_networks_are_measured_beside_the_lessons_figures() throws Exception {
    Path messages =
        Files.writeString(folder.resolve("m.tsv"), "spam\twin now\nham\tsee you\n".repeat(20));
    Path vectors =
        Files.writeString(folder.resolve("v.txt"), "win 1 0\nnow 1 0\nsee 0 1\nyou 0 1\n");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int code =
        Benchmarks.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("lesson", "--messages=" + messages, "--vectors=" + vectors, "--epochs=60");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .hasSize(2 + 7)
        .anyMatch(row -> row.startsWith("| LSTM | "))
        .anyMatch(row -> row.matches("\\| SimpleRNN \\| .* \\| \\.95, \\.81, \\.75, \\.78 \\|"))
        .anyMatch(
            row -> row.matches("\\| BiGRU \\| 1\\.000( \\| 1\\.000){3} \\| \\d\\.\\d\\d \\|  \\|"));
  }
}
