package io.github.ginestra.model;

import io.github.ginestra.internal.Printable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a model file cannot be read because it is damaged, was written by a newer version, or
 * is not a model file. The message names the file and the fault.
 */
public final class ModelFormatException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the error.
   *
   * @param file the name of the source, such as a file's path
   * @param fault what is wrong with it
   */
  public ModelFormatException(String file, String fault) {
    super(Printable.of(file) + ": " + Printable.of(fault));
  }

  /**
   * Creates the error.
   *
   * @param file the name of the source, such as a file's path
   * @param fault what is wrong with it
   * @param cause the cause, or null if there is none
   */
  public ModelFormatException(String file, String fault, @Nullable Throwable cause) {
    super(Printable.of(file) + ": " + Printable.of(fault), cause);
  }
}
