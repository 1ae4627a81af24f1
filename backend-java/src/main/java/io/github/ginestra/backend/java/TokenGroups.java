package io.github.ginestra.backend.java;

import java.util.Arrays;

/** The tokens of a batch in one channel: which there are, and in which rows each stands. */
final class TokenGroups {
  private int[] slotOfId = {}; // (V) or more, -1 where an id does not occur
  private int[] slots = {}; // by row
  private int[] ids = {}; // by slot
  private int[] starts = {}; // by slot, one more
  private int[] members = {}; // rows, slot by slot
  private int count;

  /**
   * Takes the ids of a batch.
   *
   * @param tokens (T, N)
   * @param vocabulary V
   */
  void read(BatchRows rows, int[] tokens, int vocabulary) {
    if (slotOfId.length < vocabulary) {
      slotOfId = new int[vocabulary];
      Arrays.fill(slotOfId, -1);
    }
    if (slots.length < rows.count()) {
      slots = new int[rows.count()];
      ids = new int[rows.count()];
      starts = new int[rows.count() + 1];
      members = new int[rows.count()];
    }
    count = 0;
    for (int t = 0, row = 0; t < rows.steps(); t++) {
      for (int lane = 0; lane < rows.running(t); lane++, row++) {
        slots[row] = slotOf(tokens[rows.index(t, lane)]);
      }
    }
    sort(rows.count());
    for (int slot = 0; slot < count; slot++) {
      slotOfId[ids[slot]] = -1;
    }
  }

  private int slotOf(int id) {
    if (slotOfId[id] < 0) {
      ids[count] = id;
      slotOfId[id] = count++;
    }
    return slotOfId[id];
  }

  private void sort(int rows) {
    Arrays.fill(starts, 0, count + 1, 0);
    for (int row = 0; row < rows; row++) {
      starts[slots[row] + 1]++;
    }
    for (int slot = 0; slot < count; slot++) {
      starts[slot + 1] += starts[slot];
    }
    for (int row = 0; row < rows; row++) {
      members[starts[slots[row]]++] = row;
    }
    System.arraycopy(starts, 0, starts, 1, count);
    starts[0] = 0;
  }

  /** How many different tokens there are; each has a slot. */
  int count() {
    return count;
  }

  /** The token of a slot. */
  int id(int slot) {
    return ids[slot];
  }

  /** The slot of a row's token. */
  int slot(int row) {
    return slots[row];
  }

  /** Where the rows of a slot begin among the {@linkplain #member members}. */
  int start(int slot) {
    return starts[slot];
  }

  /** A row. */
  int member(int place) {
    return members[place];
  }
}
