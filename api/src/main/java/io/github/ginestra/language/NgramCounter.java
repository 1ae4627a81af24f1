package io.github.ginestra.language;

import io.github.ginestra.internal.text.IntSequence;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Counts the n-grams of a text, the shorter ones first, in linear time for each length. For one
 * text.
 */
final class NgramCounter {
  /** No longer n-grams are counted where there are more than this: 100 MB in all. */
  private static final int MOST = 1 << 22;

  private final int[] text;
  private final int order;
  private final int vocabulary;
  private final BitSet borders;
  private final BitSet beginnings = new BitSet();
  private final int[] levels;
  private int[] symbols = new int[1];
  private int[] counts = new int[1];
  private int[] shorter = new int[1];
  private int[] first = new int[1];

  /** Of each place: the node of the n-gram of the last length that begins there. */
  private int[] nodes;

  /**
   * Over a text or several.
   *
   * @param borders the places of symbols that begin a text; those after the first place end the
   *     text before it as well. No n-gram crosses them
   */
  NgramCounter(IntSequence text, int order, int vocabulary, BitSet borders) {
    this.borders = borders;
    this.text = new int[text.size()];
    Arrays.setAll(this.text, text::get);
    this.order = order;
    this.vocabulary = vocabulary;
    levels = new int[order + 2];
    levels[1] = 1;
    nodes = new int[this.text.length + 1];
  }

  NgramCounts count() {
    int longest = 0;
    while (longest < order && levels[longest + 1] < MOST) {
      lengthen(++longest);
      for (int place = 0; place >= 0; place = borders.nextSetBit(place + 1)) {
        beginnings.set(nodes[place]);
      }
    }
    countBefore(longest);
    int[] lengths = Arrays.copyOf(levels, longest + 2);
    return new NgramCounts(longest, lengths, symbols, counts, first, shorter);
  }

  /** Adds the n-grams of a length: those one shorter, each with the symbol after it. */
  private void lengthen(int length) {
    int begin = levels[length];
    int[] places = sorted(length);
    int[] longer = new int[nodes.length];
    grow(begin + places.length);
    int[] followers = new int[begin + 1];
    System.arraycopy(first, 0, followers, 0, levels[length - 1]);
    int node = begin - 1;
    int context = levels[length - 1] - 1;
    for (int place : places) {
      int symbol = text[place + length - 1];
      if (nodes[place] != context || symbols[node] != symbol) {
        node++;
        symbols[node] = symbol;
        shorter[node] = nodes[place + 1];
        while (context < nodes[place]) {
          followers[++context] = node;
        }
      }
      counts[node]++;
      longer[place] = node;
    }
    Arrays.fill(followers, context + 1, begin + 1, node + 1);
    first = followers;
    levels[length + 1] = node + 1;
    grow(node + 1);
    nodes = longer;
  }

  /** The places where an n-gram of a length begins, in the order of these n-grams. */
  private int[] sorted(int length) {
    int[] places =
        IntStream.range(0, Math.max(0, text.length - length + 1))
            .filter(place -> !isCrossing(place, length))
            .toArray();
    int[] bySymbol = sorted(places, place -> text[place + length - 1], vocabulary);
    int from = levels[length - 1];
    return sorted(bySymbol, place -> nodes[place] - from, levels[length] - from);
  }

  /** Whether an n-gram has a border inside: neither its first symbol nor its last one. */
  private boolean isCrossing(int place, int length) {
    int border = borders.nextSetBit(place + 1);
    return border >= 0 && border < place + length - 1;
  }

  /** Sorts by keys in [0, range); what has the same key stays in order. */
  private static int[] sorted(int[] values, IntUnaryOperator key, int range) {
    int[] ends = new int[range + 1];
    for (int value : values) {
      ends[key.applyAsInt(value) + 1]++;
    }
    for (int k = 1; k <= range; k++) {
      ends[k] += ends[k - 1];
    }
    int[] sorted = new int[values.length];
    for (int value : values) {
      sorted[ends[key.applyAsInt(value)]++] = value;
    }
    return sorted;
  }

  /** Counts shorter n-grams by the symbols that precede them, the beginning of a text included. */
  private void countBefore(int longest) {
    Arrays.fill(counts, 0, levels[longest], 0);
    for (int node = levels[2]; node < levels[longest + 1]; node++) {
      if (shorter[node] < levels[longest]) {
        counts[shorter[node]]++;
      }
    }
    beginnings.clear(NgramCounts.ROOT);
    beginnings.stream().filter(node -> node < levels[longest]).forEach(node -> counts[node]++);
  }

  private void grow(int size) {
    symbols = Arrays.copyOf(symbols, size);
    counts = Arrays.copyOf(counts, size);
    shorter = Arrays.copyOf(shorter, size);
  }
}
