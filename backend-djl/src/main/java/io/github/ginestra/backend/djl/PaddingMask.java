package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.ginestra.network.Batch;

/**
 * Padding masks and row indices of a batch of sequences of different lengths. Arrays have T·N rows;
 * row {@code t * N + n} holds step t of sequence n.
 */
final class PaddingMask {
  /** Far below any hidden unit's value, so that padding is never the maximum. */
  private static final float MINUS_INFINITY = -1e9f;

  private final NDManager manager;
  private final int[] lengths;
  private final int size; // N
  private final int steps; // T

  PaddingMask(NDManager manager, Batch batch) {
    this.manager = manager;
    lengths = batch.lengths();
    size = batch.size();
    steps = batch.steps();
  }

  /**
   * The row indices that reverse each sequence within its own length, (T·N); applied twice, they
   * restore the order.
   */
  NDArray reversedRows() {
    int[] rows = new int[steps * size];
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < size; n++) {
        int from = t < lengths[n] ? lengths[n] - 1 - t : t;
        rows[t * size + n] = from * size + n;
      }
    }
    return manager.create(rows);
  }

  /** The row index of each sequence's last step, (N). */
  NDArray lastRows() {
    int[] rows = new int[size];
    for (int n = 0; n < size; n++) {
      rows[n] = (lengths[n] - 1) * size + n;
    }
    return manager.create(rows);
  }

  /**
   * The mask to add before a maximum: 0 for steps of a sequence, a large negative number for
   * padding, (T, N, 1).
   */
  NDArray additiveMask() {
    return perStep(0, MINUS_INFINITY);
  }

  /**
   * The mask to multiply with before a sum: 1 for steps of a sequence, 0 for padding, (T, N, 1).
   */
  NDArray multiplicativeMask() {
    return perStep(1, 0);
  }

  private NDArray perStep(float inside, float padding) {
    float[] values = new float[steps * size];
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < size; n++) {
        values[t * size + n] = t < lengths[n] ? inside : padding;
      }
    }
    return manager.create(values, new Shape(steps, size, 1));
  }

  /** The reciprocal of each sequence's length, (N, 1). */
  NDArray inverseLengths() {
    float[] values = new float[size];
    for (int n = 0; n < size; n++) {
      values[n] = 1f / lengths[n];
    }
    return manager.create(values, new Shape(size, 1));
  }
}
