package io.github.ginestra.data;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.text.TextKey;

/**
 * A text with its label.
 *
 * <p>Labels that look the same are the same label. White space at the ends is removed, and any
 * other becomes a plain space. Invisible characters (byte order marks, zero-width spaces, soft
 * hyphens, direction marks) are removed. Letters are composed (NFC). An unpaired surrogate becomes
 * U+FFFD. Letter case matters. Methods with a label as a parameter, such as {@code
 * Classification.probability(label)}, normalise it in the same way.
 *
 * @param label the label, for example {@code "spam"}; not blank; normalised as above
 * @param text the text, unchanged; may be empty
 */
public record Example(String label, String text) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the label is blank, or contains the character NUL
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
   * An example whose label is the {@linkplain Enum#name name} of a constant of an enumeration.
   * {@link io.github.ginestra.classification.Classification#label(Class)} converts a predicted
   * label back.
   *
   * @param label the label
   * @param text the text
   * @return the example
   */
  public static Example of(Enum<?> label, String text) {
    return new Example(Checks.notNull(label, "label").name(), text);
  }

  /** The key of equal texts. */
  String key() {
    return TextKey.of(text);
  }
}
