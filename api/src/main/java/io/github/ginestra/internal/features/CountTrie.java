package io.github.ginestra.internal.features;

import java.util.Arrays;

/**
 * Counted sequences of symbols, as a trie in arrays. A node is a sequence of 0 to {@link #depth()}
 * symbols; node 0 is the empty one. Nodes are numbered by length, those of equal length in
 * lexicographic order, so that the followers of a sequence have consecutive numbers. Immutable.
 *
 * @param levels the number of the first node of each length from 0 on, then the number of nodes;
 *     (depth + 2)
 * @param symbols the last symbol of each node
 * @param counts the count of each node; 1 or more, but for node 0
 * @param first the first follower of each node, then the end of the last one's followers; (nodes
 *     shorter than depth) + 1
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
public record CountTrie(int[] levels, int[] symbols, int[] counts, int[] first) {
  /** The empty sequence. */
  public static final int ROOT = 0;

  /** Stands for no node. */
  public static final int NONE = -1;

  /** The length of the longest sequences. */
  public int depth() {
    return levels.length - 2;
  }

  /** How many sequences there are, the empty one among them. */
  public int size() {
    return symbols.length;
  }

  /** How many nodes can have followers: those that are shorter than the longest ones. */
  public int contexts() {
    return levels[depth()];
  }

  /** How many different symbols follow a context. */
  public int followers(int context) {
    return first[context + 1] - first[context];
  }

  /** Whether a node has followers. */
  public boolean isFollowed(int node) {
    return node < contexts() && followers(node) > 0;
  }

  /** The sum of the counts of a context's followers. */
  public long total(int context) {
    long total = 0;
    for (int node = first[context]; node < first[context + 1]; node++) {
      total += counts[node];
    }
    return total;
  }

  /** The node of a context and one more symbol, or {@link #NONE}. */
  public int follower(int context, int symbol) {
    int node = Arrays.binarySearch(symbols, first[context], first[context + 1], symbol);
    return node < 0 ? NONE : node;
  }

  /** The same sequences with other counts. */
  public CountTrie withCounts(int[] others) {
    return new CountTrie(levels, symbols, others, first);
  }
}
