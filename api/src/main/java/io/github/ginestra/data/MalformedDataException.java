package io.github.ginestra.data;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown if a data file is malformed. The message names the file, the line and the problem. */
public class MalformedDataException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the error.
   *
   * @param source the name of the source, such as a file's path
   * @param line the line number, from 1
   * @param problem what was expected there and what was found
   */
  public MalformedDataException(String source, long line, String problem) {
    this(source, line, problem, null);
  }

  /**
   * Creates the error of a file without lines.
   *
   * @param source the name of the source, such as a file's path
   * @param problem what was expected and what was found
   */
  public MalformedDataException(String source, String problem) {
    super(Checks.notNull(source, "source") + ": " + Checks.notNull(problem, "problem"));
  }

  /**
   * Creates the error.
   *
   * @param source the name of the source, such as a file's path
   * @param line the line number, from 1
   * @param problem what was expected there and what was found
   * @param cause the cause, or null if there is none
   */
  public MalformedDataException(
      String source, long line, String problem, @Nullable Throwable cause) {
    super(Printable.of(source) + ", line " + line + ": " + Printable.of(problem), cause);
  }
}
