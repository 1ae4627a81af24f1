package io.github.ginestra.backend.djl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is asked to terminate exits cleanly; each test runs in its own JVM. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS) // no signals
public abstract class ShutdownContract {
  /** The exit status after SIGTERM: 128 plus the number of the signal. */
  private static final int TERMINATED = 143;

  @TempDir Path folder;

  /** For subclasses. */
  protected ShutdownContract() {}

  /**
   * Returns the backend.
   *
   * @return its name
   */
  protected abstract String backend();

  @RepeatedTest(2)
  void requests_are_served_as_long_as_another_hook_runs() throws Exception {
    assertThat(endedBySignal("requests", 60)).containsExactly("ready", "served, failed 0");
  }

  @Test
  void a_hook_ends_a_training_and_keeps_the_model() throws Exception {
    assertThat(endedBySignal("training", 60)).containsExactly("ready", "saved, answers ham");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_long_scoring_delays_the_end_no_longer_than_is_allowed() throws Exception {
    assertThat(endedBySignal("scoring", 15)).containsExactly("ready");
  }

  /**
   * Runs a program, sends SIGTERM when it is ready, requires that it exits in time, and returns its
   * output.
   */
  private List<String> endedBySignal(String what, int seconds) throws Exception {
    Process process = start(what);
    try {
      List<String> lines = new ArrayList<>();
      BufferedReader output = process.inputReader(UTF_8);
      lines.add(output.readLine());
      Thread.sleep(500);
      process.toHandle().destroy();
      boolean hasEnded = process.waitFor(seconds, TimeUnit.SECONDS);
      assertThat(hasEnded).as("ends within %d seconds", seconds).isTrue();
      output.lines().forEach(lines::add);
      assertThat(process.exitValue()).as(errors()).isEqualTo(TERMINATED);
      assertThat(crashes()).isEmpty();
      return lines;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dginestra.shutdown.seconds=1",
            "-cp",
            System.getProperty("java.class.path"),
            ShutdownProgram.class.getName(),
            backend(),
            what,
            folder.resolve("model.ginestra").toString())
        .directory(folder.toFile())
        .redirectError(folder.resolve("errors").toFile())
        .start();
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors"));
  }

  private List<String> crashes() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("hs_err"))
          .toList();
    }
  }
}
