package io.github.ginestra.language;

import io.github.ginestra.internal.text.IntSequence;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The counted n-grams of a text, as a trie in arrays. A node is an n-gram of 0 to {@code order}
 * symbols; node 0 is the empty one. Nodes are numbered by length, n-grams of equal length in
 * lexicographic order, so that the followers of an n-gram have consecutive numbers. Immutable.
 *
 * <p>Counts are those of Kneser and Ney (1995): an n-gram of the full length counts its
 * occurrences, a shorter one the different symbols that stand before it, where the beginning of the
 * text is one too.
 *
 * @param order the length of the longest n-grams; 1 or more
 * @param levels the number of the first node of each length from 0 on, then the number of nodes;
 *     (order + 2)
 * @param symbols the last symbol of each node
 * @param counts the count of each node; 1 or more, but for node 0
 * @param first the first follower of each node, then the end of the last one's followers; (nodes
 *     shorter than order) + 1
 * @param shorter the node of the n-gram without its first symbol
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, and never changed
record NgramCounts(
    int order, int[] levels, int[] symbols, int[] counts, int[] first, int[] shorter) {
  /** The empty n-gram. */
  static final int ROOT = 0;

  /**
   * Counts a text.
   *
   * @param text its symbols, each in [0, vocabulary); one or more
   * @param order the length of the longest n-grams, 1 or more; it is less in a text with millions
   *     of different ones
   */
  static NgramCounts of(IntSequence text, int order, int vocabulary) {
    return of(text, order, vocabulary, new BitSet());
  }

  /**
   * Counts several texts.
   *
   * @param borders the places of the symbols between two texts: such a symbol ends one and begins
   *     the next, and no n-gram has symbols on both sides of it
   */
  static NgramCounts of(IntSequence texts, int order, int vocabulary, BitSet borders) {
    return new NgramCounter(texts, order, vocabulary, borders).count();
  }

  /** The counts of this text and of another one, of n-grams as long as the shorter order. */
  NgramCounts plus(NgramCounts other) {
    return NgramSum.of(this, other);
  }

  /** How many n-grams there are, the empty one among them. */
  int size() {
    return levels[order + 1];
  }

  /** How many nodes can have followers: those that are shorter than the order. */
  int contexts() {
    return levels[order];
  }

  /** How many different symbols follow a context. */
  int followers(int context) {
    return first[context + 1] - first[context];
  }

  /** The sum of the counts of a context's followers. */
  long total(int context) {
    long total = 0;
    for (int node = first[context]; node < first[context + 1]; node++) {
      total += counts[node];
    }
    return total;
  }

  /** The n-gram of a context and one more symbol, or -1 if there is none. */
  int follower(int context, int symbol) {
    int node = Arrays.binarySearch(symbols, first[context], first[context + 1], symbol);
    return node < 0 ? -1 : node;
  }

  /** The longest context that begins with what a context is the end of, and a symbol after it. */
  int next(int context, int symbol) {
    for (int from = context; ; from = shorter[from]) {
      int node = follower(from, symbol);
      if (node >= 0) {
        return context(node);
      }
      if (from == ROOT) {
        return ROOT;
      }
    }
  }

  /** The longest end of an n-gram that something follows. */
  int context(int node) {
    int context = node;
    while (context >= contexts() || (context != ROOT && followers(context) == 0)) {
      context = shorter[context];
    }
    return context;
  }
}
