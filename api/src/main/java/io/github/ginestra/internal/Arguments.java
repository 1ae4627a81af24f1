package io.github.ginestra.internal;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The arguments of a program, for those of this project. */
public final class Arguments {
  /** The charset that Java reads arguments and names of files in. */
  public static final String CHARSET = System.getProperty("sun.jnu.encoding", "UTF-8");

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private Arguments() {}

  /**
   * The arguments as they were typed. Java has lost all but ASCII from them where the locale names
   * no charset (C, POSIX), as in most containers; Linux still knows.
   *
   * @param arguments the arguments that {@code main} was given
   * @return as many
   * @throws IOException if the system does not say what they were
   */
  public static String[] asTyped(String[] arguments) throws IOException {
    boolean silent =
        Charset.isSupported(CHARSET) && Charset.forName(CHARSET).equals(StandardCharsets.US_ASCII);
    if (!silent || !Files.exists(COMMAND_LINE)) {
      return arguments;
    }
    String line = new String(Files.readAllBytes(COMMAND_LINE), StandardCharsets.UTF_8);
    String[] all = line.split("\0", -1); // each ends with a zero: the last is empty
    int end = all.length - 1;
    return Arrays.copyOfRange(all, end - arguments.length, end);
  }
}
