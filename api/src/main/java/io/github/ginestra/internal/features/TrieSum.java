package io.github.ginestra.internal.features;

import java.util.Arrays;

/** Adds the counts of two texts. For one sum. */
public final class TrieSum {
  private static final int NONE = CountTrie.NONE;

  private final CountTrie a;
  private final CountTrie b;
  private final int depth;
  private final int[] levels;

  // Of each sequence of the sum: its nodes in both, its last symbol, its first follower.
  private final int[] inA;
  private final int[] inB;
  private final int[] symbols;
  private final int[] first;
  private int size = 1;

  private TrieSum(CountTrie a, CountTrie b) {
    this.a = a;
    this.b = b;
    depth = Math.min(a.depth(), b.depth());
    levels = new int[depth + 2];
    int most = Math.addExact(a.levels()[depth + 1], b.levels()[depth + 1]);
    inA = new int[most];
    inB = new int[most];
    symbols = new int[most];
    first = new int[most + 1];
    merge();
  }

  /** The sums of occurrences, of sequences as long as those in both. */
  public static CountTrie of(CountTrie a, CountTrie b) {
    TrieSum sum = new TrieSum(a, b);
    int[] counts = new int[sum.size];
    Arrays.setAll(counts, node -> bounded(count(a, sum.inA[node]) + count(b, sum.inB[node])));
    return sum.trie(counts);
  }

  private static int count(CountTrie counts, int node) {
    return node == NONE ? 0 : counts.counts()[node];
  }

  /**
   * The sum of counted n-grams. The longest ones count their occurrences, which are added; the
   * shorter ones count the symbols that precede them, which follows from the longer ones and from
   * whether a text begins with them.
   */
  public static NgramCounts of(NgramCounts a, NgramCounts b) {
    TrieSum sum = new TrieSum(a.trie(), b.trie());
    int[] counts = new int[sum.size];
    CountTrie trie = sum.trie(counts);
    int[] shorter = NgramCounts.shorter(trie);
    sum.count(counts, shorter, beginnings(a), beginnings(b));
    return new NgramCounts(trie, shorter);
  }

  /** A sum as great as a file can hold; greater ones would predict the same. */
  private static int bounded(int sum) {
    return Math.min(sum, NgramFile.LARGEST_COUNT);
  }

  private CountTrie trie(int[] counts) {
    return new CountTrie(
        levels, Arrays.copyOf(symbols, size), counts, Arrays.copyOf(first, levels[depth] + 1));
  }

  private void merge() {
    levels[1] = 1;
    for (int length = 0; length < depth; length++) {
      for (int context = levels[length]; context < levels[length + 1]; context++) {
        first[context] = size;
        addFollowers(context);
      }
      levels[length + 2] = size;
    }
    first[levels[depth]] = size;
  }

  /** Merges what follows a context in both. */
  private void addFollowers(int context) {
    int nodeA = begin(a, inA[context]);
    int endA = end(a, inA[context]);
    int nodeB = begin(b, inB[context]);
    int endB = end(b, inB[context]);
    while (nodeA < endA || nodeB < endB) {
      int symbolA = nodeA < endA ? a.symbols()[nodeA] : Integer.MAX_VALUE;
      int symbolB = nodeB < endB ? b.symbols()[nodeB] : Integer.MAX_VALUE;
      symbols[size] = Math.min(symbolA, symbolB);
      inA[size] = symbolA <= symbolB ? nodeA++ : NONE;
      inB[size] = symbolB <= symbolA ? nodeB++ : NONE;
      size++;
    }
  }

  private static int begin(CountTrie counts, int context) {
    return context == NONE ? 0 : counts.first()[context];
  }

  private static int end(CountTrie counts, int context) {
    return context == NONE ? 0 : counts.first()[context + 1];
  }

  private void count(int[] counts, int[] shorter, boolean[] beginsA, boolean[] beginsB) {
    for (int node = levels[2]; node < size; node++) {
      counts[shorter[node]]++;
    }
    for (int node = 1; node < size; node++) {
      if (node >= levels[depth]) {
        counts[node] = bounded(occurrences(a, inA[node]) + occurrences(b, inB[node]));
      } else if (begins(beginsA, inA[node]) || begins(beginsB, inB[node])) {
        counts[node]++; // the beginning of a text is one more that stands before it
      }
    }
    counts[CountTrie.ROOT] = 0;
  }

  private static boolean begins(boolean[] beginnings, int node) {
    return node != NONE && beginnings[node];
  }

  /** Which n-grams count the beginning of a text. */
  private static boolean[] beginnings(NgramCounts ngrams) {
    CountTrie trie = ngrams.trie();
    int[] before = new int[trie.contexts()];
    for (int node = trie.levels()[2]; node < trie.size(); node++) {
      if (ngrams.shorter()[node] < before.length) {
        before[ngrams.shorter()[node]]++;
      }
    }
    boolean[] begins = new boolean[trie.contexts()];
    for (int node = 1; node < begins.length; node++) {
      begins[node] = trie.counts()[node] > before[node];
    }
    return begins;
  }

  /** How often an n-gram of the full length of the sum occurs; where the text goes on longer. */
  private static int occurrences(CountTrie counts, int node) {
    if (node == NONE) {
      return 0;
    }
    if (node >= counts.contexts()) {
      return counts.counts()[node];
    }
    int sum = 0;
    for (int next = counts.first()[node]; next < counts.first()[node + 1]; next++) {
      sum += occurrences(counts, next);
    }
    return Math.max(1, sum);
  }
}
