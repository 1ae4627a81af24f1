package io.github.ginestra.classification;

import io.github.ginestra.internal.Checks;

/**
 * A label with its probability.
 *
 * @param label the label
 * @param probability in [0, 1]
 */
public record LabelProbability(String label, double probability) {

  /** Checks the values. */
  public LabelProbability {
    Checks.notNull(label, "label");
  }
}
