package io.github.ginestra.cli;

import io.github.ginestra.internal.Printable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the program writes.
 *
 * @param out results
 * @param err progress and errors
 * @param talksToErr whether what is said goes there too, because a file goes to {@code out}
 */
public record Console(PrintStream out, PrintStream err, boolean talksToErr) {

  /** Talks to {@code out}. */
  public Console(PrintStream out, PrintStream err) {
    this(out, err, false);
  }

  /** The same, for a program that writes these files, null for none. */
  public Console beside(@Nullable Path... files) {
    return new Console(
        out, err, Arrays.stream(files).anyMatch(file -> OutputPlace.isStandardOutput(file)));
  }

  /** Prints a line; what a terminal would obey is shown as an escape. */
  public void say(String line) {
    PrintStream talk = talksToErr ? err : out;
    talk.println(Printable.lines(line));
    talk.flush();
  }

  /** Prints a line, with the numbers of every country written alike. */
  public void say(String pattern, Object... values) {
    say(String.format(Locale.ROOT, pattern, values));
  }

  /** Whether the program runs in a terminal in which lines can be drawn again. */
  public static boolean isTerminal() {
    return Ansi.AUTO.enabled();
  }
}
