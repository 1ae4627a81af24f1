package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Checks;

/** Probabilities and rates. */
final class Probabilities {
  private Probabilities() {}

  /** A rate; 0 if its denominator is 0. */
  static double ratio(double numerator, double denominator) {
    return denominator == 0 ? 0 : numerator / denominator;
  }

  /** Refuses arrays of different lengths, and probabilities outside of [0, 1]. */
  static void check(double[] probabilities, boolean[] truths) {
    if (probabilities.length != truths.length) {
      throw new IllegalArgumentException(
          "probabilities ("
              + probabilities.length
              + ") and truths ("
              + truths.length
              + ") must be as many");
    }
    for (int n = 0; n < probabilities.length; n++) {
      Checks.probability(probabilities[n], "probability " + n);
    }
  }
}
