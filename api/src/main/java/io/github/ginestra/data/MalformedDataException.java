package io.github.ginestra.data;

import io.github.ginestra.internal.Printable;
import java.io.IOException;

/**
 * A file that does not hold what it should. The message names the file, the line and the problem.
 */
public class MalformedDataException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the error.
   *
   * @param source what was read, such as a file's path
   * @param line the number of the line, from 1
   * @param problem what was expected there and what was found
   */
  public MalformedDataException(String source, long line, String problem) {
    super(Printable.of(source) + ", line " + line + ": " + Printable.of(problem));
  }

  /**
   * Makes the error of a file that has no lines.
   *
   * @param source what was read, such as a file's path
   * @param problem what was expected and what was found
   */
  public MalformedDataException(String source, String problem) {
    super(source + ": " + problem);
  }

  /**
   * Makes the error.
   *
   * @param source what was read, such as a file's path
   * @param line the number of the line, from 1
   * @param problem what was expected there and what was found
   * @param cause how it came to light
   */
  public MalformedDataException(String source, long line, String problem, Throwable cause) {
    this(source, line, problem);
    initCause(cause);
  }
}
