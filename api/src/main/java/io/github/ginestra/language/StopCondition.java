package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;

/**
 * Decides where a generated text ends. It is called after each character; if it returns true, that
 * character is the last one, even within a word that a model of words has written.
 *
 * <pre>{@code
 * StopCondition verse = StopCondition.atText("\n\n").or(StopCondition.atLines(8));
 * StopCondition sentence =
 *     written -> written.length() >= 100 && written.charAt(written.length() - 1) == '.';
 * }</pre>
 *
 * <p>An implementation must not keep the text or change any state: several threads may use one
 * condition at once.
 */
@FunctionalInterface
public interface StopCondition {

  /**
   * Returns whether a text ends here.
   *
   * @param text what was generated so far, without the prompt; never empty, valid during the call
   *     only
   * @return true to end the text
   */
  boolean isReached(CharSequence text);

  /**
   * Ends a text after the first occurrence of a string, which is part of the result.
   *
   * @param end the string; not empty
   * @return the condition
   * @throws IllegalArgumentException if {@code end} is empty
   */
  static StopCondition atText(String end) {
    if (Checks.notNull(end, "end").isEmpty()) {
      throw new IllegalArgumentException("end must not be empty");
    }
    return text -> {
      int start = text.length() - end.length();
      return start >= 0 && end.contentEquals(text.subSequence(start, text.length()));
    };
  }

  /**
   * Ends a text with the line feed of its last line. Empty lines count.
   *
   * @param lines the number of lines; 1 or more
   * @return the condition
   * @throws IllegalArgumentException if {@code lines} is not positive
   */
  static StopCondition atLines(int lines) {
    Checks.positive(lines, "lines");
    return text ->
        text.charAt(text.length() - 1) == '\n'
            && text.chars().filter(c -> c == '\n').count() >= lines;
  }

  /**
   * Ends a text where this condition or another one is reached.
   *
   * @param other the other condition
   * @return the condition
   */
  default StopCondition or(StopCondition other) {
    Checks.notNull(other, "other");
    return text -> isReached(text) || other.isReached(text);
  }
}
