package io.github.ginestra.backend.djl;

/**
 * Computes the gates of one layer from their pre-activations: (G·H) from the layer's input and
 * (G·H) from the previous hidden state, biases included. Updates h and c in place, (H).
 */
final class Gates {
  private Gates() {}

  static void simple(float[] input, float[] hidden, float[] h) {
    for (int u = 0; u < h.length; u++) {
      h[u] = (float) tanh(input[u] + hidden[u]);
    }
  }

  static void gru(float[] input, float[] hidden, float[] h) {
    int units = h.length;
    for (int u = 0; u < units; u++) {
      double r = sigmoid(input[u] + hidden[u]);
      double z = sigmoid(input[units + u] + hidden[units + u]);
      double candidate = tanh(input[2 * units + u] + r * hidden[2 * units + u]);
      h[u] = (float) ((1 - z) * candidate + z * h[u]);
    }
  }

  static void lstm(float[] input, float[] hidden, float[] h, float[] c) {
    int units = h.length;
    for (int u = 0; u < units; u++) {
      double i = sigmoid(input[u] + hidden[u]);
      double f = sigmoid(input[units + u] + hidden[units + u]);
      double g = tanh(input[2 * units + u] + hidden[2 * units + u]);
      double o = sigmoid(input[3 * units + u] + hidden[3 * units + u]);
      double cell = f * c[u] + i * g;
      c[u] = (float) cell;
      h[u] = (float) (o * tanh(cell));
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** By the exponential function, which the JVM computes far faster than its tanh. */
  private static double tanh(double x) {
    return 1 - 2 / (1 + Math.exp(2 * x));
  }
}
