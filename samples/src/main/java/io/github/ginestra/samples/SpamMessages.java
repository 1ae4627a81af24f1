package io.github.ginestra.samples;

import io.github.ginestra.data.Examples;
import java.io.IOException;
import java.util.List;

/**
 * Messages to learn from, labelled {@code ham} and {@code spam}.
 *
 * @param name what they are called in print
 * @param origin where they were found
 * @param examples the messages
 */
record SpamMessages(String name, String origin, Examples examples) {
  /** The label of what is unwanted. */
  static final String SPAM = "spam";

  /** The label of all other messages. */
  static final String HAM = "ham";

  /**
   * Checks the labels.
   *
   * @throws IOException if others than the two occur, or one does not
   */
  static SpamMessages of(String name, String origin, Examples examples) throws IOException {
    if (!examples.labels().equals(List.of(HAM, SPAM))) {
      throw new IOException(
          origin
              + ": expected messages labelled ham and messages labelled spam, found "
              + examples);
    }
    return new SpamMessages(name, origin, examples);
  }

  /** How many messages repeat an earlier one. */
  int repeats() {
    return examples.size() - examples.distinct().size();
  }

  /** One of each set of equal messages. */
  SpamMessages unique() {
    return new SpamMessages(name, origin, examples.distinct());
  }

  /** Size, labels and duplicates in a phrase. */
  String summary() {
    return name + ", " + examples + ", " + repeats() + " repeat an earlier one";
  }
}
