package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.features.Vocabulary;

/**
 * One step of a text: what stands there, normalised so that the same word is the same token
 * wherever it stands, and beside it how it was written.
 *
 * @param text the normalised text; what a {@link Vocabulary} knows
 * @param letterCase how its letters were written
 */
public record Token(String text, LetterCase letterCase) {

  /**
   * The token that represents a text without any, such as an empty or blank message, so that each
   * text has at least one step. No tokenizer returns it.
   */
  public static final Token EMPTY_TEXT = new Token("<empty>", LetterCase.OTHER);

  /** Checks the values. */
  public Token {
    Checks.notNull(text, "text");
    Checks.notNull(letterCase, "letterCase");
  }

  /** Both values, on one line. */
  @Override
  public String toString() {
    return "Token[text=" + Printable.of(text) + ", letterCase=" + letterCase + "]";
  }

  /** A token that is unchanged. */
  static Token asWritten(String surface) {
    return new Token(surface, LetterCase.of(surface));
  }

  /** A token in lower case, by the rules of no particular language. */
  static Token lowerCased(String surface) {
    return new Token(Unicode.lowerCase(surface), LetterCase.of(surface));
  }
}
