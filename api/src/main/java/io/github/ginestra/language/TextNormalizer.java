package io.github.ginestra.language;

import io.github.ginestra.internal.Unicode;
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

  private static final int MOST_MARKS = 30;

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

  /**
   * A part of the text between two {@linkplain #isBorder borders}, composed. Endless runs of marks
   * are cut, as in Unicode's stream-safe texts: Java orders marks in the square of their number.
   */
  static String composed(String part) {
    StringBuilder composed = new StringBuilder(part.length());
    int from = 0;
    int marks = 0;
    for (int i = 0; i < part.length(); ) {
      int character = part.codePointAt(i);
      i += Character.charCount(character);
      marks = Unicode.isMark(character) ? marks + 1 : 0;
      if (marks == MOST_MARKS) {
        composed.append(Normalizer.normalize(part.substring(from, i), Normalizer.Form.NFC));
        from = i;
        marks = 0;
      }
    }
    return composed
        .append(Normalizer.normalize(part.substring(from), Normalizer.Form.NFC))
        .toString();
  }

  /** Whether what stands before a place is not composed with what follows it. */
  static boolean isBorder(CharSequence text, int place) {
    int character = Character.codePointAt(text, place);
    return !Character.isLowSurrogate(text.charAt(place))
        && !Unicode.isMark(character)
        && (character < FIRST_JAMO || character > LAST_JAMO);
  }
}
