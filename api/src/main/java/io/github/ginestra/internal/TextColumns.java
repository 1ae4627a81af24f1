package io.github.ginestra.internal;

import java.util.Collection;
import java.util.Locale;

/** Text in columns of characters. */
public final class TextColumns {
  private TextColumns() {}

  /**
   * Returns the length of the longest text as it is {@linkplain Printable#of shown}.
   *
   * @param texts the texts of a column
   * @return its width in characters; 0 without texts
   */
  public static int longest(Collection<String> texts) {
    return texts.stream().map(Printable::of).mapToInt(String::length).max().orElse(0);
  }

  /**
   * Pads a text, as it is {@linkplain Printable#of shown}, on the left, so that names end where the
   * numbers begin.
   *
   * @param text the text
   * @param width the column's width, at least the length of the text as shown
   * @return {@code width} characters
   */
  public static String padded(String text, int width) {
    String shown = Printable.of(text);
    return " ".repeat(width - shown.length()) + shown;
  }

  /**
   * Formats values in no particular language; lines end with a line feed on every system.
   *
   * @param pattern a pattern of {@link String#format}
   * @param values its values
   * @return the text
   */
  public static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
  }
}
