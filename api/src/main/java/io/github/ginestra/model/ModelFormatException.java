package io.github.ginestra.model;

import io.github.ginestra.internal.Printable;
import java.io.IOException;

/**
 * A model file that does not hold what it should: it is damaged, was written by a newer version, or
 * is no model file at all. The message names the file and the fault.
 */
public final class ModelFormatException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the error.
   *
   * @param file what was read, such as a file's path
   * @param fault what is wrong with it
   */
  public ModelFormatException(String file, String fault) {
    super(Printable.of(file) + ": " + Printable.of(fault));
  }

  /**
   * Makes the error.
   *
   * @param file what was read, such as a file's path
   * @param fault what is wrong with it
   * @param cause how it came to light
   */
  public ModelFormatException(String file, String fault, Throwable cause) {
    super(Printable.of(file) + ": " + Printable.of(fault), cause);
  }
}
