package io.github.ginestra.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/** The line of the terminal that a progress bar is drawn on, and that is left empty after it. */
final class BarLine extends ConsoleProgressBarConsumer {
  private final PrintStream terminal;

  BarLine(PrintStream terminal) {
    super(terminal);
    this.terminal = terminal;
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
