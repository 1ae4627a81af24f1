package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.Printable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A classifier's prediction for one example whose label is known.
 *
 * @param index the example's index among the examples, from 0
 * @param fold the fold of a cross-validation in which it was tested, from 1; 0 outside of one
 * @param text its text
 * @param label its true label; one that the classifier has not learned has no probability
 * @param probabilities each label with its probability, in [0, 1]
 */
public record Prediction(
    int index, int fold, String text, String label, Map<String, Double> probabilities) {

  /**
   * Copies the probabilities.
   *
   * @throws IllegalArgumentException if {@code index} or {@code fold} is negative, a probability is
   *     out of range, or there are none
   */
  public Prediction {
    Checks.notNegative(index, "index");
    Checks.notNegative(fold, "fold");
    Checks.notNull(text, "text");
    Checks.notNull(label, "label");
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    probabilities.forEach((l, p) -> Checks.probability(p, "probability of " + Printable.quoted(l)));
    if (probabilities.isEmpty()) {
      throw new IllegalArgumentException("probabilities must not be empty");
    }
  }

  /** {@return the most probable label; of equally probable ones the first in natural order} */
  public String predicted() {
    String best = probabilities.keySet().iterator().next();
    for (Map.Entry<String, Double> entry : probabilities.entrySet()) {
      int order = Double.compare(entry.getValue(), probability(best));
      if (order > 0 || (order == 0 && entry.getKey().compareTo(best) < 0)) {
        best = entry.getKey();
      }
    }
    return best;
  }

  /** {@return whether the most probable label is the true one} */
  public boolean isRight() {
    return predicted().equals(label);
  }

  /**
   * Returns whether the classifier has learned the true label. If not, no prediction can be right.
   *
   * @return whether the true label has a probability
   */
  public boolean isLabelKnown() {
    return probabilities.containsKey(label);
  }

  /**
   * {@return the probability of the true label, in [0, 1]; 0 if the classifier has not learned the
   * label}
   */
  public double trueProbability() {
    return isLabelKnown() ? probability(label) : 0;
  }

  /**
   * Returns the probability of one label.
   *
   * @param label a label of the classifier
   * @return in [0, 1]
   * @throws IllegalArgumentException if the classifier has no such label
   */
  public double probability(String label) {
    return LabelIndex.get(probabilities, label);
  }

  /** All values, on one line. */
  @Override
  public String toString() {
    return "Prediction[index="
        + index
        + ", fold="
        + fold
        + ", text="
        + Printable.of(text)
        + ", label="
        + Printable.of(label)
        + ", probabilities="
        + Printable.map(probabilities)
        + "]";
  }
}
