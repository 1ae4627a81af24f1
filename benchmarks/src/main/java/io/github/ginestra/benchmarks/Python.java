package io.github.ginestra.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Python interpreter that runs the programs of others.
 *
 * @param command its name or path
 * @param work where what they print and keep goes
 * @param data the folder that they read
 */
record Python(String command, Path work, BenchmarkData data) {
  private static final long MOST_MINUTES = 20;

  /** Runs a program and returns the lines that it printed. */
  List<String> run(List<String> arguments) throws IOException {
    Files.createDirectories(work);
    File out = work.resolve("out.txt").toFile();
    File err = work.resolve("err.txt").toFile();
    Process process = builder(arguments).redirectOutput(out).redirectError(err).start();
    if (!ended(process)) {
      throw new IOException("not done after " + MOST_MINUTES + " minutes");
    }
    if (process.exitValue() != 0) {
      throw new IOException(lastLine(Files.readAllLines(err.toPath())));
    }
    return Files.readAllLines(out.toPath());
  }

  private ProcessBuilder builder(List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    // A choice of kernels that was made for other programs would slow this one.
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENBLAS_"));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("PEER_OUT", work.toAbsolutePath().toString());
    builder.environment().put(BenchmarkData.VARIABLE, data.folder().toAbsolutePath().toString());
    return builder;
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a peer was running", e);
    } finally {
      process.destroy();
    }
  }

  /** The last line that says something; in Python's case, what went wrong. */
  private static String lastLine(List<String> lines) {
    return lines.stream().filter(line -> !line.isBlank()).reduce("it said nothing", (a, b) -> b);
  }
}
