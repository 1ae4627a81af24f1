package io.github.ginestra.language;

import io.github.ginestra.internal.features.CountTrie;

/**
 * What follows counted sequences, by absolute discounting: of what a context h is followed by,
 *
 * <pre>own(w | h) = max(c(hw) - D, 0) / Σ c(h·)
 * </pre>
 *
 * <p>is the probability that its counts give to w themselves, where D depends on whether c(hw) is
 * 1, 2, or 3 and more, and on the length of hw. {@link #backoff(int)} of h is what is left for
 * shorter contexts. Immutable.
 */
final class DiscountedCounts {
  /** Counts are discounted apart up to this one, which stands for all above it too. */
  static final int DISCOUNTS = 3;

  private final CountTrie counts;
  private final double[][] discounts;
  private final float[] own; // of each node
  private final float[] backoff; // of each context
  private final short[] classes; // of each context

  /**
   * Discounts counts.
   *
   * @param discounts D of each length from 1 on, for counts of 1, 2, and 3 and more; the last ones
   *     are those of all longer sequences too
   * @param lengths how many lengths of contexts have classes of their own
   */
  DiscountedCounts(CountTrie counts, double[][] discounts, int lengths) {
    this.counts = counts;
    this.discounts = discounts;
    own = new float[counts.size()];
    backoff = new float[counts.contexts()];
    classes = new short[counts.contexts()];
    for (int length = 0; length < counts.depth(); length++) {
      double[] ofLength = discounts[Math.min(length, discounts.length - 1)];
      int classLength = Math.min(length, lengths - 1);
      for (int context = counts.levels()[length];
          context < counts.levels()[length + 1];
          context++) {
        discount(context, ofLength);
        classes[context] =
            (short)
                MixtureWeights.classOf(
                    classLength, counts.followers(context), counts.total(context));
      }
    }
  }

  private void discount(int context, double[] discounts) {
    double total = counts.total(context);
    double left = 0;
    for (int node = counts.first()[context]; node < counts.first()[context + 1]; node++) {
      int count = counts.counts()[node];
      double discount = discount(discounts, count);
      own[node] = (float) ((count - discount) / total);
      left += discount;
    }
    backoff[context] = total == 0 ? 1 : (float) (left / total);
  }

  /** What is taken from a count. */
  static double discount(double[] discounts, int count) {
    return discounts[Math.min(count, DISCOUNTS) - 1];
  }

  /**
   * Estimates the discounts of the nodes from one to another: with n_c the number of those that
   * were counted c times and Y = n_1 / (n_1 + 2 n_2), D_c = c - (c + 1) Y n_{c+1} / n_c. What few
   * sequences cannot say is kept in bounds.
   */
  static double[] estimate(CountTrie counts, int from, int to) {
    long[] numbers = new long[DISCOUNTS + 2];
    for (int node = from; node < to; node++) {
      if (counts.counts()[node] < numbers.length) {
        numbers[counts.counts()[node]]++;
      }
    }
    double y = numbers[1] == 0 ? 0.5 : numbers[1] / (numbers[1] + 2.0 * numbers[2]);
    double[] discounts = new double[DISCOUNTS];
    double least = 0.1;
    for (int c = 1; c <= DISCOUNTS; c++) {
      double estimated = numbers[c] == 0 ? c * 0.5 : c - (c + 1) * y * numbers[c + 1] / numbers[c];
      discounts[c - 1] = Math.max(least, Math.min(estimated, c == 1 ? 0.95 : c - 0.1));
      least = discounts[c - 1];
    }
    return discounts;
  }

  CountTrie counts() {
    return counts;
  }

  double[][] discounts() {
    return discounts;
  }

  /** The class of a context, for {@link MixtureWeights}. */
  int contextClass(int context) {
    return classes[context];
  }

  /** The probability that the counts of its context give to a node's last symbol. */
  float own(int node) {
    return own[node];
  }

  /** The probability that the counts of a context leave to shorter ones. */
  float backoff(int context) {
    return backoff[context];
  }
}
