package io.github.ginestra.backend.java;

import io.github.ginestra.network.Batch;
import java.util.function.Function;

/** One channel of tokens in training, with its vectors. */
final class Channel {
  private final Function<Batch, int[]> ids;
  private final int from;
  private final ChannelTable table;
  private final boolean oneHot;
  private final TokenGroups groups = new TokenGroups();

  /**
   * A channel.
   *
   * @param ids its ids in a batch, (T, N)
   * @param from where its dimensions begin among the input's
   */
  Channel(Function<Batch, int[]> ids, int from, ChannelTable table) {
    this.ids = ids;
    this.from = from;
    this.table = table;
    oneHot = !table.isTrained() && isIdentity(table);
  }

  private static boolean isIdentity(ChannelTable table) {
    if (table.rows() != table.rowWidth()) {
      return false;
    }
    float[] vector = new float[table.rowWidth()];
    for (int row = 0; row < vector.length; row++) {
      table.copyRow(row, vector, 0);
      for (int column = 0; column < vector.length; column++) {
        if (vector[column] != (row == column ? 1 : 0)) {
          return false;
        }
      }
    }
    return true;
  }

  void read(BatchRows rows, Batch batch) {
    groups.read(rows, ids.apply(batch), table.rows());
  }

  /** Where its dimensions begin among the input's. */
  int from() {
    return from;
  }

  /** How many dimensions it has. */
  int width() {
    return table.rowWidth();
  }

  ChannelTable table() {
    return table;
  }

  /** Whether each token's vector is 1 at a place of its own, 0 elsewhere, and stays so. */
  boolean isOneHot() {
    return oneHot;
  }

  /** The tokens of the batch. */
  TokenGroups groups() {
    return groups;
  }

  /** Copies the vector of a row's token to where it stands in the input. */
  void copyVector(int row, float[] input) {
    table.copyRow(groups.id(groups.slot(row)), input, from);
  }
}
