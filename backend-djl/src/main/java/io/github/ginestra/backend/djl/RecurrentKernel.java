package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.ginestra.network.RecurrentSpec;

/**
 * The engine's recurrent kernel, called for one layer in one direction.
 *
 * @param traits the engine
 * @param recurrent the network's recurrent layers
 * @param parameters the network's weights
 */
record RecurrentKernel(EngineTraits traits, RecurrentSpec recurrent, Parameters parameters) {

  /** Zero states of N sequences, one array for each state of the cell, (1, N, H). */
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
   * @param state the states before the first step, (1, N, H) each
   * @param layer from 0
   * @param direction 0 forward, 1 backward
   * @return the hidden states (T, N, H), then the states after the last step, in the form of {@code
   *     state}
   */
  NDList run(NDArray x, NDList state, int layer, int direction) {
    NDList weights = parameters.recurrent(layer, direction);
    return CellKernels.run(traits, recurrent.cell(), x, state, weights);
  }
}
