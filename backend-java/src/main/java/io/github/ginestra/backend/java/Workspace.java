package io.github.ginestra.backend.java;

import io.github.ginestra.RecurrentSpec;

/** What one pass writes to on its way, so that no step allocates. For one thread at a time. */
final class Workspace {
  private final float[] input; // (G·H)
  private final float[] channel; // (G·H)
  private final float[] sums; // (G·H)
  private final float[] hidden; // (H)
  private final float[] cell; // (H)
  private final float[] pooled; // (H·directions)
  private float[] vector = new float[0]; // (D), only where weights are rounded
  private int[] rounded = new int[0]; // as long as the longest vector, only there
  private int[] products = new int[0]; // as long as the longest result, only there
  private float[][] below = new float[0][]; // (T, H·directions)
  private float[][] above = new float[0][]; // (T, H·directions)

  Workspace(RecurrentSpec recurrent) {
    int gates = recurrent.cell().gates() * recurrent.units();
    input = new float[gates];
    channel = new float[gates];
    sums = new float[gates];
    hidden = new float[recurrent.units()];
    cell = new float[recurrent.units()];
    pooled = new float[recurrent.outputSize()];
  }

  float[] input() {
    return input;
  }

  float[] channel() {
    return channel;
  }

  float[] sums() {
    return sums;
  }

  float[] hidden() {
    return hidden;
  }

  float[] cell() {
    return cell;
  }

  float[] pooled() {
    return pooled;
  }

  /** So many floats or more. */
  float[] vector(int length) {
    if (vector.length < length) {
      vector = new float[length];
    }
    return vector;
  }

  /** So many integers or more, for a vector. */
  int[] rounded(int length) {
    if (rounded.length < length) {
      rounded = new int[length];
    }
    return rounded;
  }

  /** So many integers or more, for a result. */
  int[] products(int length) {
    if (products.length < length) {
      products = new int[length];
    }
    return products;
  }

  /** The outputs of the layer below at each step, (T, H·directions). */
  float[][] below() {
    return below;
  }

  /** The outputs of this layer at each step, (T, H·directions). */
  float[][] above() {
    return above;
  }

  /** Makes place for the outputs of so many steps. */
  void reserve(int steps) {
    if (above.length < steps) {
      below = new float[steps][pooled.length];
      above = new float[steps][pooled.length];
    }
  }

  /** What was above is below from now on. */
  void rise() {
    float[][] lower = below;
    below = above;
    above = lower;
  }
}
