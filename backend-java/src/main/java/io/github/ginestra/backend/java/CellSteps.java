package io.github.ginestra.backend.java;

import io.github.ginestra.network.Cell;

/**
 * What a unit makes of its gates' sums in a training, and the way back. Each works on one row, and
 * is safe for many threads that have scratch of their own.
 */
interface CellSteps {

  /** The steps of a cell. */
  static CellSteps of(Cell cell, int units) {
    return switch (cell) {
      case SIMPLE -> new SimpleSteps(units);
      case GRU -> new GruSteps(units);
      case LSTM -> new LstmSteps(units);
    };
  }

  /**
   * Whether what the gates get from the state has rows of its own ({@link Trace#hiddenGates}),
   * since it does not only enter as a sum with what they get from below.
   */
  default boolean splitsGates() {
    return false;
  }

  /** Makes a step: from the sums of the gates' rows to the states' rows. */
  void forward(Trace trace, int row, Scratch scratch);

  /**
   * Makes a step back: from the gradients of the lane's states after the step to those of the
   * gates' sums, which take the place of the gates, and to what of the gradients of the states
   * before does not come through the gates.
   */
  void backward(Trace trace, int row, int lane, Scratch scratch);
}
