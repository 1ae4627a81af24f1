package io.github.ginestra.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/** The line of the terminal that a progress bar is drawn on, and that is left empty after it. */
final class BarLine extends ConsoleProgressBarConsumer {
  private final PrintStream terminal;

  private BarLine(PrintStream terminal) {
    super(terminal);
    this.terminal = terminal;
  }

  private BarLine(PrintStream terminal, int columns) {
    super(terminal, columns);
    this.terminal = terminal;
  }

  /**
   * Draws on a terminal.
   *
   * @param columns how wide it is; 0 to look for that
   */
  static BarLine on(PrintStream terminal, int columns) {
    return columns == 0 ? new BarLine(terminal) : new BarLine(terminal, columns - 1);
  }

  @Override
  public void clear() {
    terminal.print("\r" + " ".repeat(getMaxRenderedLength()) + "\r");
  }

  @Override
  public void close() {
    terminal.flush();
  }
}
