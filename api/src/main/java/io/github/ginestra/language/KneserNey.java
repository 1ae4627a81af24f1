package io.github.ginestra.language;

import java.util.Arrays;

/**
 * What counted n-grams predict: interpolated modified Kneser–Ney smoothing (Chen and Goodman,
 * 1999). A context h predicts w with
 *
 * <pre>p(w | h) = max(c(hw) - D, 0) / Σ c(h·) + backoff(h) · p(w | h without its first symbol)
 * </pre>
 *
 * <p>where D depends on whether c(hw) is 1, 2, or 3 and more, and on the length of hw; below the
 * empty context all symbols are alike. The sum over all symbols is 1. Immutable.
 */
final class KneserNey {
  /** Counts are discounted apart up to this one, which stands for all above it too. */
  static final int DISCOUNTS = 3;

  private final NgramCounts counts;
  private final int vocabulary;
  private final double[][] discounts;
  private final float[] own; // of each node: (c - D) / total of its context
  private final float[] backoff; // of each context
  private final short[] classes; // of each context

  /**
   * Smooths counts.
   *
   * @param discounts D of each length from 1 on, for counts of 1, 2, and 3 and more
   */
  KneserNey(NgramCounts counts, int vocabulary, double[][] discounts) {
    this.counts = counts;
    this.vocabulary = vocabulary;
    this.discounts = discounts;
    own = new float[counts.size()];
    backoff = new float[counts.contexts()];
    classes = new short[counts.contexts()];
    for (int length = 0; length < counts.order(); length++) {
      for (int context = counts.levels()[length];
          context < counts.levels()[length + 1];
          context++) {
        smooth(context, discounts[length]);
        classes[context] =
            (short)
                MixtureWeights.classOf(length, counts.followers(context), counts.total(context));
      }
    }
  }

  private void smooth(int context, double[] discounts) {
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

  int vocabulary() {
    return vocabulary;
  }

  double[][] discounts() {
    return discounts;
  }

  NgramCounts counts() {
    return counts;
  }

  /**
   * Estimates the discounts of counts: with n_c the number of n-grams counted c times and Y = n_1 /
   * (n_1 + 2 n_2), D_c = c - (c + 1) Y n_{c+1} / n_c. What few n-grams cannot say is kept in
   * bounds.
   */
  static double[][] discounts(NgramCounts counts) {
    double[][] discounts = new double[counts.order()][];
    for (int length = 1; length <= counts.order(); length++) {
      long[] numbers = new long[DISCOUNTS + 2];
      for (int node = counts.levels()[length]; node < counts.levels()[length + 1]; node++) {
        if (counts.counts()[node] < numbers.length) {
          numbers[counts.counts()[node]]++;
        }
      }
      discounts[length - 1] = discounts(numbers);
    }
    return discounts;
  }

  private static double[] discounts(long[] numbers) {
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

  /** The class of a context, for {@link MixtureWeights}. */
  int contextClass(int context) {
    return classes[context];
  }

  /** p of every symbol, (V), after a context. */
  void probabilities(int context, float[] probabilities) {
    Arrays.fill(probabilities, 0);
    float scale = add(context, 1, probabilities);
    for (int from = context; from != NgramCounts.ROOT; ) {
      from = counts.shorter()[from];
      scale *= add(from, scale, probabilities);
    }
    addUniform(scale, probabilities);
  }

  /** Adds what a context itself predicts; returns how much it leaves to the shorter ones. */
  float add(int context, float scale, float[] probabilities) {
    int[] symbols = counts.symbols();
    int end = counts.first()[context + 1];
    for (int node = counts.first()[context]; node < end; node++) {
      probabilities[symbols[node]] += scale * own[node];
    }
    return backoff[context];
  }

  /** Adds what is left when no context is. */
  void addUniform(float scale, float[] probabilities) {
    float rest = scale / vocabulary;
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] += rest;
    }
  }

  /** What is taken from a count. */
  static double discount(double[] discounts, int count) {
    return discounts[Math.min(count, DISCOUNTS) - 1];
  }
}
