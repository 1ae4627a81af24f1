package io.github.ginestra.internal.features;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Counted sequences as bytes: for each context, in the order of the nodes, how many symbols follow
 * it, and for each of these the distance from the one before it, less one, and its count. Numbers
 * are written seven bits a byte, the lowest first; all bytes of a number but the last have their
 * highest bit set. {@code docs/model-format.md} defines it.
 */
public final class NgramFile {
  /** A text is no longer; {@link TrieSum} counts no further. */
  public static final int LARGEST_COUNT = 1 << 21;

  private final byte[] bytes;
  private final int vocabulary;
  private int place;

  /**
   * Over bytes that hold one trie or several.
   *
   * @param vocabulary V; every symbol is below it
   */
  public NgramFile(byte[] bytes, int vocabulary) {
    this.bytes = bytes;
    this.vocabulary = vocabulary;
  }

  public static byte[] write(CountTrie... tries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (CountTrie counts : tries) {
      for (int context = 0; context < counts.contexts(); context++) {
        write(out, counts.followers(context));
        int before = -1;
        for (int node = counts.first()[context]; node < counts.first()[context + 1]; node++) {
          write(out, counts.symbols()[node] - before - 1);
          write(out, counts.counts()[node]);
          before = counts.symbols()[node];
        }
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
   * Reads the next trie. It takes a small multiple of the bytes' memory.
   *
   * @param depth the length of the longest sequences
   * @throws IllegalArgumentException if the bytes are not those of such sequences
   */
  public CountTrie read(int depth) {
    int most = (bytes.length - place) / 2 + 1;
    int[] symbols = new int[most];
    int[] counts = new int[most];
    int[] first = new int[most + 1];
    int[] levels = new int[depth + 2];
    int nodes = 1; // the root
    levels[1] = nodes;
    for (int length = 0; length < depth; length++) {
      for (int context = levels[length]; context < levels[length + 1]; context++) {
        first[context] = nodes;
        int end = nodes + number(most - nodes, "followers");
        for (int symbol = -1; nodes < end; nodes++) {
          symbol += 1 + number(vocabulary - symbol - 2, "a symbol");
          symbols[nodes] = symbol;
          counts[nodes] = count();
        }
      }
      levels[length + 2] = nodes;
    }
    first[levels[depth]] = nodes;
    return new CountTrie(
        levels,
        Arrays.copyOf(symbols, nodes),
        Arrays.copyOf(counts, nodes),
        Arrays.copyOf(first, levels[depth] + 1));
  }

  /**
   * Checks that nothing is left.
   *
   * @throws IllegalArgumentException if something is
   */
  public void end() {
    if (place != bytes.length) {
      throw new IllegalArgumentException(
          "the n-grams end " + (bytes.length - place) + " bytes early");
    }
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
