package io.github.ginestra.classification;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Softmax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A classifier's answer for one text: each label with its probability. Immutable.
 *
 * <p>Jackson writes it as JSON without annotations or modules, and a Spring controller returns it
 * in this form: {@code
 * {"label":"spam","probability":0.998,"probabilities":{"spam":0.998,"ham":0.002},
 * "knownTokens":1.0,"rejected":false}}.
 *
 * @param label the most probable label; of equally probable ones the first in natural order
 * @param probability the probability of the most probable label, in [1 / L, 1]
 * @param probabilities label → probability, best first; the probabilities sum to 1
 * @param knownTokens the fraction of the text's tokens that the classifier has learned, in [0, 1]:
 *     the lower it is, the less the answer means
 * @param rejected whether the answer is rejected: the probability is less than the threshold given
 *     to {@link SequenceClassifier#rejectBelow}; false for a classifier without one
 */
public record Classification(
    String label,
    double probability,
    Map<String, Double> probabilities,
    double knownTokens,
    boolean rejected) {

  /**
   * Copies the probabilities.
   *
   * @throws IllegalArgumentException if {@code probability} is not that of the label among {@code
   *     probabilities}
   */
  public Classification {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    Double listed = probabilities.get(Checks.notNull(label, "label"));
    if (listed == null || Double.compare(listed, probability) != 0) {
      throw new IllegalArgumentException(
          "probability ("
              + probability
              + ") must be that of label \""
              + label
              + "\" in probabilities "
              + probabilities);
    }
  }

  /**
   * Creates an answer that is not rejected, for a text whose tokens are all known.
   *
   * @param label the most probable label
   * @param probability its probability
   * @param probabilities label → probability, best first
   * @throws IllegalArgumentException if {@code probability} is not that of the label among {@code
   *     probabilities}
   */
  public Classification(String label, double probability, Map<String, Double> probabilities) {
    this(label, probability, probabilities, 1, false);
  }

  /** The same, for a text of which a fraction of the tokens is known. */
  Classification of(double known, double threshold) {
    return new Classification(label, probability, probabilities, known, probability < threshold);
  }

  /**
   * From the logits of a network: probability i is exp(z_i / T) / Σ exp(z_j / T).
   *
   * @param labels the labels, (L)
   * @param logits the logits z, (L)
   * @param temperature T, more than 0
   * @return the labels with their probabilities; of equal ones the earlier label first
   */
  static Classification ofLogits(List<String> labels, float[] logits, double temperature) {
    double[] probabilities = Softmax.probabilities(logits, temperature);
    List<Answer> answers = new ArrayList<>(probabilities.length);
    for (int i = 0; i < probabilities.length; i++) {
      answers.add(new Answer(labels.get(i), probabilities[i]));
    }
    Collections.sort(answers);
    Map<String, Double> byLabel = new LinkedHashMap<>();
    for (Answer answer : answers) {
      byLabel.put(answer.label, answer.probability);
    }
    Answer best = answers.get(0);
    return new Classification(best.label, best.probability, byLabel);
  }

  /** One label, the most probable first. */
  private record Answer(String label, double probability) implements Comparable<Answer> {
    @Override
    public int compareTo(Answer other) {
      return Double.compare(-probability, -other.probability);
    }
  }

  /**
   * Returns the most probable label as a constant of an enumeration, for a classifier that learned
   * from examples {@linkplain io.github.ginestra.data.Example#of labelled} with its constants.
   *
   * @param <E> the enumeration
   * @param type the enumeration
   * @return the constant whose name is the label
   * @throws IllegalArgumentException if the enumeration has no such constant; the message lists its
   *     constants
   */
  public <E extends Enum<E>> E label(Class<E> type) {
    E[] constants = Checks.notNull(type, "type").getEnumConstants();
    for (E constant : constants) {
      if (Labels.clean(constant.name()).equals(label)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "label "
            + Printable.quoted(label)
            + " is not the name of a constant of "
            + type.getName()
            + ": "
            + Arrays.stream(constants).map(Enum::name).toList());
  }

  /**
   * Returns the most probable labels.
   *
   * @param k how many; 1 or more
   * @return k labels with their probabilities, best first, or all if there are no more; of equally
   *     probable ones the first in natural order; unmodifiable
   * @throws IllegalArgumentException if {@code k} is not positive
   */
  public List<LabelProbability> top(int k) {
    return probabilities.entrySet().stream()
        .limit(Checks.positive(k, "k"))
        .map(entry -> new LabelProbability(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Returns the probability of one label.
   *
   * @param label a label of the classifier
   * @return in [0, 1]
   * @throws IllegalArgumentException if the classifier has no such label; the message lists those
   *     it has
   */
  public double probability(String label) {
    return LabelIndex.get(probabilities, label);
  }

  /**
   * Returns whether a label reaches a threshold that was chosen for it, as by {@link
   * io.github.ginestra.evaluation.BinaryScores#highestRecallAtFalsePositiveRate}.
   *
   * @param label a label of the classifier
   * @param threshold the lowest probability at which the text counts as having the label
   * @return whether its probability is the threshold or more
   * @throws IllegalArgumentException if the classifier has no such label
   */
  public boolean isAtLeast(String label, double threshold) {
    return probability(label) >= threshold;
  }

  /**
   * Returns the labels with their probabilities, best first.
   *
   * @return for example {@code {spam=0.998, ham=0.002}}
   */
  @Override
  public String toString() {
    return Printable.map(probabilities);
  }

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
}
