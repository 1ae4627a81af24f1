package io.github.ginestra.language;

import java.util.Arrays;

/**
 * A memory that also counts the text it reads, at the same place in the same model: each n-gram of
 * the text is added to those of the training. It holds a bounded number of them; when that is
 * reached, it forgets all but what was read last.
 */
final class AdaptiveReader extends MemoryReader {
  /** How many followers are held before some are forgotten: about 8 MB. */
  private static final int MOST = 1 << 18;

  /** How many symbols are counted again then. */
  private static final int RECENT = 1 << 13;

  private final KneserNey ngrams;
  private final int order;
  private final AdaptiveCounts counts;
  private final int[] recent = new int[RECENT]; // a ring
  private long read;

  /** The n-grams at the end of what was read, by length from 0 on; (order). */
  private int[] contexts;

  /** How many of them there are: less than the order at the beginning. */
  private int lengths = 1;

  AdaptiveReader(NgramMemory memory) {
    super(memory.adaptiveWeights(), memory);
    ngrams = memory.ngrams();
    order = ngrams.counts().order();
    counts = new AdaptiveCounts(ngrams.counts().trie());
    contexts = new int[order];
  }

  @Override
  void readNgram(int symbol) {
    if (counts.size() > MOST) {
      forget();
    }
    recent[(int) (read++ % RECENT)] = symbol;
    count(symbol);
  }

  private void forget() {
    counts.clear();
    lengths = 1;
    for (long place = Math.max(0, read - RECENT); place < read; place++) {
      count(recent[(int) (place % RECENT)]);
    }
  }

  /** Counts a symbol after each context where it is new, the longest first, and the next one. */
  private void count(int symbol) {
    for (int length = lengths - 1; length >= 0 && counts.add(contexts[length], symbol); length--) {}
    int[] next = new int[order];
    for (int length = 1; length <= Math.min(lengths, order - 1); length++) {
      next[length] = counts.node(contexts[length - 1], symbol);
    }
    lengths = Math.min(lengths + 1, order);
    contexts = next;
  }

  @Override
  int contextClass() {
    for (int length = lengths - 1; length > 0; length--) {
      int context = contexts[length];
      if (counts.isCopied(context)) {
        return contextClass(length);
      }
      if (isCounted(context)) {
        return ngrams.contextClass(context);
      }
    }
    return contextClass(0);
  }

  private boolean isCounted(int context) {
    return ngrams.counts().trie().isFollowed(context);
  }

  private int contextClass(int length) {
    int followers = 0;
    long total = 0;
    if (counts.isCopied(contexts[length])) {
      for (int f = counts.last(contexts[length]); f >= 0; f = counts.previous(f)) {
        followers++;
        total += counts.count(f);
      }
    }
    return MixtureWeights.classOf(length, followers, total);
  }

  @Override
  void probabilities(float[] probabilities) {
    Arrays.fill(probabilities, 0);
    float scale = 1;
    for (int length = lengths - 1; length >= 0; length--) {
      int context = contexts[length];
      if (counts.isCopied(context)) {
        scale *= add(context, ngrams.discounts()[length], scale, probabilities);
      } else if (isCounted(context)) {
        scale *= ngrams.add(context, scale, probabilities);
      }
    }
    ngrams.addUniform(scale, probabilities);
  }

  /** Adds what a context itself predicts; returns how much it leaves to the shorter ones. */
  private float add(int context, double[] discounts, float scale, float[] probabilities) {
    double total = 0;
    for (int f = counts.last(context); f >= 0; f = counts.previous(f)) {
      total += counts.count(f);
    }
    double left = 0;
    for (int f = counts.last(context); f >= 0; f = counts.previous(f)) {
      double discount = DiscountedCounts.discount(discounts, counts.count(f));
      probabilities[counts.symbol(f)] += (float) (scale * (counts.count(f) - discount) / total);
      left += discount;
    }
    return (float) (left / total);
  }
}
