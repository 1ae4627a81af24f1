package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN;
import io.github.ginestra.network.RecurrentSpec;

/**
 * The engine's recurrent kernel, called for one layer in one direction.
 *
 * @param traits the engine
 * @param recurrent the network's recurrent layers
 * @param parameters the network's weights
 */
record Kernel(EngineTraits traits, RecurrentSpec recurrent, Parameters parameters) {

  /** Zeros of N sequences: a state for each that the units carry, (1, N, H). */
  NDList zeros(NDManager manager, int sequences) {
    NDArray zero = manager.zeros(new Shape(1, sequences, recurrent.units()));
    NDList states = new NDList();
    for (int state = 0; state < recurrent.cell().states(); state++) {
      states.add(zero);
    }
    return states;
  }

  /**
   * Runs one layer.
   *
   * @param x the input, (T, N, D)
   * @param state what the units carry before it, (1, N, H) each
   * @param layer from 0
   * @param direction 0 forward, 1 backward
   * @return the hidden states (T, N, H), then the state after the last step, as {@code state}
   */
  NDList run(NDArray x, NDList state, int layer, int direction) {
    NDList weights = parameters.recurrent(layer, direction);
    NDArrayEx kernels = traits.operations(x);
    boolean training = traits.isTraining();
    return switch (recurrent.cell()) {
      case SIMPLE ->
          kernels.rnn(
              x, state.get(0), weights, true, 1, RNN.Activation.TANH, 0, training, false, false);
      case GRU -> kernels.gru(x, state.get(0), weights, true, 1, 0, training, false, false);
      case LSTM -> kernels.lstm(x, state, weights, true, 1, 0, training, false, false);
    };
  }
}
