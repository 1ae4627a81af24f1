package io.github.ginestra.backend.java;

/**
 * The states of a layer before a batch, by lane.
 *
 * @param isCarried whether there are any; else they are zero
 * @param hidden (N, H)
 * @param cell (N, H), of units that have them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LaneStates(boolean isCarried, float[][] hidden, float[][] cell) {
  /** Zeros. */
  static final LaneStates ZERO = new LaneStates(false, new float[0][], new float[0][]);
}
