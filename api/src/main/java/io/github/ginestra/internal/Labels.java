package io.github.ginestra.internal;

import java.text.Normalizer;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The one form of a label: labels that look the same are the same.
 *
 * <p>White space of any kind at the ends is left out and is a plain blank within; characters that
 * are never seen are left out; letters are composed (NFC); half a surrogate pair is U+FFFD. Joiners
 * are left out at the ends only, since within a label they may change how it looks. Letter case is
 * kept.
 */
public final class Labels {
  /** More marks in a row, and a label is not composed: the JDK's work grows with their square. */
  private static final int MOST_MARKS = 64;

  /** Soft hyphen, zero-width space, word joiner, byte order mark, marks of direction, … */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]");

  /** What else has no width: joiners and fillers. */
  private static final String JOINERS = "\u034F\u115F\u1160\u17B4\u17B5\u200C\u200D\u3164\uFFA0";

  /** Joiners, variation selectors, blanks. */
  private static final Pattern UNLIKE = Pattern.compile("[" + JOINERS + "\uFE00-\uFE0F ]");

  /** Texts of more characters are not looked at for those of no width. */
  private static final int LONGEST_BLANK = 64;

  private static final Pattern MARKS = Pattern.compile("\\p{M}{" + MOST_MARKS + "}");

  private Labels() {}

  /**
   * Brings a label into its one form.
   *
   * @param label the label as it was written
   * @return the label; empty if nothing of it can be seen
   */
  public static String clean(String label) {
    if (isPlain(label)) {
      return label;
    }
    String visible = INVISIBLE.matcher(Unicode.wellFormed(label)).replaceAll("");
    StringBuilder spaced = new StringBuilder(visible.length());
    visible.codePoints().map(c -> Unicode.isSpace(c) ? ' ' : c).forEach(spaced::appendCodePoint);
    String composed = MARKS.matcher(spaced).find() ? spaced.toString() : composed(spaced);
    return trimmed(composed);
  }

  /**
   * Divides a column that holds several labels.
   *
   * @param column labels, with separators between them
   * @param separator one character or more
   * @return the labels, each once in its one form, in natural order; none if the column holds
   *     separators alone
   */
  public static Set<String> split(String column, String separator) {
    Set<String> labels = new TreeSet<>();
    for (String part : column.split(Pattern.quote(separator), -1)) {
      String label = clean(part);
      if (!label.isEmpty()) {
        labels.add(label);
      }
    }
    return labels;
  }

  /** A loop, since a JVM that has just started takes milliseconds for its first stream. */
  private static boolean isPlain(String label) {
    for (int i = 0; i < label.length(); i++) {
      if (label.charAt(i) <= ' ' || label.charAt(i) >= '\u007F') {
        return false;
      }
    }
    return true;
  }

  private static String composed(CharSequence label) {
    return Normalizer.normalize(label, Normalizer.Form.NFC);
  }

  private static String trimmed(String label) {
    int start = 0;
    int end = label.length();
    while (start < end && isOfNoWidth(label.charAt(start))) {
      start++;
    }
    while (end > start && isOfNoWidth(label.charAt(end - 1))) {
      end--;
    }
    return label.substring(start, end);
  }

  private static boolean isOfNoWidth(char c) {
    return c == ' ' || JOINERS.indexOf(c) >= 0;
  }

  /**
   * What labels have in common that are easily mistaken for each other: letter case, compatibility
   * forms, white space and all that has no width are left out.
   *
   * @param label a label
   * @return not for people to read
   */
  public static String likeness(String label) {
    String seen = UNLIKE.matcher(clean(label)).replaceAll("");
    String plain =
        MARKS.matcher(seen).find() ? seen : Normalizer.normalize(seen, Normalizer.Form.NFKC);
    return Unicode.lowerCase(Unicode.upperCase(plain));
  }

  /**
   * Returns whether nothing of a text can be seen.
   *
   * @param text a text
   * @return whether it is empty, or holds white space and characters of no width alone
   */
  public static boolean isBlank(String text) {
    return text.isBlank() || (text.length() <= LONGEST_BLANK && clean(text).isEmpty());
  }
}
