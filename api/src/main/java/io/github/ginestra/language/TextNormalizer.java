package io.github.ginestra.language;

import java.text.Normalizer;

/**
 * Makes texts alike that only their storage tells apart: every line ends with a line feed, not with
 * a carriage return or both; byte order marks at the beginning of lines are left out; letters with
 * marks are composed (Unicode's NFC). For one text, part by part.
 */
final class TextNormalizer {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** The vowels and final consonants of Korean, which are composed with what stands before them. */
  private static final int FIRST_JAMO = 0x1160;

  private static final int LAST_JAMO = 0x11FF;

  private final StringBuilder text;
  private char before = '\n'; // in the text as it was given

  /**
   * Begins a text.
   *
   * @param text where it is appended, but for the composition
   */
  TextNormalizer(StringBuilder text) {
    this.text = text;
  }

  /** A whole text. */
  static String of(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    TextNormalizer normalizer = new TextNormalizer(lines);
    for (int i = 0; i < text.length(); i++) {
      normalizer.add(text.charAt(i));
    }
    return composed(lines.toString());
  }

  /** Adds the next character as it was given. */
  void add(char next) {
    boolean lineBegins = before == '\n' || before == '\r';
    if (next == BYTE_ORDER_MARK && lineBegins) {
      return;
    }
    if (next == '\r') {
      text.append('\n');
    } else if (next != '\n' || before != '\r') {
      text.append(next);
    }
    before = next;
  }

  /** A part of the text between two {@linkplain #isBorder borders}, composed. */
  static String composed(String part) {
    return Normalizer.normalize(part, Normalizer.Form.NFC);
  }

  /** Whether what stands before a place is not composed with what follows it. */
  static boolean isBorder(CharSequence text, int place) {
    char next = text.charAt(place);
    if (Character.isLowSurrogate(next)) {
      return false;
    }
    int character = Character.codePointAt(text, place);
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK -> false;
      default -> character < FIRST_JAMO || character > LAST_JAMO;
    };
  }
}
