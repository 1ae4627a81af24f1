package io.github.ginestra.text;

/**
 * A position in a text, from a start to an end.
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
   * Returns the part of a text at this position.
   *
   * @param text the text
   * @return the part from start to end
   * @throws IndexOutOfBoundsException if the text is shorter
   */
  public String of(String text) {
    return text.substring(start, end);
  }
}
