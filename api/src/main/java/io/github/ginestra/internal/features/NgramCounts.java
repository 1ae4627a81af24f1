package io.github.ginestra.internal.features;

import io.github.ginestra.internal.text.IntSequence;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The counted n-grams of a text: each of 1 to {@link #order()} symbols. Immutable.
 *
 * <p>Counts are those of Kneser and Ney (1995): an n-gram of the full length counts its
 * occurrences, a shorter one the different symbols that stand before it, where the beginning of the
 * text is one too.
 *
 * @param trie the n-grams and their counts
 * @param shorter the node of each n-gram without its first symbol
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
public record NgramCounts(CountTrie trie, int[] shorter) {

  /**
   * Of a trie that has, with each n-gram, the one without its first symbol.
   *
   * @throws IllegalArgumentException if one is missing
   */
  public static NgramCounts of(CountTrie trie) {
    return new NgramCounts(trie, shorter(trie));
  }

  /** Of each n-gram of a trie the one without its first symbol. */
  public static int[] shorter(CountTrie trie) {
    int[] shorter = new int[trie.size()];
    for (int context = 1; context < trie.contexts(); context++) {
      for (int node = trie.first()[context]; node < trie.first()[context + 1]; node++) {
        shorter[node] = trie.follower(shorter[context], trie.symbols()[node]);
        if (shorter[node] < 0) {
          throw new IllegalArgumentException(
              "an n-gram is there, but not the one that it ends with");
        }
      }
    }
    return shorter;
  }

  /**
   * Counts a text, or several.
   *
   * @param texts the symbols, each in [0, vocabulary); one or more
   * @param order the length of the longest n-grams, 1 or more; it is less in a text with millions
   *     of different ones
   * @param borders the places of the symbols between two texts: such a symbol ends one and begins
   *     the next, and no n-gram has symbols on both sides of it; empty for one text
   */
  public static NgramCounts of(IntSequence texts, int order, int vocabulary, BitSet borders) {
    int[] text = texts.toArray();
    SequenceCounter.Choice within = (place, length) -> !isCrossing(borders, place, length);
    CountTrie trie = SequenceCounter.count(text, order, vocabulary, within);
    NgramCounts occurrences = of(trie);
    BitSet beginnings = new BitSet();
    for (int begin = 0; begin >= 0; begin = borders.nextSetBit(begin + 1)) {
      int node = CountTrie.ROOT;
      for (int length = 1; begin + length <= text.length && length < trie.depth(); length++) {
        if (!within.isCounted(begin, length)) {
          break;
        }
        node = trie.follower(node, text[begin + length - 1]);
        beginnings.set(node);
      }
    }
    return occurrences.countingBefore(beginnings);
  }

  /** Whether an n-gram has a border inside: neither its first symbol nor its last one. */
  private static boolean isCrossing(BitSet borders, int place, int length) {
    int border = borders.nextSetBit(place + 1);
    return border >= 0 && border < place + length - 1;
  }

  /** Counts shorter n-grams by the symbols that precede them, the beginning of a text included. */
  private NgramCounts countingBefore(BitSet beginnings) {
    int[] counts = trie.counts().clone();
    Arrays.fill(counts, 0, trie.contexts(), 0);
    for (int node = trie.levels()[2]; node < counts.length; node++) {
      if (shorter[node] < trie.contexts()) {
        counts[shorter[node]]++;
      }
    }
    beginnings.stream().forEach(node -> counts[node]++);
    return new NgramCounts(trie.withCounts(counts), shorter);
  }

  /** The counts of this text and of another one, of n-grams as long as the shorter order. */
  public NgramCounts plus(NgramCounts other) {
    return TrieSum.of(this, other);
  }

  /** The length of the longest n-grams. */
  public int order() {
    return trie.depth();
  }

  /** The longest context that begins with what a context is the end of, and a symbol after it. */
  public int next(int context, int symbol) {
    for (int from = context; ; from = shorter[from]) {
      int node = trie.follower(from, symbol);
      if (node >= 0) {
        return context(node);
      }
      if (from == CountTrie.ROOT) {
        return CountTrie.ROOT;
      }
    }
  }

  /** The longest end of an n-gram that something follows. */
  public int context(int node) {
    int context = node;
    while (context != CountTrie.ROOT && !trie.isFollowed(context)) {
      context = shorter[context];
    }
    return context;
  }
}
