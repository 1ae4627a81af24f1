package io.github.ginestra.samples.classify;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The letters that come and go, in the charset of the locale. Where the locale says nothing (C,
 * POSIX), as in most containers, they are UTF-8.
 */
final class Letters {
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
}
