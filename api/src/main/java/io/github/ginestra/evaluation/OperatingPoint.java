package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Checks;
import java.util.Locale;

/**
 * The scores at one threshold: a text is predicted positive if the probability of the positive
 * label is at least the threshold. A score whose denominator is 0 is 0.
 *
 * @param threshold the least probability that is predicted positive; {@link
 *     Double#POSITIVE_INFINITY} if none is
 * @param truePositives the number of positive texts that are predicted positive
 * @param falsePositives the number of negative texts that are predicted positive
 * @param positives the number of positive texts
 * @param negatives the number of negative texts
 */
public record OperatingPoint(
    double threshold, int truePositives, int falsePositives, int positives, int negatives) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the threshold is not a number, a count is negative, or more
   *     texts are predicted positive than there are
   */
  public OperatingPoint {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("threshold (NaN) must be a number");
    }
    Checks.notNegative(truePositives, "truePositives");
    Checks.notNegative(falsePositives, "falsePositives");
    if (truePositives > positives || falsePositives > negatives) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "truePositives (%d) must be at most positives (%d), falsePositives (%d) at most"
                  + " negatives (%d)",
              truePositives,
              positives,
              falsePositives,
              negatives));
    }
  }

  /**
   * {@return the true positive rate: the fraction of the positive texts that are predicted
   * positive, in [0, 1]}
   */
  public double recall() {
    return Probabilities.ratio(truePositives, positives);
  }

  /**
   * {@return the fraction of the negative texts that are predicted positive: where spam is the
   * positive label, the fraction of ham that is blocked, in [0, 1]}
   */
  public double falsePositiveRate() {
    return Probabilities.ratio(falsePositives, negatives);
  }

  /** {@return the fraction of the texts predicted positive that are positive, in [0, 1]} */
  public double precision() {
    return Probabilities.ratio(truePositives, (double) truePositives + falsePositives);
  }

  /** {@return the harmonic mean of precision and recall, in [0, 1]} */
  public double f1() {
    return Probabilities.ratio(
        2.0 * truePositives, (double) truePositives + falsePositives + positives);
  }

  /**
   * Returns threshold and scores on one line.
   *
   * @return for example {@code threshold 0.93: recall 0.9523 (619 of 650), false positive rate
   *     0.0018 (8 of 4518), precision 0.9872}
   */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "threshold %s: recall %.4f (%d of %d), false positive rate %.4f (%d of %d), precision %.4f",
        threshold,
        recall(),
        truePositives,
        positives,
        falsePositiveRate(),
        falsePositives,
        negatives,
        precision());
  }
}
