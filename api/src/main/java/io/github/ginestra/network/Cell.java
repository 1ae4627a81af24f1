package io.github.ginestra.network;

/**
 * The kind of recurrent unit: how it computes a hidden state from its input and the previous state.
 */
public enum Cell {
  /** The simple (Elman, 1990) unit: {@code h' = tanh(W·x + b + U·h + c)}. */
  SIMPLE(1, 1, -1),

  /**
   * The gated recurrent unit (Cho et al., 2014), with the reset gate applied after the hidden
   * product, as in cuDNN and PyTorch.
   */
  GRU(3, 1, -1),

  /**
   * Long short-term memory (Hochreiter and Schmidhuber, 1997), with forget gate and without
   * peepholes.
   */
  LSTM(4, 2, 1);

  private final int gates;
  private final int states;
  private final int forgetGate;

  Cell(int gates, int states, int forgetGate) {
    this.gates = gates;
    this.states = states;
    this.forgetGate = forgetGate;
  }

  /**
   * Returns G, the number of gate blocks stacked in each weight matrix.
   *
   * @return 1, 3 (reset, update, new) or 4 (input, forget, cell, output), in that order in the
   *     matrices
   */
  public int gates() {
    return gates;
  }

  /**
   * Returns the number of vectors (H) that a unit carries from step to step. The first is always
   * the hidden state, which is the layer's output.
   *
   * @return 1 (hidden state), or 2 (hidden state, cell state)
   */
  public int states() {
    return states;
  }

  /**
   * {@return the index of the forget gate among the gate blocks, from 0; -1 if the unit has none}
   */
  public int forgetGate() {
    return forgetGate;
  }
}
