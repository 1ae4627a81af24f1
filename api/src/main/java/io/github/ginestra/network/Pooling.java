package io.github.ginestra.network;

/** How the hidden states of all time steps are combined into one vector. Padding never counts. */
public enum Pooling {
  /** The state after the last word; for the backward direction, the state after the first word. */
  LAST,

  /** The maximum of each hidden unit over the steps. */
  MAX,

  /** The mean of each hidden unit over the steps. */
  MEAN
}
