package io.github.ginestra.internal;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * What the JDK's own methods on strings do, in time linear in the length of any string, and without
 * the rules of a particular language.
 */
public final class Unicode {
  /** U+FFFD, which stands for what is no character. */
  public static final int REPLACEMENT = 0xFFFD;

  private static final char SIGMA = 'Σ';

  /** How far from a Σ the end of its word is looked for. */
  private static final int NEARBY = 32;

  /** How many characters are mapped at once: the JDK's work may grow with the square of it. */
  private static final int PART = 256;

  private Unicode() {}

  /**
   * Maps a string to lower case: {@code text.toLowerCase(Locale.ROOT)}, which copies the whole text
   * for each İ, and goes through the whole word for each Σ, whose form depends on whether it ends
   * the word. Here {@value #NEARBY} characters before and after a Σ are looked at in a long text.
   *
   * @param text the text
   * @return the text in lower case
   */
  public static String lowerCase(String text) {
    // İ alone becomes two; as I and a dot it has the same lower case, and the same part in a word
    String capitals = text.replace("\u0130", "I\u0307");
    if (capitals.length() <= 2 * NEARBY || capitals.indexOf(SIGMA) < 0) {
      return capitals.toLowerCase(Locale.ROOT);
    }
    String others = capitals.replace(SIGMA, 'σ');
    StringBuilder lower = new StringBuilder(others.toLowerCase(Locale.ROOT));
    for (int i = capitals.indexOf(SIGMA); i >= 0; i = capitals.indexOf(SIGMA, i + 1)) {
      lower.setCharAt(i, sigma(others, i));
    }
    return lower.toString();
  }

  /** The lower case of a Σ at a place. */
  private static char sigma(String others, int place) {
    int start = Math.max(0, place - NEARBY);
    int end = Math.min(others.length(), place + NEARBY + 1);
    String nearby = others.substring(start, place) + SIGMA + others.substring(place + 1, end);
    return nearby.toLowerCase(Locale.ROOT).charAt(place - start);
  }

  /**
   * Maps a string to upper case: {@code text.toUpperCase(Locale.ROOT)}, which copies the whole text
   * for each character that becomes two or three. No character's capital depends on its neighbours.
   *
   * @param text the text
   * @return the text in upper case
   */
  public static String upperCase(String text) {
    if (text.length() <= PART) {
      return text.toUpperCase(Locale.ROOT);
    }
    StringBuilder upper = new StringBuilder(text.length() + PART);
    for (int start = 0; start < text.length(); ) {
      int end = Math.min(start + PART, text.length());
      end -= end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
      upper.append(text.substring(start, end).toUpperCase(Locale.ROOT));
      start = end;
    }
    return upper.toString();
  }

  /**
   * Decomposes the letters of a text and leaves out all combining marks: {@code è} becomes {@code
   * e}. The marks are not put into their canonical order first, which takes time with the square of
   * their number.
   *
   * @param text the text
   * @return the text without marks
   */
  public static String withoutMarks(String text) {
    StringBuilder bare = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0xC0) {
        bare.append((char) c);
      } else if (!isMark(c)) {
        decomposed(c).codePoints().filter(d -> !isMark(d)).forEach(bare::appendCodePoint);
      }
    }
    return bare.toString();
  }

  private static String decomposed(int character) {
    return Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD);
  }

  /**
   * Returns whether a character is a combining mark, which belongs to the letter before it.
   *
   * @param codePoint the character
   * @return whether it is one of the general categories Mn, Mc and Me
   */
  public static boolean isMark(int codePoint) {
    int marks =
        1 << Character.NON_SPACING_MARK
            | 1 << Character.COMBINING_SPACING_MARK
            | 1 << Character.ENCLOSING_MARK;
    return (marks >> Character.getType(codePoint) & 1) != 0;
  }

  /**
   * Returns whether a character is Unicode white space, with the non-breaking spaces and the
   * control characters among it.
   *
   * @param codePoint the character
   * @return whether it only separates
   */
  public static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == '\u0085';
  }

  /**
   * Replaces half a surrogate pair.
   *
   * @param codePoint a code point
   * @return the code point itself, or U+FFFD if it is one half of a surrogate pair
   */
  public static int orReplacement(int codePoint) {
    boolean unpaired = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return unpaired ? REPLACEMENT : codePoint;
  }

  /**
   * Replaces halves of surrogate pairs.
   *
   * @param text the text
   * @return the text with U+FFFD for each unpaired surrogate
   */
  public static String wellFormed(String text) {
    if (text.codePoints().allMatch(c -> c == orReplacement(c))) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text.length());
    text.codePoints().map(Unicode::orReplacement).forEach(mended::appendCodePoint);
    return mended.toString();
  }

  /**
   * Replaces characters.
   *
   * @param text the text
   * @param kept which characters stay as they are
   * @param other gives the replacement of a character that is not kept
   * @return the text with the replacements
   */
  public static String replaced(String text, IntPredicate kept, IntFunction<String> other) {
    StringBuilder replaced = new StringBuilder(text.length() + 16);
    text.codePoints()
        .mapToObj(c -> kept.test(c) ? Character.toString(c) : other.apply(c))
        .forEach(replaced::append);
    return replaced.toString();
  }
}
