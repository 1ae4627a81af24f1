package io.github.ginestra.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes text of users' files fit for a terminal, a log or an error message: what would move the
 * cursor, change colours, break the line, reverse the reading direction or stay unseen stands there
 * as an escape in the way of Java, as in {@code \}{@code u001b[31m}. Letters of all scripts, and
 * the joiners between them, stay as they are.
 */
public final class Printable {
  /** How many texts a list names. */
  private static final int LISTED = 20;

  private Printable() {}

  /**
   * A text on one line.
   *
   * @param text any text
   * @return the text with escapes, for line breaks too; tabs stay
   */
  public static String of(String text) {
    return escaped(text, false);
  }

  /**
   * A text of several lines.
   *
   * @param text any text
   * @return the text with escapes, but for line feeds and tabs
   */
  public static String lines(String text) {
    return escaped(text, true);
  }

  /**
   * A text on one line, between quotation marks.
   *
   * @param text any text
   * @return for example {@code "spam"}
   */
  public static String quoted(String text) {
    return '"' + of(text) + '"';
  }

  /**
   * Texts in a list, the first twenty of many.
   *
   * @param texts any texts
   * @return for example {@code [ham, spam]}
   */
  public static String list(Collection<String> texts) {
    int more = texts.size() - LISTED;
    return texts.stream()
        .limit(LISTED)
        .map(Printable::of)
        .collect(Collectors.joining(", ", "[", more > 0 ? ", … " + more + " more]" : "]"));
  }

  /**
   * Values by name.
   *
   * @param values names that are any texts, and values
   * @return for example {@code {ham=2, spam=1}}
   */
  public static String map(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> of(entry.getKey()) + "=" + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /**
   * How often each text occurs, for people; the first twenty of many.
   *
   * @param counts texts, and how often each of them occurs
   * @return for example {@code ham (2), spam (1)}
   */
  public static String counts(Map<String, Integer> counts) {
    int more = counts.size() - LISTED;
    return counts.entrySet().stream()
        .limit(LISTED)
        .map(entry -> of(entry.getKey()) + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", ", "", more > 0 ? ", … " + more + " more" : ""));
  }

  private static String escaped(String text, boolean severalLines) {
    return isVisible(text, severalLines)
        ? text
        : Unicode.replaced(text, c -> isVisible(c, severalLines), Printable::escape);
  }

  /** A loop, since a JVM that has just started takes milliseconds for its first stream. */
  private static boolean isVisible(String text, boolean severalLines) {
    for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (!isVisible(c, severalLines)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVisible(int c, boolean severalLines) {
    if (c == '\n') {
      return severalLines;
    }
    if (c == '\t') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> !isMark(c);
      default -> true;
    };
  }

  /** Whether it directs the reading or is a blank that is not seen; not what shapes letters. */
  private static boolean isMark(int c) {
    return c == 0x061C // Arabic letter mark
        || c == 0x200B // zero-width space
        || c == 0x200E // left-to-right mark
        || c == 0x200F // right-to-left mark
        || (c >= 0x202A && c <= 0x202E) // embeddings and overrides
        || (c >= 0x2060 && c <= 0x206F) // word joiner, isolates
        || c == 0xFEFF; // byte order mark
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default -> String.format(Locale.ROOT, "\\u%04x", c);
    };
  }
}
