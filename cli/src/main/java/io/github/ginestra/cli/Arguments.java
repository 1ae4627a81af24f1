package io.github.ginestra.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.TypeConversionException;

/** The arguments of the program. */
final class Arguments {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final String NATIVE = System.getProperty("sun.jnu.encoding", "UTF-8");

  private Arguments() {}

  /**
   * The arguments as they were typed. Java has lost all but ASCII from them where the locale names
   * no charset (C, POSIX), as in most containers; Linux still knows.
   */
  static String[] asTyped(String[] arguments) throws IOException {
    boolean silent =
        Charset.isSupported(NATIVE) && Charset.forName(NATIVE).equals(StandardCharsets.US_ASCII);
    if (!silent || !Files.exists(COMMAND_LINE)) {
      return arguments;
    }
    String line = new String(Files.readAllBytes(COMMAND_LINE), StandardCharsets.UTF_8);
    String[] all = line.split("\0", -1); // each ends with a zero: the last is empty
    int end = all.length - 1;
    return Arrays.copyOfRange(all, end - arguments.length, end);
  }

  /** The path of a file as it was typed. */
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'"
              + name
              + "' is no name of a file in this locale ("
              + NATIVE
              + "): "
              + "set LC_ALL=C.UTF-8");
    }
  }
}
