package io.github.ginestra.language;

import io.github.ginestra.internal.features.CountTrie;
import io.github.ginestra.internal.features.NgramCounts;
import java.util.Arrays;

/**
 * What counted n-grams predict: interpolated modified Kneser–Ney smoothing (Chen and Goodman,
 * 1999). A context h predicts w with
 *
 * <pre>p(w | h) = own(w | h) + backoff(h) · p(w | h without its first symbol)
 * </pre>
 *
 * <p>of {@link DiscountedCounts}; below the empty context all symbols are alike. The sum over all
 * symbols is 1. Immutable.
 */
final class KneserNey {
  private final NgramCounts counts;
  private final int vocabulary;
  private final DiscountedCounts discounted;

  /**
   * Smooths counts.
   *
   * @param discounts of each length from 1 on, for counts of 1, 2, and 3 and more
   */
  KneserNey(NgramCounts counts, int vocabulary, double[][] discounts) {
    this.counts = counts;
    this.vocabulary = vocabulary;
    discounted = new DiscountedCounts(counts.trie(), discounts, counts.order());
  }

  int vocabulary() {
    return vocabulary;
  }

  double[][] discounts() {
    return discounted.discounts();
  }

  NgramCounts counts() {
    return counts;
  }

  /** Estimates the discounts of each length. */
  static double[][] discounts(NgramCounts counts) {
    int[] levels = counts.trie().levels();
    double[][] discounts = new double[counts.order()][];
    Arrays.setAll(
        discounts, i -> DiscountedCounts.estimate(counts.trie(), levels[i + 1], levels[i + 2]));
    return discounts;
  }

  /** The class of a context, for {@link MixtureWeights}. */
  int contextClass(int context) {
    return discounted.contextClass(context);
  }

  /** p of every symbol, (V), after a context. */
  void probabilities(int context, float[] probabilities) {
    Arrays.fill(probabilities, 0);
    float scale = add(context, 1, probabilities);
    for (int from = context; from != CountTrie.ROOT; ) {
      from = counts.shorter()[from];
      scale *= add(from, scale, probabilities);
    }
    addUniform(scale, probabilities);
  }

  /** Adds what a context itself predicts; returns how much it leaves to the shorter ones. */
  float add(int context, float scale, float[] probabilities) {
    int[] symbols = counts.trie().symbols();
    int end = counts.trie().first()[context + 1];
    for (int node = counts.trie().first()[context]; node < end; node++) {
      probabilities[symbols[node]] += scale * discounted.own(node);
    }
    return discounted.backoff(context);
  }

  /** Adds what is left when no context is. */
  void addUniform(float scale, float[] probabilities) {
    float rest = scale / vocabulary;
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] += rest;
    }
  }
}
