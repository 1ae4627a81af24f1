package io.github.ginestra.cli;

import java.util.HashSet;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Shows what the library logs, as warnings of the program, until it is closed. */
final class LoggedWarnings extends Handler {
  private static final Logger LOGGER = Logger.getLogger("io.github.ginestra");

  private final Console console;
  private final Set<String> said = new HashSet<>();

  private LoggedWarnings(Console console) {
    this.console = console;
  }

  static LoggedWarnings show(Console console) {
    LoggedWarnings shown = new LoggedWarnings(console);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(shown);
    return shown;
  }

  @Override
  public void publish(LogRecord logged) {
    String message = String.valueOf(logged.getMessage());
    if (logged.getLevel().intValue() >= Level.WARNING.intValue() && isNew(message)) {
      console.warn(message);
    }
  }

  /** Whether a warning was not given before, perhaps with the name of a file in front. */
  private boolean isNew(String message) {
    boolean known = said.stream().anyMatch(before -> before.endsWith(message));
    said.add(message);
    return !known;
  }

  @Override
  public void flush() {
    console.err().flush();
  }

  @Override
  public void close() {
    LOGGER.removeHandler(this);
    LOGGER.setUseParentHandlers(true);
  }
}
