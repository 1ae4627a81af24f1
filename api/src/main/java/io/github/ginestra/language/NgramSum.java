package io.github.ginestra.language;

import java.util.Arrays;

/**
 * Adds the counts of two texts. The longest n-grams count their occurrences, which are added; the
 * shorter ones count the symbols that precede them, which follows from the longer ones and from
 * whether a text begins with them. For one sum.
 */
final class NgramSum {
  private static final int NONE = -1;

  private final NgramCounts a;
  private final NgramCounts b;
  private final int order;
  private final int[] levels;

  // Of each n-gram of the sum: its nodes in both, its last symbol, its first follower.
  private final int[] inA;
  private final int[] inB;
  private final int[] symbols;
  private final int[] first;
  private int size = 1;

  private NgramSum(NgramCounts a, NgramCounts b) {
    this.a = a;
    this.b = b;
    order = Math.min(a.order(), b.order());
    levels = new int[order + 2];
    int most = Math.addExact(a.levels()[order + 1], b.levels()[order + 1]);
    inA = new int[most];
    inB = new int[most];
    symbols = new int[most];
    first = new int[most + 1];
  }

  static NgramCounts of(NgramCounts a, NgramCounts b) {
    return new NgramSum(a, b).sum();
  }

  private NgramCounts sum() {
    levels[1] = 1;
    for (int length = 0; length < order; length++) {
      for (int context = levels[length]; context < levels[length + 1]; context++) {
        first[context] = size;
        addFollowers(context);
      }
      levels[length + 2] = size;
    }
    first[levels[order]] = size;
    int[] shorter = shorter();
    return new NgramCounts(
        order,
        levels,
        Arrays.copyOf(symbols, size),
        counts(shorter),
        Arrays.copyOf(first, levels[order] + 1),
        shorter);
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

  private static int begin(NgramCounts counts, int context) {
    return context == NONE ? 0 : counts.first()[context];
  }

  private static int end(NgramCounts counts, int context) {
    return context == NONE ? 0 : counts.first()[context + 1];
  }

  /** Of each n-gram the one without its first symbol. */
  private int[] shorter() {
    int[] shorter = new int[size];
    for (int context = 1; context < levels[order]; context++) {
      for (int node = first[context]; node < first[context + 1]; node++) {
        int from = shorter[context];
        shorter[node] = Arrays.binarySearch(symbols, first[from], first[from + 1], symbols[node]);
      }
    }
    return shorter;
  }

  private int[] counts(int[] shorter) {
    int[] counts = new int[size];
    for (int node = levels[2]; node < size; node++) {
      counts[shorter[node]]++;
    }
    boolean[] beginsA = beginnings(a);
    boolean[] beginsB = beginnings(b);
    for (int node = 1; node < size; node++) {
      if (node >= levels[order]) {
        counts[node] = occurrences(a, inA[node]) + occurrences(b, inB[node]);
      } else if (begins(beginsA, inA[node]) || begins(beginsB, inB[node])) {
        counts[node]++; // the beginning of a text is one more that stands before it
      }
    }
    counts[NgramCounts.ROOT] = 0;
    return counts;
  }

  private static boolean begins(boolean[] beginnings, int node) {
    return node != NONE && beginnings[node];
  }

  /** Which n-grams count the beginning of a text. */
  private boolean[] beginnings(NgramCounts counts) {
    int[] before = new int[counts.contexts()];
    for (int node = counts.levels()[Math.min(2, counts.order() + 1)];
        node < counts.size();
        node++) {
      if (counts.shorter()[node] < before.length) {
        before[counts.shorter()[node]]++;
      }
    }
    boolean[] begins = new boolean[counts.contexts()];
    for (int node = 1; node < begins.length; node++) {
      begins[node] = counts.counts()[node] > before[node];
    }
    return begins;
  }

  /** How often an n-gram of the full length of the sum occurs; where the text goes on longer. */
  private int occurrences(NgramCounts counts, int node) {
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
