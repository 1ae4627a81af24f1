package io.github.ginestra.internal.features;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Counts sequences of a text, the shorter ones first, in linear time for each length. For one text.
 */
public final class SequenceCounter {
  /** No longer sequences are counted where there are more than this: 100 MB in all. */
  private static final int MOST = 1 << 22;

  private final int[] text;
  private final int longest;
  private final int vocabulary;
  private final Choice choice;
  private final int[] levels;
  private int[] symbols = new int[1];
  private int[] counts = new int[1];
  private int[] first = new int[1];

  /** Of each place: the node of the sequence of the last length that begins there. */
  private int[] nodes;

  /** Which sequences are counted. */
  @FunctionalInterface
  public interface Choice {

    /**
     * Whether the sequence of a length that begins at a place is counted. If so, the shorter ones
     * that begin there are, too.
     */
    boolean isCounted(int place, int length);
  }

  private SequenceCounter(int[] text, int longest, int vocabulary, Choice choice) {
    this.text = text;
    this.longest = longest;
    this.vocabulary = vocabulary;
    this.choice = choice;
    levels = new int[longest + 2];
    levels[1] = 1;
    nodes = new int[text.length];
  }

  /**
   * How often each sequence occurs.
   *
   * @param text symbols, each in [0, vocabulary)
   * @param longest the length of the longest sequences, 1 or more; it is less in a text with
   *     millions of different ones
   */
  public static CountTrie count(int[] text, int longest, int vocabulary, Choice choice) {
    return new SequenceCounter(text, longest, vocabulary, choice).count();
  }

  private CountTrie count() {
    int length = 0;
    while (length < longest && levels[length + 1] < MOST) {
      lengthen(++length);
    }
    return new CountTrie(
        Arrays.copyOf(levels, length + 2),
        Arrays.copyOf(symbols, levels[length + 1]),
        Arrays.copyOf(counts, levels[length + 1]),
        first);
  }

  /** Adds the sequences of a length: those one shorter, each with the symbol after it. */
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
    nodes = longer;
  }

  /** The places where a sequence of a length begins, in the order of these sequences. */
  private int[] sorted(int length) {
    int[] places =
        IntStream.range(0, Math.max(0, text.length - length + 1))
            .filter(place -> choice.isCounted(place, length))
            .toArray();
    int[] bySymbol = sorted(places, place -> text[place + length - 1], vocabulary);
    int from = levels[length - 1];
    return sorted(bySymbol, place -> nodes[place] - from, levels[length] - from);
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

  private void grow(int size) {
    symbols = Arrays.copyOf(symbols, size);
    counts = Arrays.copyOf(counts, size);
  }
}
