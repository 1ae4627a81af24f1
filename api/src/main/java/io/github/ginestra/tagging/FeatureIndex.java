package io.github.ginestra.tagging;

import java.util.Arrays;

/** Numbers keys, each a hash of 32 bits other than 0, in their order. Immutable. */
final class FeatureIndex {
  private final int[] keys; // ascending
  private final int[] slots; // of a hash table: a key's number plus 1, or 0
  private final int shift;

  /** Of distinct keys, ascending. */
  FeatureIndex(int[] keys) {
    this.keys = keys;
    int bits = Math.max(4, 34 - Integer.numberOfLeadingZeros(keys.length)); // a fourth is taken
    slots = new int[1 << bits];
    shift = Integer.SIZE - bits;
    for (int row = 0; row < keys.length; row++) {
      slots[slot(keys[row])] = row + 1;
    }
  }

  private int place(int key) {
    return (key * 0x9e3779b1) >>> shift;
  }

  private int slot(int key) {
    int slot = place(key);
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  int size() {
    return keys.length;
  }

  int key(int row) {
    return keys[row];
  }

  /** The number of a key, or -1. */
  int find(int key) {
    return slots[slot(key)] - 1;
  }

  /**
   * Replaces each key by its number, or by -1. Faster than one at a time, since the processor
   * fetches several entries of the table at once.
   */
  void findAll(int[] some) {
    int[] entries = new int[some.length];
    for (int i = 0; i < some.length; i++) {
      entries[i] = slots[place(some[i])];
    }
    for (int i = 0; i < some.length; i++) {
      int row = entries[i] - 1;
      some[i] = row < 0 || keys[row] == some[i] ? row : find(some[i]);
    }
  }

  /** Collects the keys that occur often enough, in two passes over all. Not for several threads. */
  static final class Counter {
    private static final int BITS = 27;

    private final long[] once = new long[1 << (BITS - 6)];
    private final long[] twice = new long[1 << (BITS - 6)];
    private int[] keys = new int[1 << 16];
    private int[] counts = new int[1 << 16];
    private int size;

    /** In the first pass. */
    void see(int key) {
      int place = place(key);
      long bit = 1L << place;
      long[] set = (once[place >> 6] & bit) == 0 ? once : twice;
      set[place >> 6] |= bit;
    }

    private static int place(int key) {
      return (key * 0x85ebca6b) >>> (Integer.SIZE - BITS);
    }

    /** In the second pass. */
    void count(int key) {
      int place = place(key);
      if ((twice[place >> 6] & (1L << place)) == 0) {
        return;
      }
      int slot = slot(key);
      if (counts[slot]++ == 0) {
        keys[slot] = key;
        if (++size > keys.length / 2) {
          grow();
        }
      }
    }

    private int slot(int key) {
      int slot = (key * 0x9e3779b1) >>> (Integer.numberOfLeadingZeros(keys.length) + 1);
      while (counts[slot] != 0 && keys[slot] != key) {
        slot = (slot + 1) & (keys.length - 1);
      }
      return slot;
    }

    private void grow() {
      int[] oldKeys = keys;
      int[] oldCounts = counts;
      keys = new int[oldKeys.length * 2];
      counts = new int[oldKeys.length * 2];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldCounts[i] > 0) {
          int slot = slot(oldKeys[i]);
          keys[slot] = oldKeys[i];
          counts[slot] = oldCounts[i];
        }
      }
    }

    /** How many keys occur at least so often. */
    int kept(int least) {
      return (int) Arrays.stream(counts).filter(count -> count >= least).count();
    }

    /** The keys that occur at least so often, and how often each does. */
    Counted counted(int least) {
      int[] kept = new int[size];
      int count = 0;
      for (int slot = 0; slot < keys.length; slot++) {
        if (counts[slot] >= least) {
          kept[count++] = keys[slot];
        }
      }
      int[] sorted = Arrays.copyOf(kept, count);
      Arrays.sort(sorted);
      int[] found = new int[count];
      Arrays.setAll(found, row -> counts[slot(sorted[row])]);
      return new Counted(new FeatureIndex(sorted), found);
    }
  }

  /**
   * Keys with their counts.
   *
   * @param counts how often each occurs
   */
  @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
  record Counted(FeatureIndex index, int[] counts) {}
}
