package io.github.ginestra.data;

import io.github.ginestra.internal.Checks;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text with its label.
 *
 * @param label what the text is, for example {@code "spam"}; not blank
 * @param text the text, as it stands; may be empty
 */
public record Example(String label, String text) {
  private static final Pattern WHITE_SPACE =
      Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the label is blank
   */
  public Example {
    Checks.notNull(label, "label");
    Checks.notNull(text, "text");
    if (label.isBlank()) {
      throw new IllegalArgumentException("label (\"" + label + "\") must not be blank");
    }
  }

  /**
   * An example whose label is a constant of an enumeration, by its {@linkplain Enum#name name}. An
   * answer's label is read back by {@link io.github.ginestra.Classification#label(Class)}.
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
    return WHITE_SPACE
        .matcher(text)
        .replaceAll(" ")
        .strip()
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
