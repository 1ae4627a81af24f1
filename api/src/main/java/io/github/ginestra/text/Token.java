package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.features.Vocabulary;

/**
 * A token: a normalised word or character, which is one step of the network, and its original
 * letter case.
 *
 * @param text the normalised text, which a {@link Vocabulary} contains
 * @param letterCase the letter case of the original text
 */
public record Token(String text, LetterCase letterCase) {

  /**
   * The token of a text without tokens, such as an empty or blank message, so that each text has at
   * least one step. No tokenizer returns it.
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

  /** A token that is not normalised. */
  static Token asWritten(String surface) {
    return new Token(surface, LetterCase.of(surface));
  }

  /** A token in lower case, by locale-independent rules. */
  static Token lowerCased(String surface) {
    return new Token(Unicode.lowerCase(surface), LetterCase.of(surface));
  }
}
