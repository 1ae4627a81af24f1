package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.ginestra.network.Batch;

/**
 * Where the steps of a batch's texts stand in arrays of T·N rows, row {@code t * N + n} for step t
 * of text n.
 */
final class Layout {
  /** Far below any hidden unit's value, so that padding never is the greatest. */
  private static final float NEVER = -1e9f;

  private final NDManager manager;
  private final int[] lengths;
  private final int size; // N
  private final int steps; // T

  Layout(NDManager manager, Batch batch) {
    this.manager = manager;
    lengths = batch.lengths();
    size = batch.size();
    steps = batch.steps();
  }

  /**
   * For each row, the row it changes places with when each text is reversed within its length,
   * (T·N).
   */
  NDArray reversed() {
    int[] rows = new int[steps * size];
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < size; n++) {
        int from = t < lengths[n] ? lengths[n] - 1 - t : t;
        rows[t * size + n] = from * size + n;
      }
    }
    return manager.create(rows);
  }

  /** The row of each text's last step, (N). */
  NDArray last() {
    int[] rows = new int[size];
    for (int n = 0; n < size; n++) {
      rows[n] = (lengths[n] - 1) * size + n;
    }
    return manager.create(rows);
  }

  /**
   * What takes padding out of a maximum when added: 0 for steps of a text, far below for padding,
   * (T, N, 1).
   */
  NDArray penalty() {
    return perStep(0, NEVER);
  }

  /** 1 for steps of a text, 0 for padding, (T, N, 1). */
  NDArray valid() {
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

  /** One over each text's length, (N, 1). */
  NDArray inverseLengths() {
    float[] values = new float[size];
    for (int n = 0; n < size; n++) {
      values[n] = 1f / lengths[n];
    }
    return manager.create(values, new Shape(size, 1));
  }
}
