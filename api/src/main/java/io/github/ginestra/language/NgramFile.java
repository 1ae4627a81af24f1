package io.github.ginestra.language;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Counted n-grams as bytes: for each context, in the order of the nodes, how many symbols follow
 * it, and for each of these the distance from the one before it, less one, and its count. Numbers
 * are written seven bits a byte, the lowest first; all bytes of a number but the last have their
 * highest bit set. {@code docs/model-format.md} defines it.
 */
final class NgramFile {
  /** A text is no longer, so no sum of counts is greater. */
  private static final int LARGEST_COUNT = MemoryTraining.LONGEST_TEXT;

  private final byte[] bytes;
  private final int vocabulary;
  private int place;

  // Of each node; see NgramCounts.
  private final int[] symbols;
  private final int[] counts;
  private final int[] shorter;
  private final int[] first;
  private int nodes = 1; // the root

  private NgramFile(byte[] bytes, int vocabulary) {
    this.bytes = bytes;
    this.vocabulary = vocabulary;
    int most = bytes.length / 2 + 1;
    symbols = new int[most];
    counts = new int[most];
    shorter = new int[most];
    first = new int[most + 1];
  }

  static byte[] write(NgramCounts counts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(3 * counts.size());
    for (int context = 0; context < counts.contexts(); context++) {
      write(out, counts.followers(context));
      int before = -1;
      for (int node = counts.first()[context]; node < counts.first()[context + 1]; node++) {
        write(out, counts.symbols()[node] - before - 1);
        write(out, counts.counts()[node]);
        before = counts.symbols()[node];
      }
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, int number) {
    int rest = number;
    while (rest >= 0x80) {
      out.write(rest | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  /**
   * Reads n-grams. They take a small multiple of their bytes' memory.
   *
   * @param order the length of the longest ones
   * @param vocabulary V; every symbol is below it
   * @throws IllegalArgumentException if the bytes are not those of such n-grams
   */
  static NgramCounts read(byte[] bytes, int order, int vocabulary) {
    return new NgramFile(bytes, vocabulary).read(order);
  }

  private NgramCounts read(int order) {
    int[] levels = new int[order + 2];
    levels[1] = 1;
    for (int length = 0; length < order; length++) {
      for (int context = levels[length]; context < levels[length + 1]; context++) {
        readFollowers(context);
      }
      levels[length + 2] = nodes;
    }
    if (place != bytes.length) {
      throw new IllegalArgumentException(
          "the n-grams end " + (bytes.length - place) + " bytes early");
    }
    first[levels[order]] = nodes;
    return new NgramCounts(
        order,
        levels,
        Arrays.copyOf(symbols, nodes),
        Arrays.copyOf(counts, nodes),
        Arrays.copyOf(first, levels[order] + 1),
        Arrays.copyOf(shorter, nodes));
  }

  private void readFollowers(int context) {
    first[context] = nodes;
    int end = nodes + number(symbols.length - nodes, "followers");
    for (int symbol = -1; nodes < end; nodes++) {
      symbol += 1 + number(vocabulary - symbol - 2, "a symbol");
      symbols[nodes] = symbol;
      counts[nodes] = count();
      shorter[nodes] =
          context == NgramCounts.ROOT ? NgramCounts.ROOT : shorter(shorter[context], symbol);
    }
  }

  /** The n-gram without its first symbol, which must have been counted too. */
  private int shorter(int context, int symbol) {
    int node = Arrays.binarySearch(symbols, first[context], first[context + 1], symbol);
    if (node < 0) {
      throw new IllegalArgumentException("an n-gram is there, but not the one that it ends with");
    }
    return node;
  }

  private int count() {
    int count = number(LARGEST_COUNT, "a count");
    if (count == 0) {
      throw new IllegalArgumentException("n-grams: a count must be 1 or more");
    }
    return count;
  }

  private int number(int most, String what) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      if (place == bytes.length || shift > 28) {
        throw new IllegalArgumentException("the n-grams are cut short, or a number is too long");
      }
      byte next = bytes[place++];
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        break;
      }
    }
    if (number > most) {
      throw new IllegalArgumentException(
          "n-grams: " + what + " (" + number + ") must be at most " + most);
    }
    return (int) number;
  }
}
