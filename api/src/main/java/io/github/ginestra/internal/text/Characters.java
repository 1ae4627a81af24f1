package io.github.ginestra.internal.text;

import io.github.ginestra.internal.Unicode;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** The classes of characters that the tokenizers distinguish. */
public final class Characters {
  /** What {@link #at} returns beyond the end of a text. */
  public static final int END = -1;

  private static final int LETTERS =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;

  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TAI_LE,
          UnicodeScript.NEW_TAI_LUE,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAI_VIET,
          UnicodeScript.BALINESE,
          UnicodeScript.JAVANESE);

  /** The first Thai character. */
  private static final int FIRST_UNSPACED = 0xE00;

  /** The mark of long vowels in Japanese, which belongs to no script. */
  private static final int SOUND_MARK = 0x30FC;

  private Characters() {}

  /** The code point at an index, U+FFFD for an unpaired surrogate, {@link #END} beyond the end. */
  public static int at(CharSequence text, int index) {
    return index < text.length() ? Unicode.orReplacement(Character.codePointAt(text, index)) : END;
  }

  /** Letters of all scripts and numbers that are no decimal digits. */
  public static boolean isLetter(int codePoint) {
    return (LETTERS >> Character.getType(codePoint) & 1) != 0;
  }

  /** The straight apostrophe and the typographic one. */
  public static boolean isApostrophe(int codePoint) {
    return codePoint == '\'' || codePoint == '’';
  }

  /**
   * Letters of scripts that are written without spaces between words: Chinese, Japanese, Thai, Lao,
   * Khmer, Burmese and smaller ones of South-East Asia.
   */
  public static boolean isUnspaced(int codePoint) {
    return isOfUnspacedScript(codePoint) && isLetter(codePoint);
  }

  /** The same letters, and the marks, digits and signs of these scripts. */
  public static boolean isOfUnspacedScript(int codePoint) {
    return codePoint >= FIRST_UNSPACED
        && (UNSPACED.contains(UnicodeScript.of(codePoint)) || codePoint == SOUND_MARK);
  }
}
