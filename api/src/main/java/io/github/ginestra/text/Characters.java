package io.github.ginestra.text;

/** The kinds of characters that the tokenizers tell apart. */
final class Characters {
  /** What {@link #at} returns beyond the end of a text. */
  static final int END = -1;

  private static final int LETTERS =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;

  private static final int MARKS =
      1 << Character.NON_SPACING_MARK
          | 1 << Character.COMBINING_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK;

  private Characters() {}

  /** The code point at an index, U+FFFD for an unpaired surrogate, {@link #END} beyond the end. */
  static int at(CharSequence text, int index) {
    return index < text.length() ? orReplacement(Character.codePointAt(text, index)) : END;
  }

  /** The code point itself, or U+FFFD if it is one half of a surrogate pair. */
  static int orReplacement(int codePoint) {
    boolean unpaired = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return unpaired ? 0xFFFD : codePoint;
  }

  /** The text with U+FFFD for each unpaired surrogate. */
  static String wellFormed(String text) {
    int i = 0;
    while (i < text.length() && at(text, i) == text.codePointAt(i)) {
      i = text.offsetByCodePoints(i, 1);
    }
    return i == text.length() ? text : mended(text);
  }

  private static String mended(String text) {
    StringBuilder mended = new StringBuilder(text.length());
    text.codePoints().map(Characters::orReplacement).forEach(mended::appendCodePoint);
    return mended.toString();
  }

  /** Letters of all scripts and numbers that are no decimal digits. */
  static boolean isLetter(int codePoint) {
    return (LETTERS >> Character.getType(codePoint) & 1) != 0;
  }

  /** Combining marks, which belong to the letter before them. */
  static boolean isMark(int codePoint) {
    return (MARKS >> Character.getType(codePoint) & 1) != 0;
  }

  /** Decimal digits of all scripts. */
  static boolean isDigit(int codePoint) {
    return Character.isDigit(codePoint);
  }

  /** Unicode white space, with the non-breaking spaces and the control characters among it. */
  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == '\u0085';
  }

  /** The straight apostrophe and the typographic one. */
  static boolean isApostrophe(int codePoint) {
    return codePoint == '\'' || codePoint == '’';
  }
}
