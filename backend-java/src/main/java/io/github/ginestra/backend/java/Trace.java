package io.github.ginestra.backend.java;

/**
 * What a direction of a layer leaves on its way through a batch, for the way back, by rows.
 *
 * @param gates (rows, G·H): what the gates get from below and, unless that stands apart, from the
 *     state; then their values; on the way back the gradients of their sums
 * @param hiddenGates (rows, G·H): what the gates get from the state, where that stands apart; on
 *     the way back its gradients
 * @param hidden (rows, H): the hidden states
 * @param hiddenBefore (rows, H): those of the step before
 * @param cell (rows, H): the cell states, of units that have them
 * @param cellBefore (rows, H): those of the step before
 * @param cellTanh (rows, H): their hyperbolic tangents
 * @param hiddenGradient (lanes, H): on the way back, the gradients of the hidden states
 * @param cellGradient (lanes, H): on the way back, the gradients of the cell states
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Trace(
    float[][] gates,
    float[][] hiddenGates,
    float[][] hidden,
    float[][] hiddenBefore,
    float[][] cell,
    float[][] cellBefore,
    float[][] cellTanh,
    float[][] hiddenGradient,
    float[][] cellGradient) {
  private static final float[][] EMPTY = {};

  /** That of no batch. */
  static final Trace NONE =
      new Trace(EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY);
}
