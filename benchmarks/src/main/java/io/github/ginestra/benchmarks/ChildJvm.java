package io.github.ginestra.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A class of this program that runs in a JVM of its own, on the same class path. */
final class ChildJvm {
  private final List<String> command = new ArrayList<>();

  /**
   * Says what is to be run.
   *
   * @param main the class with the method {@code main}
   * @param options the JVM options
   * @param arguments the arguments of the class
   */
  ChildJvm(Class<?> main, List<String> options, String... arguments) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
  }

  /** Runs it, and returns after how many seconds it printed its first line. */
  double secondsToFirstLine() throws IOException {
    long start = System.nanoTime();
    Process process = start();
    try (BufferedReader lines = process.inputReader()) {
      boolean answered = lines.readLine() != null;
      double seconds = (System.nanoTime() - start) / 1e9;
      end(process, answered);
      return seconds;
    }
  }

  /** Runs it, and returns what it printed. */
  List<String> lines() throws IOException {
    Process process = start();
    try (BufferedReader reader = process.inputReader()) {
      List<String> lines = reader.lines().toList();
      end(process, true);
      return lines;
    }
  }

  /** Its errors are shown as they come. */
  private Process start() throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private void end(Process process, boolean answered) throws IOException {
    int code = await(process);
    if (code != 0 || !answered) {
      throw new IOException("exit code " + code + ", see above, of " + String.join(" ", command));
    }
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process was running", e);
    }
  }
}
