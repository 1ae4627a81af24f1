package io.github.ginestra.backend.java;

/**
 * The vectors of a channel in training, one for each id. Different rows may be used by different
 * threads.
 */
interface ChannelTable {

  /** How many rows there are. */
  int rows();

  /** How many values each row has. */
  int rowWidth();

  /** Whether the gradients of the rows are wanted. */
  boolean isTrained();

  /** Copies the values of a row. */
  void copyRow(int row, float[] to, int at);

  /** Adds some values to the gradient of a row. */
  void addGradient(int row, float[] added, int from);
}
