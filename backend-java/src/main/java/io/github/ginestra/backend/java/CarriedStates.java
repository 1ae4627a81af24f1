package io.github.ginestra.backend.java;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.TrainingState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states that a network carries from one batch of N sequences to the next. Only batches without
 * padding leave any, whose lanes are in the order of their sequences.
 */
final class CarriedStates {
  private static final List<String> NAMES = List.of("hidden", "cell");

  private final NetworkSpec spec;
  private int size; // N of the last batch, 0 before the first
  private boolean padded; // whether that had padding
  private float[][][][] states = {}; // (states, layers, N, H)

  CarriedStates(NetworkSpec spec) {
    this.spec = spec;
  }

  /**
   * States that go on from where a training stands.
   *
   * @throws IllegalArgumentException if what it carries on is missing, or not of such layers
   */
  static CarriedStates of(NetworkSpec spec, TrainingState from) {
    CarriedStates carried = new CarriedStates(spec);
    if (!from.carried().names().isEmpty()) {
      carried.fill(from.carried());
    }
    return carried;
  }

  private void fill(Weights copy) {
    RecurrentSpec recurrent = spec.recurrent();
    List<Integer> shape = copy.get(NAMES.get(0)).shape();
    int sequences = shape.size() == 3 ? shape.get(1) : 0;
    List<Integer> expected = List.of(recurrent.layers(), sequences, recurrent.units());
    reserve(sequences);
    for (int state = 0; state < states.length; state++) {
      Tensor tensor = copy.get(NAMES.get(state));
      if (size == 0 || !tensor.shape().equals(expected)) {
        throw new IllegalArgumentException(
            "carried " + NAMES.get(state) + " " + tensor.shape() + " does not fit " + recurrent);
      }
      int at = 0;
      for (float[][] layer : states[state]) {
        for (int n = 0; n < size; n++, at += recurrent.units()) {
          System.arraycopy(tensor.values(), at, layer[n], 0, recurrent.units());
        }
      }
    }
  }

  private void reserve(int sequences) {
    if (size != sequences || states.length == 0) {
      RecurrentSpec recurrent = spec.recurrent();
      states = new float[recurrent.cell().states()][recurrent.layers()][][];
      for (float[][][] layers : states) {
        for (int layer = 0; layer < layers.length; layer++) {
          layers[layer] = Rows.rows(sequences, recurrent.units());
        }
      }
    }
    size = sequences;
    padded = false;
  }

  /** A copy in the form of {@link TrainingState#carried()}. */
  Weights copy() {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    int units = spec.recurrent().units();
    int layers = spec.recurrent().layers();
    for (int state = 0; !isEmpty() && state < states.length; state++) {
      float[] values = new float[layers * size * units];
      int at = 0;
      for (float[][] layer : states[state]) {
        for (int n = 0; n < size; n++, at += units) {
          System.arraycopy(layer[n], 0, values, at, units);
        }
      }
      copy.put(NAMES.get(state), new Tensor(List.of(layers, size, units), values));
    }
    return Weights.of(copy);
  }

  private boolean isEmpty() {
    return size == 0 || padded;
  }

  /**
   * Checks that a batch can be read next.
   *
   * @throws IllegalArgumentException if it is continued and there is nothing to be continued
   */
  void check(Batch batch) {
    if (batch.continued() && (isEmpty() || size != batch.size())) {
      throw new IllegalArgumentException(
          "the batch of "
              + batch.size()
              + " sequences is continued, but there is "
              + (isEmpty() ? "none" : "one of " + size)
              + " before it");
    }
  }

  /** The states of a layer before a batch. */
  LaneStates before(Batch batch, int layer) {
    return batch.continued() ? states(layer) : LaneStates.ZERO;
  }

  private LaneStates states(int layer) {
    return new LaneStates(
        true, states[0][layer], states.length > 1 ? states[1][layer] : new float[0][]);
  }

  /** Moves on over a batch that was read. */
  void moveOn(Batch batch, List<LayerTraining> layers) {
    if (!spec.carriesState()) {
      return;
    }
    reserve(batch.size());
    padded = !batch.isUnpadded();
    for (int layer = 0; layer < layers.size(); layer++) {
      LaneStates to = states(layer);
      layers.get(layer).directions().get(0).copyLast(to.hidden(), to.cell());
    }
  }
}
