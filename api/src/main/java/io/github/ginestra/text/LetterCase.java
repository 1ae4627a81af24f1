package io.github.ginestra.text;

/**
 * How the letters of a token were written before it was lower-cased: four kinds that tell a shout
 * from a name from plain running text.
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
   * Returns the kind's number, which saved models contain.
   *
   * @return 0 to 3, in the order of the kinds
   */
  public int id() {
    return id;
  }

  /**
   * Returns the kind that a piece of text is of.
   *
   * @param surface the text as it was written
   * @return its kind; {@link #OTHER} for an empty text
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
