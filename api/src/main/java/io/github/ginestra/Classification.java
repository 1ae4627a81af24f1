package io.github.ginestra;

import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a classifier says of one text: each label with its probability. Immutable. */
public final class Classification {
  private final Map<String, Double> probabilities;

  private Classification(Map<String, Double> probabilities) {
    this.probabilities = probabilities;
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
    double[] probabilities = softmax(logits, temperature);
    List<Answer> answers = new ArrayList<>(probabilities.length);
    for (int i = 0; i < probabilities.length; i++) {
      answers.add(new Answer(labels.get(i), probabilities[i]));
    }
    Collections.sort(answers);
    Map<String, Double> byLabel = new LinkedHashMap<>();
    for (Answer answer : answers) {
      byLabel.put(answer.label, answer.probability);
    }
    return new Classification(Collections.unmodifiableMap(byLabel));
  }

  /** One label, the most probable first. */
  private record Answer(String label, double probability) implements Comparable<Answer> {
    @Override
    public int compareTo(Answer other) {
      return Double.compare(-probability, -other.probability);
    }
  }

  static double[] softmax(float[] logits) {
    return softmax(logits, 1);
  }

  static double[] softmax(float[] logits, double temperature) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double[] result = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      result[i] = Math.exp((logits[i] - greatest) / temperature);
      sum += result[i];
    }
    for (int i = 0; i < logits.length; i++) {
      result[i] /= sum;
    }
    return result;
  }

  /**
   * Returns the most probable label.
   *
   * @return the label; of equally probable ones the first in natural order
   */
  public String label() {
    return probabilities.keySet().iterator().next();
  }

  /**
   * Returns the most probable label as a constant of an enumeration, for a classifier that learned
   * from examples {@linkplain io.github.ginestra.data.Example#of labelled} with its constants.
   *
   * @param <E> the enumeration
   * @param type the enumeration
   * @return the constant whose name is the label
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public <E extends Enum<E>> E label(Class<E> type) {
    String label = label();
    E[] constants = Checks.notNull(type, "type").getEnumConstants();
    for (E constant : constants) {
      if (constant.name().equals(label)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "label \""
            + label
            + "\" is not the name of a constant of "
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
   * Returns the probability of the most probable label.
   *
   * @return in [1 / L, 1]
   */
  public double probability() {
    return probabilities.values().iterator().next();
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
    Double probability = probabilities.get(Checks.notNull(label, "label"));
    if (probability == null) {
      throw new IllegalArgumentException(
          "label \"" + label + "\" is not among " + probabilities.keySet());
    }
    return probability;
  }

  /**
   * Tells whether a label reaches a threshold that was chosen for it, as by {@link
   * io.github.ginestra.evaluation.BinaryScores#highestRecallAtFalsePositiveRate}.
   *
   * @param label a label of the classifier
   * @param threshold the least probability that counts as the label
   * @return whether its probability is the threshold or more
   * @throws IllegalArgumentException if the classifier has no such label
   */
  public boolean isAtLeast(String label, double threshold) {
    return probability(label) >= threshold;
  }

  /**
   * Returns every label with its probability.
   *
   * @return label → probability, best first; the probabilities sum to 1
   */
  public Map<String, Double> probabilities() {
    return probabilities;
  }

  /**
   * Returns the labels with their probabilities, best first.
   *
   * @return for example {@code {spam=0.998, ham=0.002}}
   */
  @Override
  public String toString() {
    return probabilities.toString();
  }
}
