package io.github.ginestra.text;

/**
 * A stretch of a text.
 *
 * @param start the index of its first UTF-16 unit; 0 or more
 * @param end the index after its last one; {@code start} or more
 */
public record Span(int start, int end) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if {@code start} is negative or greater than {@code end}
   */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "start (" + start + ") must be in [0, end], and end is " + end);
    }
  }

  /**
   * Returns the text of the span.
   *
   * @param text the text that this is a stretch of
   * @return a part of it
   * @throws IndexOutOfBoundsException if the text ends before this stretch does
   */
  public String of(String text) {
    return text.substring(start, end);
  }
}
