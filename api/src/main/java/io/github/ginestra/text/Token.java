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

  /**
   * The letter case of a token before it was lower-cased. It distinguishes shouts, names and
   * ordinary words.
   */
  public enum LetterCase {
    /** At least one lower-case letter and no other: {@code free}. */
    LOWER(0),

    /** Two or more characters, at least one capital and no lower-case letter: {@code FREE}. */
    UPPER(1),

    /** A capital first, and not {@link #UPPER}: {@code Free}, {@code FreeMsg}, {@code I}. */
    CAPITALIZED(2),

    /** Anything else: {@code iPhone}, {@code £}, and letters of scripts that have no case. */
    OTHER(3);

    private final int id;

    LetterCase(int id) {
      this.id = id;
    }

    /**
     * {@return the number of this constant in saved models, 0 to 3, in the order of the constants}
     */
    public int id() {
      return id;
    }

    /**
     * Returns the letter case of a text.
     *
     * @param surface the original text
     * @return its letter case; {@link #OTHER} for an empty text
     */
    public static LetterCase of(String surface) {
      if (surface.isEmpty()) {
        return OTHER;
      }
      int upper = 0;
      int lower = 0;
      int title = 0;
      int count = 0;
      for (int i = 0; i < surface.length(); count++) {
        int character = surface.codePointAt(i);
        i += Character.charCount(character);
        if (Character.isLowerCase(character)) {
          lower++;
        } else if (Character.isUpperCase(character)) {
          upper++;
        } else if (Character.isTitleCase(character)) {
          title++;
        }
      }
      if (lower > 0 && upper + title == 0) {
        return LOWER;
      }
      if (upper > 0 && lower + title == 0 && count > 1) {
        return UPPER;
      }
      return Character.isUpperCase(surface.codePointAt(0)) ? CAPITALIZED : OTHER;
    }
  }
}
