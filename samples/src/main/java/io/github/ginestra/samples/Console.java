package io.github.ginestra.samples;

import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the program writes.
 *
 * @param out results
 * @param err progress and errors
 */
record Console(PrintStream out, PrintStream err) {

  void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints a line, with the numbers of every country written alike. */
  void say(String pattern, Object... values) {
    say(String.format(Locale.ROOT, pattern, values));
  }

  /** Whether the program runs in a terminal in which lines can be drawn again. */
  static boolean isTerminal() {
    return Ansi.AUTO.enabled();
  }
}
