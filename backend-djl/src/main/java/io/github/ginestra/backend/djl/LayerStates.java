package io.github.ginestra.backend.djl;

import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.State;

/**
 * The recurrent states of N sequences: for each layer the hidden state, and an LSTM's cell state.
 * Plain Java floats, which hold neither native memory nor a gradient.
 */
final class LayerStates implements State {
  private final Object owner;
  private final float[][][] values; // (states, layers, N·H)

  private LayerStates(Object owner, float[][][] values) {
    this.owner = owner;
    this.values = values;
  }

  /**
   * Zeros.
   *
   * @param owner the only object that may use the states
   */
  static LayerStates zeros(Object owner, RecurrentSpec recurrent, int sequences) {
    int width = Math.multiplyExact(sequences, recurrent.units());
    return new LayerStates(owner, new float[recurrent.cell().states()][recurrent.layers()][width]);
  }

  boolean isOf(Object wanted) {
    return owner == wanted;
  }

  /** The array of one state of one layer, not a copy, (N·H). State 0 is the hidden state. */
  float[] get(int state, int layer) {
    return values[state][layer];
  }

  /** The number of states of each layer. */
  int count() {
    return values.length;
  }

  @Override
  public LayerStates copy() {
    float[][][] copy = new float[values.length][values[0].length][];
    for (int state = 0; state < copy.length; state++) {
      for (int layer = 0; layer < copy[state].length; layer++) {
        copy[state][layer] = values[state][layer].clone();
      }
    }
    return new LayerStates(owner, copy);
  }
}
