package io.github.ginestra.backend.java;

import io.github.ginestra.network.RecurrentSpec;
import java.util.Arrays;

/**
 * What one pass writes to on its way, so that no step allocates. A pass reads one text, or several
 * side by side: each has a lane, and the arrays of all lanes stand together, lane by lane. For one
 * thread at a time.
 */
final class Workspace {
  /** How many texts are read side by side at most. */
  static final int LANES = 8;

  private final RecurrentSpec recurrent;
  private final int gates; // G·H
  private int lanes;
  private long floats;
  private final float[][] input = new float[LANES][]; // (lanes, G·H)
  private final float[][] channel = new float[LANES][]; // (lanes, G·H)
  private final float[][] sums = new float[LANES][]; // (lanes, G·H)
  private final float[][] hidden = new float[LANES][]; // (lanes, H)
  private final float[][] cell = new float[LANES][]; // (lanes, H)
  private final float[][] pooled = new float[LANES][]; // (lanes, H·directions)
  private final float[][] vectors = new float[LANES][]; // (lanes, …), of other owners
  private final float[][] given = new float[LANES][]; // (lanes, G·H), of other owners
  private float[][][] below = new float[LANES][0][]; // (lanes, T, H·directions)
  private float[][][] above = new float[LANES][0][]; // (lanes, T, H·directions)
  private final float[] scratch; // (G·H)
  private float[] vector = new float[0]; // (D), only where weights are rounded
  private int[] rounded = new int[0]; // as long as the longest vector, only there
  private int[] products = new int[0]; // as long as the longest result, only there
  private float[] rest = new float[0]; // a block of rows, only with the Vector API
  private float[] all = new float[0]; // (G·H + V), only of language networks

  /** With one lane. */
  Workspace(RecurrentSpec recurrent) {
    this.recurrent = recurrent;
    this.gates = recurrent.cell().gates() * recurrent.units();
    this.scratch = new float[gates];
    reserve(1);
  }

  /** Makes so many lanes, if there are fewer. */
  void reserve(int count) {
    for (; lanes < count; lanes++) {
      input[lanes] = new float[gates];
      channel[lanes] = new float[gates];
      sums[lanes] = new float[gates];
      hidden[lanes] = new float[recurrent.units()];
      cell[lanes] = new float[recurrent.units()];
      pooled[lanes] = new float[recurrent.outputSize()];
    }
  }

  /** Makes place for the outputs of so many steps in a lane. */
  void reserve(int lane, int steps) {
    if (above[lane].length < steps) {
      floats += 2L * recurrent.outputSize() * (steps - above[lane].length);
      below[lane] = new float[steps][recurrent.outputSize()];
      above[lane] = new float[steps][recurrent.outputSize()];
    }
  }

  /** How many floats the outputs of the layers take. */
  long floats() {
    return floats;
  }

  /** Sets the states of the first lanes to zero. */
  void forget(int count) {
    for (int lane = 0; lane < count; lane++) {
      Arrays.fill(hidden[lane], 0);
      Arrays.fill(cell[lane], 0);
    }
  }

  /** Where the gates' inputs from below are computed. */
  float[][] input() {
    return input;
  }

  /** Where those from a further channel are. */
  float[][] channel() {
    return channel;
  }

  /** Where the gates' inputs from the state are. */
  float[][] sums() {
    return sums;
  }

  /** What the gates need on their way, of one lane after the other. */
  float[] scratch() {
    return scratch;
  }

  /** The hidden states. */
  float[][] hidden() {
    return hidden;
  }

  /** The cell states. */
  float[][] cell() {
    return cell;
  }

  /** What becomes of all states of a text. */
  float[][] pooled() {
    return pooled;
  }

  /** Places for vectors that a product is made of. */
  float[][] vectors() {
    return vectors;
  }

  /** Places for what the gates get from below; only to be read. */
  float[][] given() {
    return given;
  }

  /** The outputs of the layer below, at each step of each lane. */
  float[][][] below() {
    return below;
  }

  /** The outputs of this layer. */
  float[][][] above() {
    return above;
  }

  /** What was above is below from now on. */
  void rise() {
    float[][][] lower = below;
    below = above;
    above = lower;
  }

  /** So many floats or more. */
  float[] vector(int length) {
    if (vector.length < length) {
      vector = new float[length];
    }
    return vector;
  }

  /** So many floats, for the gates' sums of the next step and the logits. */
  float[] all(int length) {
    if (all.length != length) {
      all = new float[length];
    }
    return all;
  }

  /** So many floats or more, for the last sums of a product. */
  float[] rest(int length) {
    if (rest.length < length) {
      rest = new float[length];
    }
    return rest;
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
}
