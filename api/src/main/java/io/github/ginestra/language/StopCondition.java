package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;

/**
 * Says when a generated text is at its end. Asked after each character, which is the text's last if
 * the answer is yes, even if a model of words has made more of them at once.
 *
 * <pre>{@code
 * StopCondition verse = StopCondition.atText("\n\n").or(StopCondition.atLines(8));
 * StopCondition sentence =
 *     written -> written.length() >= 100 && written.charAt(written.length() - 1) == '.';
 * }</pre>
 *
 * <p>Must not keep the text or change anything: one condition may serve several texts at once.
 */
@FunctionalInterface
public interface StopCondition {

  /**
   * Returns whether a text is at its end.
   *
   * @param text what was generated so far, the prompt not included; never empty, valid during the
   *     call only
   * @return whether nothing is to follow
   */
  boolean isReached(CharSequence text);

  /**
   * The end is where the text ends with a string.
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
   * The end is the line feed that ends the last of these lines. Empty lines count.
   *
   * @param lines how many lines the text shall have; 1 or more
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
   * The end is where this condition or another one is reached.
   *
   * @param other the other condition
   * @return the condition
   */
  default StopCondition or(StopCondition other) {
    Checks.notNull(other, "other");
    return text -> isReached(text) || other.isReached(text);
  }
}
