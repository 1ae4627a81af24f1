package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.nn.recurrent.RNN;
import io.github.ginestra.network.Cell;

/**
 * What differs between cells: the engine's kernel for batches, and a single time step in Java. A
 * new cell is a case here and nothing else in this module.
 */
final class CellKernels {
  private CellKernels() {}

  /**
   * Runs one layer in one direction over a batch, on the engine.
   *
   * @param traits the engine
   * @param x the input, (T, N, D)
   * @param states the states before the first step, (1, N, H) each
   * @param weights the layer's four weights
   * @return the hidden states (T, N, H), then the states after the last step, in the form of {@code
   *     states}
   */
  static NDList run(EngineTraits traits, Cell cell, NDArray x, NDList states, NDList weights) {
    NDArrayEx engine = traits.operations(x);
    NDArray h = states.get(0);
    boolean training = traits.isTraining();
    return switch (cell) {
      case SIMPLE ->
          engine.rnn(x, h, weights, true, 1, RNN.Activation.TANH, 0, training, false, false);
      case GRU -> engine.gru(x, h, weights, true, 1, 0, training, false, false);
      case LSTM -> engine.lstm(x, states, weights, true, 1, 0, training, false, false);
    };
  }

  /**
   * Computes one step of one layer for one sequence, in Java, from the pre-activations of the
   * gates.
   *
   * @param input the part from the layer's input, (G·H), bias included
   * @param hidden the part from the previous hidden state, (G·H), bias included
   * @param h the hidden state, (H), updated in place
   * @param c the cell's last state, (H), updated in place; h itself if it has only one
   */
  static void step(Cell cell, float[] input, float[] hidden, float[] h, float[] c) {
    switch (cell) {
      case SIMPLE -> simple(input, hidden, h);
      case GRU -> gru(input, hidden, h);
      case LSTM -> lstm(input, hidden, h, c);
    }
  }

  private static void simple(float[] input, float[] hidden, float[] h) {
    for (int u = 0; u < h.length; u++) {
      h[u] = (float) tanh(input[u] + hidden[u]);
    }
  }

  private static void gru(float[] input, float[] hidden, float[] h) {
    int units = h.length;
    for (int u = 0; u < units; u++) {
      double r = sigmoid(input[u] + hidden[u]);
      double z = sigmoid(input[units + u] + hidden[units + u]);
      double candidate = tanh(input[2 * units + u] + r * hidden[2 * units + u]);
      h[u] = (float) ((1 - z) * candidate + z * h[u]);
    }
  }

  private static void lstm(float[] input, float[] hidden, float[] h, float[] c) {
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
