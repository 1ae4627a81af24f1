package io.github.ginestra.data;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Unicode;
import java.util.regex.Pattern;

/**
 * A text with its label.
 *
 * <p>Labels that look the same are the same label: white space at the ends is left out, and within
 * the label any kind of it is a plain blank; characters that cannot be seen (byte order marks,
 * zero-width spaces, soft hyphens, marks of direction) are left out; letters are composed (NFC);
 * half a surrogate pair is U+FFFD. Letter case counts. Where a label is asked for, as by {@code
 * Classification.probability(label)}, any way to write it will do.
 *
 * @param label what the text is, for example {@code "spam"}; not blank; brought into the form above
 * @param text the text, unchanged; may be empty
 */
public record Example(String label, String text) {
  private static final Pattern WHITE_SPACE =
      Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the label is blank, or holds the character NUL
   */
  public Example {
    Checks.notNull(label, "label");
    Checks.notNull(text, "text");
    String cleaned = Labels.clean(label);
    if (cleaned.isEmpty()) {
      throw new IllegalArgumentException(
          "label (" + Printable.quoted(label) + ") must not be blank");
    }
    if (cleaned.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("label must not hold the character NUL");
    }
    label = cleaned;
  }

  /** Both values, on one line. */
  @Override
  public String toString() {
    return "Example[label=" + Printable.of(label) + ", text=" + Printable.of(text) + "]";
  }

  /**
   * An example whose label is a constant of an enumeration, by its {@linkplain Enum#name name}. An
   * answer's label is read back by {@link
   * io.github.ginestra.classification.Classification#label(Class)}.
   *
   * @param label what the text is
   * @param text the text
   * @return the example
   */
  public static Example of(Enum<?> label, String text) {
    return new Example(Checks.notNull(label, "label").name(), text);
  }

  /** What equal texts have in common: trimmed, white space squeezed, case folded. */
  String key() {
    String squeezed = WHITE_SPACE.matcher(text).replaceAll(" ").strip();
    return Unicode.lowerCase(Unicode.upperCase(squeezed));
  }
}
