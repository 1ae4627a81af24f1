package io.github.ginestra.server;

import io.github.ginestra.internal.Printable;
import java.nio.file.NoSuchFileException;

/** Messages for the operator. */
final class Messages {
  private static final System.Logger LOGGER = System.getLogger("io.github.ginestra");

  private Messages() {}

  static void log(String message) {
    LOGGER.log(System.Logger.Level.INFO, message);
  }

  /** An unexpected failure, with its stack trace: a fault of this server or of the machine. */
  static void failure(String what, Throwable cause) {
    LOGGER.log(System.Logger.Level.ERROR, what, cause);
  }

  /** What went wrong, in one line. */
  static String of(Throwable failure) {
    if (failure instanceof NoSuchFileException missing) {
      return "there is no file " + Printable.of(missing.getFile());
    }
    String message = failure.getMessage();
    return Printable.of(message == null ? failure.getClass().getSimpleName() : message);
  }
}
