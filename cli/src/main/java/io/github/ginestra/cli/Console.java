package io.github.ginestra.cli;

import io.github.ginestra.internal.Printable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the program writes.
 *
 * @param out results
 * @param err progress and errors
 * @param talk what is said of the work, usually {@code out}; null for no one
 * @param columns how many characters a line of talk has at most; 0 for any number
 */
record Console(PrintStream out, PrintStream err, @Nullable PrintStream talk, int columns) {
  /** Where the lines after the first begin. */
  private static final String INDENT = " ".repeat(9);

  /** Talks to {@code out}. */
  Console(PrintStream out, PrintStream err) {
    this(out, err, out, 0);
  }

  /**
   * The same for a command that writes files, null for none: talks to {@code err} if one of them is
   * standard output.
   */
  Console beside(@Nullable Path... files) {
    boolean taken = Arrays.stream(files).anyMatch(OutputPlace::isStandard);
    return taken && talk != null ? new Console(out, err, err, columns) : this;
  }

  /** The same, but talks to no one. */
  Console quiet() {
    return new Console(out, err, null, columns);
  }

  /** Says a line; what a terminal would obey is shown as an escape. */
  void say(String line) {
    if (talk != null) {
      Printable.lines(line).lines().map(this::wrapped).forEach(talk::println);
      if (line.isEmpty()) {
        talk.println();
      }
      talk.flush();
    }
  }

  /** A line as several lines that are not too long, if it has blanks to be broken at. */
  private String wrapped(String line) {
    if (columns == 0 || line.length() <= columns) {
      return line;
    }
    int end = line.lastIndexOf(' ', columns);
    String rest = end < INDENT.length() ? "" : line.substring(end).strip();
    return rest.isEmpty()
        ? line
        : line.substring(0, end).stripTrailing() + System.lineSeparator() + wrapped(INDENT + rest);
  }

  /** Says a line, with the numbers of every country written alike. */
  void say(String pattern, Object... values) {
    say(String.format(Locale.ROOT, pattern, values));
  }

  /** Says what is wrong but no failure. */
  void warn(String message) {
    err.println("warning: " + Printable.of(message));
  }

  /**
   * Prints a line of results; what a terminal would obey is shown as an escape.
   *
   * @throws ClosedOutputException if no one reads the results any more
   */
  void print(String line) throws ClosedOutputException {
    out.println(Printable.lines(line));
    check();
  }

  /**
   * Checks that results still arrive.
   *
   * @throws ClosedOutputException if not
   */
  void check() throws ClosedOutputException {
    if (out.checkError()) {
      throw new ClosedOutputException();
    }
  }
}
