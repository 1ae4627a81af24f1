package io.github.ginestra.samples.classify;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The letters that come and go, in the charset of the locale. Where the locale says nothing (C,
 * POSIX), as in most containers, they are UTF-8.
 */
final class Letters {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final Charset LOCALE = locale();
  private static final boolean SILENT = LOCALE.equals(StandardCharsets.US_ASCII);

  private Letters() {}

  /** The locale's charset, if the image has it. */
  private static Charset locale() {
    String name = System.getProperty("native.encoding", "UTF-8");
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }

  /** The charset of standard input and output. */
  static Charset charset() {
    return SILENT ? StandardCharsets.UTF_8 : LOCALE;
  }

  /**
   * The arguments as they were typed. Java has lost all but ASCII from them where the locale says
   * nothing; Linux still knows.
   */
  static String[] asTyped(String[] arguments) throws IOException {
    if (!SILENT || !Files.exists(COMMAND_LINE)) {
      return arguments;
    }
    String line = new String(Files.readAllBytes(COMMAND_LINE), StandardCharsets.UTF_8);
    String[] all = line.split("\0", -1); // each ends with a zero: the last is empty
    int end = all.length - 1;
    return Arrays.copyOfRange(all, end - arguments.length, end);
  }
}
