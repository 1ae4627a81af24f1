package io.github.ginestra.backend.java;

import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.State;

/**
 * What the layers remember of one sequence, and what was computed ahead of its next token: what the
 * last layer's gates get from its hidden vector h. That is a product with h as the logits are, so
 * that both are made as one, as soon as h is known.
 */
final class JavaState implements State {
  private static final float[] NO_CELL = {};

  private final Object owner;
  private final float[][] hidden; // (layers, H)
  private final float[][] cells; // (layers, H), or empty ones where units carry h alone
  private final float[] gates; // (G·H)
  private boolean ahead;

  private JavaState(Object owner, float[][] hidden, float[][] cells, float[] gates) {
    this.owner = owner;
    this.hidden = hidden;
    this.cells = cells;
    this.gates = gates;
  }

  /**
   * Zeros.
   *
   * @param owner who alone may use it
   */
  JavaState(Object owner, RecurrentSpec recurrent) {
    this(
        owner,
        new float[recurrent.layers()][recurrent.units()],
        new float[recurrent.layers()][],
        new float[recurrent.cell().gates() * recurrent.units()]);
    for (int layer = 0; layer < cells.length; layer++) {
      cells[layer] = recurrent.cell().states() > 1 ? new float[recurrent.units()] : NO_CELL;
    }
  }

  boolean isOf(Object wanted) {
    return owner == wanted;
  }

  /** The hidden state of a layer itself, (H). */
  float[] hidden(int layer) {
    return hidden[layer];
  }

  /** The cell state of a layer itself, (H); empty where units carry none. */
  float[] cell(int layer) {
    return cells[layer];
  }

  /** Whether the last layer's gates are known. */
  boolean isAhead() {
    return ahead;
  }

  /** What the last layer's gates get from h, (G·H), if it is known; they may use it up. */
  float[] gates() {
    return gates;
  }

  /** Keeps what the gates get from the h of now: the first of some sums. */
  void keepAhead(float[] sums) {
    System.arraycopy(sums, 0, gates, 0, gates.length);
    ahead = true;
  }

  /** Says that h has moved on without {@link #keepAhead}. */
  void forgetAhead() {
    ahead = false;
  }

  @Override
  public JavaState copy() {
    JavaState copy = new JavaState(owner, copy(hidden), copy(cells), gates.clone());
    copy.ahead = ahead;
    return copy;
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int row = 0; row < copy.length; row++) {
      copy[row] = rows[row].clone();
    }
    return copy;
  }
}
