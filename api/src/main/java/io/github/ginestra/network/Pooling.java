package io.github.ginestra.network;

/**
 * How the states of all time steps become one vector for the text. Only the steps of the text
 * itself count, never padding.
 */
public enum Pooling {
  /** The state after the last word; for the backward direction, the state after the first word. */
  LAST,

  /** The greatest value of each hidden unit over the steps. */
  MAX,

  /** The mean of each hidden unit over the steps. */
  MEAN
}
