package io.github.ginestra.backend.java;

/**
 * What the units of one layer and direction make of their gates' sums: {@code input} from below and
 * {@code hidden} from the state before, (G·H) each, biases included. {@code hidden} is used up; h
 * and c move on in place, (H).
 *
 * <p>All gates of a step go through one kind of loop, since σ(x) = ½ + ½·tanh(½x).
 */
final class Gates {
  private Gates() {}

  static void simple(float[] input, float[] hidden, float[] h) {
    for (int j = 0; j < h.length; j++) {
      h[j] = Tanh.of(input[j] + hidden[j]);
    }
  }

  static void gru(float[] input, float[] hidden, float[] h) {
    int units = h.length;
    sigmoid(input, hidden, 0, 2 * units); // r, z
    for (int j = 0; j < units; j++) {
      float candidate = Tanh.of(input[2 * units + j] + hidden[j] * hidden[2 * units + j]);
      h[j] = candidate + hidden[units + j] * (h[j] - candidate);
    }
  }

  static void lstm(float[] input, float[] hidden, float[] h, float[] c) {
    int units = h.length;
    sigmoid(input, hidden, 0, 2 * units); // i, f
    tanh(input, hidden, 2 * units, 3 * units); // g
    sigmoid(input, hidden, 3 * units, 4 * units); // o
    for (int j = 0; j < units; j++) {
      c[j] = hidden[units + j] * c[j] + hidden[j] * hidden[2 * units + j];
    }
    for (int j = 0; j < units; j++) {
      h[j] = hidden[3 * units + j] * Tanh.of(c[j]);
    }
  }

  private static void tanh(float[] input, float[] sums, int from, int to) {
    for (int j = from; j < to; j++) {
      sums[j] = Tanh.of(input[j] + sums[j]);
    }
  }

  private static void sigmoid(float[] input, float[] sums, int from, int to) {
    for (int j = from; j < to; j++) {
      sums[j] = 0.5f + 0.5f * Tanh.of(0.5f * (input[j] + sums[j]));
    }
  }
}
