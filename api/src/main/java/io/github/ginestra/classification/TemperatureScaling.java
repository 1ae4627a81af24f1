package io.github.ginestra.classification;

import io.github.ginestra.internal.Softmax;
import java.util.stream.IntStream;

/**
 * Temperature scaling (Guo et al., 2017): logits are divided by one number T > 0 before softmax, so
 * that probabilities become less sure (T > 1) or surer, and the order of the labels stays.
 *
 * <p>T is the one with the least mean negative log-likelihood on held-out texts. In β = 1 / T that
 * is convex, with the slope Σ p_l·z_l - z_y in the mean over the texts, where p is the softmax of
 * β·z and y the true label. The slope is followed to its zero by bisection.
 */
final class TemperatureScaling {
  private static final double PRECISION = 1e-12;

  private final float[][] logits; // (N, L)
  private final int[] labels; // (N)

  private TemperatureScaling(float[][] logits, int[] labels) {
    this.logits = logits;
    this.labels = labels;
  }

  /**
   * Finds the temperature.
   *
   * @param logits the logits z of held-out texts, (N, L)
   * @param labels the index of each one's true label y, (N)
   * @throws IllegalArgumentException if there is none, because all texts are told right, or they
   *     are told no better than by chance
   */
  static double fit(float[][] logits, int[] labels) {
    TemperatureScaling scaling = new TemperatureScaling(logits, labels);
    if (IntStream.range(0, labels.length).allMatch(scaling::isRight)) {
      throw new IllegalArgumentException(
          "all held-out examples ("
              + labels.length
              + ") are classified right, so that the surest probabilities are the best, and no"
              + " temperature is; hold out more examples, or leave the classifier as it is");
    }
    if (scaling.slope(0) >= 0) {
      throw new IllegalArgumentException(
          "the held-out examples ("
              + labels.length
              + ") are classified no better than by chance, so that no temperature is the best;"
              + " are they of the kind that the classifier has learned?");
    }
    return 1 / scaling.zero();
  }

  private boolean isRight(int n) {
    float[] row = logits[n];
    return row[labels[n]] == row[Softmax.argmax(row, 0, row.length)];
  }

  private double zero() {
    double low = 1;
    while (slope(low) >= 0) {
      low /= 2;
    }
    double high = 2 * low;
    while (slope(high) < 0) {
      high *= 2;
    }
    while (high - low > PRECISION * high) {
      double middle = (low + high) / 2;
      if (slope(middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** What one step in β adds to the mean negative log-likelihood. */
  private double slope(double beta) {
    double sum = 0;
    for (int n = 0; n < labels.length; n++) {
      double[] probabilities = Softmax.probabilities(logits[n], 1 / beta);
      for (int l = 0; l < probabilities.length; l++) {
        sum += probabilities[l] * (logits[n][l] - logits[n][labels[n]]);
      }
    }
    return sum / labels.length;
  }
}
