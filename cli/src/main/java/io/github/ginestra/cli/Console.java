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
 * @param talk what is said of the work, usually {@code out}; null for nobody
 */
public record Console(PrintStream out, PrintStream err, @Nullable PrintStream talk) {

  /** Talks to {@code out}. */
  public Console(PrintStream out, PrintStream err) {
    this(out, err, out);
  }

  /** The same, for a program that writes these files, null for none. */
  public Console beside(@Nullable Path... files) {
    boolean taken = Arrays.stream(files).anyMatch(file -> OutputPlace.isStandardOutput(file));
    return taken && talk != null ? new Console(out, err, err) : this;
  }

  /** The same, but talks to nobody. */
  Console quiet() {
    return new Console(out, err, null);
  }

  /** Says a line; what a terminal would obey is shown as an escape. */
  public void say(String line) {
    if (talk != null) {
      talk.println(Printable.lines(line));
      talk.flush();
    }
  }

  /** Says a line, with the numbers of every country written alike. */
  public void say(String pattern, Object... values) {
    say(String.format(Locale.ROOT, pattern, values));
  }

  /** Says what is wrong but no failure. */
  void warn(String message) {
    err.println("warning: " + Printable.of(message));
  }

  /**
   * Prints a line of results; what a terminal would obey is shown as an escape.
   *
   * @throws ClosedOutputException if nobody reads the results any more
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

  /** Whether the program runs in a terminal in which lines can be drawn again. */
  public static boolean isTerminal() {
    return Terminal.isStandardError();
  }
}
