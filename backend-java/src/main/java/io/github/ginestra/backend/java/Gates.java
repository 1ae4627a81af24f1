package io.github.ginestra.backend.java;

import io.github.ginestra.Cell;
import java.util.Arrays;

/**
 * What the units of one layer and direction make of their gates' sums: {@code input} from below and
 * {@code hidden} from the state before, (G·H) each, biases included. {@code hidden} is used up; h
 * and c move on in place, (H). Safe for many threads.
 *
 * <p>All gates of a step go through one loop, y = (1 - k) + k·tanh(k·x): with k = 1 that is tanh,
 * with k = ½ the sigmoid.
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
    if (cell == Cell.LSTM) {
      Arrays.fill(k, 2 * units, 3 * units, 1); // g
    }
  }

  void pass(float[] input, float[] hidden, float[] h, float[] c) {
    switch (cell) {
      case SIMPLE -> simple(input, hidden, h);
      case GRU -> gru(input, hidden, h);
      case LSTM -> lstm(input, hidden, h, c);
    }
  }

  private static void simple(float[] input, float[] hidden, float[] h) {
    for (int j = 0; j < h.length; j++) {
      h[j] = Tanh.of(input[j] + hidden[j]);
    }
  }

  private void gru(float[] input, float[] hidden, float[] h) {
    open(input, hidden, 2 * units);
    for (int j = 0; j < h.length; j++) {
      float candidate = Tanh.of(input[2 * units + j] + hidden[j] * hidden[2 * units + j]);
      h[j] = candidate + hidden[units + j] * (h[j] - candidate);
    }
  }

  private void lstm(float[] input, float[] hidden, float[] h, float[] c) {
    open(input, hidden, 4 * units);
    for (int j = 0; j < c.length; j++) {
      c[j] = hidden[units + j] * c[j] + hidden[j] * hidden[2 * units + j];
    }
    for (int j = 0; j < h.length; j++) {
      h[j] = hidden[3 * units + j] * Tanh.of(c[j]);
    }
  }

  private void open(float[] input, float[] sums, int count) {
    for (int j = 0; j < count; j++) {
      sums[j] = (1 - k[j]) + k[j] * Tanh.of(k[j] * (input[j] + sums[j]));
    }
  }
}
