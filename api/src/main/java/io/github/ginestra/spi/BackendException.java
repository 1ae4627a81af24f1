package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * An engine could not be found, chosen or started, or failed in its own code. The message says what
 * to do.
 */
public class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates an exception with a message.
   *
   * @param message what failed and what to do
   */
  public BackendException(String message) {
    super(Checks.notNull(message, "message"));
  }

  /**
   * Creates an exception with a message and the engine's own error.
   *
   * @param message what failed and what to do
   * @param cause the engine's error, or null if there is none
   */
  public BackendException(String message, @Nullable Throwable cause) {
    super(Checks.notNull(message, "message"), cause);
  }
}
