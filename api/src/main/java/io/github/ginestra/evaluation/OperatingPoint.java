package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Checks;
import java.util.Locale;

/**
 * What a threshold brings: a text is called positive if the probability of the positive label is
 * the threshold or more. A score whose denominator is 0 is 0.
 *
 * @param threshold the least probability that is called positive; {@link Double#POSITIVE_INFINITY}
 *     if nothing is
 * @param truePositives how many positive texts are called positive
 * @param falsePositives how many negative texts are called positive
 * @param positives how many texts are positive
 * @param negatives how many texts are negative
 */
public record OperatingPoint(
    double threshold, int truePositives, int falsePositives, int positives, int negatives) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the threshold is not a number, a count negative, or more
   *     texts called positive than there are
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
   * Returns the fraction of the positive texts that are called positive: the true positive rate.
   *
   * @return in [0, 1]
   */
  public double recall() {
    return ratio(truePositives, positives);
  }

  /**
   * Returns the fraction of the negative texts that are called positive: with spam for the positive
   * label, the fraction of ham that is blocked.
   *
   * @return in [0, 1]
   */
  public double falsePositiveRate() {
    return ratio(falsePositives, negatives);
  }

  /**
   * Returns the fraction of the texts called positive that are.
   *
   * @return in [0, 1]
   */
  public double precision() {
    return ratio(truePositives, (double) truePositives + falsePositives);
  }

  /**
   * Returns the harmonic mean of precision and recall.
   *
   * @return in [0, 1]
   */
  public double f1() {
    return ratio(2.0 * truePositives, (double) truePositives + falsePositives + positives);
  }

  private static double ratio(double numerator, double denominator) {
    return denominator == 0 ? 0 : numerator / denominator;
  }

  /**
   * Says what the threshold brings.
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
