package io.github.ginestra.language;

import io.github.ginestra.internal.features.CountTrie;
import java.util.Arrays;

/**
 * Counted n-grams to which those of one text are added. The n-grams of the model stay as they are:
 * the followers of a context are copied before the first of them changes. All in arrays of numbers.
 * For one text and one thread at a time.
 */
final class AdaptiveCounts {
  /** Stands for no follower, and for the end of a list. */
  static final int NONE = CountTrie.NONE;

  private static final int SMALLEST = 1 << 10;

  private final CountTrie base;

  // Followers: of a context, linked from the last added to the first.
  private int[] contexts = new int[SMALLEST];
  private int[] symbols = new int[SMALLEST]; // NONE: not a follower, but the end of a list
  private int[] counts = new int[SMALLEST];
  private int[] nodes = new int[SMALLEST];
  private int[] previous = new int[SMALLEST];
  private int size;

  /** Where a context and symbol stand, plus 1; open addressing, half empty. */
  private int[] table = new int[2 * SMALLEST];

  AdaptiveCounts(CountTrie base) {
    this.base = base;
  }

  /** How many numbers are held, in followers. */
  int size() {
    return size;
  }

  /** Forgets what was added. */
  void clear() {
    Arrays.fill(table, 0);
    size = 0;
  }

  /** Whether a context has followers of its own. */
  boolean isCopied(int context) {
    return table[slot(context, NONE)] != 0;
  }

  /** The last added follower of a copied context. */
  int last(int context) {
    return counts[table[slot(context, NONE)] - 1];
  }

  /** The follower added before another one, or {@link #NONE}. */
  int previous(int follower) {
    return previous[follower];
  }

  int symbol(int follower) {
    return symbols[follower];
  }

  int count(int follower) {
    return counts[follower];
  }

  /** The n-gram of a context and one more symbol, or {@link #NONE}. */
  int node(int context, int symbol) {
    if (isCopied(context)) {
      int place = table[slot(context, symbol)];
      return place == 0 ? NONE : nodes[place - 1];
    }
    return isBase(context) ? base.follower(context, symbol) : NONE;
  }

  private boolean isBase(int context) {
    return context < base.contexts();
  }

  /**
   * Counts a symbol after a context.
   *
   * @return whether it is new there
   */
  boolean add(int context, int symbol) {
    if (!isCopied(context)) {
      copy(context);
    }
    int place = table[slot(context, symbol)];
    if (place != 0) {
      counts[place - 1]++;
      return false;
    }
    append(context, symbol, 1, base.size() + size);
    return true;
  }

  private void copy(int context) {
    put(context, NONE, NONE, NONE);
    if (isBase(context)) {
      for (int node = base.first()[context]; node < base.first()[context + 1]; node++) {
        append(context, base.symbols()[node], base.counts()[node], node);
      }
    }
  }

  /** Adds a follower to the list of its context. */
  private void append(int context, int symbol, int count, int node) {
    int list = table[slot(context, NONE)] - 1;
    int before = counts[list];
    counts[list] = size;
    put(context, symbol, count, node);
    previous[size - 1] = before;
  }

  private void put(int context, int symbol, int count, int node) {
    if (size == symbols.length) {
      grow();
    }
    contexts[size] = context;
    symbols[size] = symbol;
    counts[size] = count;
    nodes[size] = node;
    table[slot(context, symbol)] = ++size;
  }

  private void grow() {
    int larger = 2 * size;
    contexts = Arrays.copyOf(contexts, larger);
    symbols = Arrays.copyOf(symbols, larger);
    counts = Arrays.copyOf(counts, larger);
    nodes = Arrays.copyOf(nodes, larger);
    previous = Arrays.copyOf(previous, larger);
    table = new int[2 * larger];
    for (int place = 0; place < size; place++) {
      table[slot(contexts[place], symbols[place])] = place + 1;
    }
  }

  /** Where a context and symbol stand in the table, or where there is room for them. */
  private int slot(int context, int symbol) {
    int mask = table.length - 1;
    int hash = (context * 31 + symbol) * 0x9E3779B9;
    int slot = (hash ^ hash >>> 15) & mask;
    while (table[slot] != 0
        && (contexts[table[slot] - 1] != context || symbols[table[slot] - 1] != symbol)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
