package io.github.ginestra.backend.java;

import io.github.ginestra.network.Cell;
import java.util.Arrays;

/**
 * What the units of one layer and direction make of their gates' sums: {@code input} from below and
 * {@code hidden} from the state before, (G·H) each, biases included. {@code hidden} is used up; h
 * and c move on in place, (H). Safe for many threads.
 *
 * <p>All gates of a step go through one loop, y = (1 - k) + k·tanh(k·x): with k = 1 that is tanh,
 * with k = ½ the sigmoid. Where gates meet, one is copied to the other's place first: the compiler
 * makes vector instructions of a loop only if it reads all its arrays at one index.
 */
final class Gates {
  private final Cell cell;
  private final int units;
  private final float[] k; // (G·H), of GRU only the first two

  Gates(Cell cell, int units) {
    this.cell = cell;
    this.units = units;
    this.k = new float[cell.gates() * units];
    Arrays.fill(k, 0.5f); // r, z; i, f, o
    switch (cell) {
      case LSTM -> Arrays.fill(k, 2 * units, 3 * units, 1); // g
      case SIMPLE, GRU -> {} // their tanh stands apart
    }
  }

  /**
   * Moves h and c on.
   *
   * @param hidden (G·H) or more
   * @param scratch (G·H), of any values
   */
  void pass(float[] input, float[] hidden, float[] h, float[] c, float[] scratch) {
    switch (cell) {
      case SIMPLE -> simple(input, hidden, h);
      case GRU -> gru(input, hidden, h, scratch);
      case LSTM -> lstm(input, hidden, h, c);
    }
  }

  private static void simple(float[] input, float[] hidden, float[] h) {
    for (int j = 0; j < h.length; j++) {
      h[j] = Tanh.of(input[j] + hidden[j]);
    }
  }

  private void gru(float[] input, float[] hidden, float[] h, float[] scratch) {
    open(input, hidden, 2 * units);
    System.arraycopy(hidden, 0, scratch, 2 * units, units);
    for (int j = 2 * units; j < scratch.length; j++) {
      hidden[j] = Tanh.of(input[j] + scratch[j] * hidden[j]);
    }
    System.arraycopy(hidden, 2 * units, scratch, 0, units);
    System.arraycopy(hidden, units, hidden, 0, units);
    for (int j = 0; j < h.length; j++) {
      h[j] = scratch[j] + hidden[j] * (h[j] - scratch[j]);
    }
  }

  private void lstm(float[] input, float[] hidden, float[] h, float[] c) {
    open(input, hidden, 4 * units);
    System.arraycopy(hidden, units, h, 0, units);
    for (int j = 0; j < c.length; j++) {
      c[j] *= h[j];
    }
    System.arraycopy(hidden, 2 * units, h, 0, units);
    for (int j = 0; j < c.length; j++) {
      c[j] += hidden[j] * h[j];
    }
    System.arraycopy(hidden, 3 * units, h, 0, units);
    for (int j = 0; j < c.length; j++) {
      h[j] *= Tanh.of(c[j]);
    }
  }

  private void open(float[] input, float[] sums, int count) {
    for (int j = 0; j < count; j++) {
      sums[j] = (1 - k[j]) + k[j] * Tanh.of(k[j] * (input[j] + sums[j]));
    }
  }
}
