package io.github.ginestra.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Help.Ansi;

/** What the program can know of the terminal. */
final class Terminal {
  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/2");

  /** The narrowest that help is written for. */
  private static final int NARROWEST = 55;

  private Terminal() {}

  /** Whether standard error is a terminal; where only Linux says, whether one shows colours. */
  static boolean isStandardError() {
    if (!Files.isSymbolicLink(DESCRIPTOR)) {
      return Ansi.AUTO.enabled();
    }
    try {
      String target = Files.readSymbolicLink(DESCRIPTOR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The columns that the environment gives, if it does. */
  static OptionalInt columns(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{0,3}")
        ? OptionalInt.of(Math.max(NARROWEST, Integer.parseInt(columns)))
        : OptionalInt.empty();
  }
}
