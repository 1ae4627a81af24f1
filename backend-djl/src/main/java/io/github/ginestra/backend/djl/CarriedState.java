package io.github.ginestra.backend.djl;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.TrainingState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states that a network carries from one batch of N sequences to the next. */
final class CarriedState {
  private static final List<String> NAMES = List.of("hidden", "cell");

  private final NetworkSpec spec;
  private @Nullable LayerStates states;
  private int size;

  CarriedState(NetworkSpec spec) {
    this.spec = spec;
  }

  /**
   * Restores the states of a training to be resumed.
   *
   * @throws IllegalArgumentException if a state is missing or does not fit the layers
   */
  static CarriedState of(NetworkSpec spec, TrainingState from) {
    CarriedState carried = new CarriedState(spec);
    if (!from.carried().names().isEmpty()) {
      carried.fill(from.carried());
    }
    return carried;
  }

  private void fill(Weights copy) {
    RecurrentSpec recurrent = spec.recurrent();
    List<Integer> shape = copy.get(NAMES.get(0)).shape();
    size = shape.size() == 3 ? shape.get(1) : 0;
    List<Integer> expected = List.of(recurrent.layers(), size, recurrent.units());
    LayerStates filled = LayerStates.zeros(this, recurrent, size);
    for (int state = 0; state < filled.count(); state++) {
      Tensor tensor = copy.get(NAMES.get(state));
      if (size == 0 || !tensor.shape().equals(expected)) {
        throw new IllegalArgumentException(
            "carried " + NAMES.get(state) + " " + tensor.shape() + " does not fit " + recurrent);
      }
      for (int layer = 0; layer < recurrent.layers(); layer++) {
        float[] row = filled.get(state, layer);
        System.arraycopy(tensor.values(), layer * row.length, row, 0, row.length);
      }
    }
    states = filled;
  }

  /** A copy in the form of {@link TrainingState#carried()}. */
  Weights copy() {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    LayerStates from = states;
    for (int state = 0; from != null && state < from.count(); state++) {
      int layers = spec.recurrent().layers();
      int width = size * spec.recurrent().units();
      float[] values = new float[layers * width];
      for (int layer = 0; layer < layers; layer++) {
        System.arraycopy(from.get(state, layer), 0, values, layer * width, width);
      }
      List<Integer> shape = List.of(layers, size, spec.recurrent().units());
      copy.put(NAMES.get(state), new Tensor(shape, values));
    }
    return Weights.of(copy);
  }

  /**
   * Returns the states before a batch, which the pass updates: zeros, unless the batch continues
   * the last one; null if the network carries none. A batch with padding cannot be continued, since
   * its sequences end at different steps.
   *
   * @throws IllegalArgumentException if there is no batch to continue
   */
  @Nullable LayerStates before(Batch batch) {
    if (!spec.carriesState()) {
      return null;
    }
    LayerStates before = batch.continued() ? continued(batch) : zeros(batch);
    size = batch.size();
    states = batch.isUnpadded() ? before : null;
    return before;
  }

  private LayerStates zeros(Batch batch) {
    return LayerStates.zeros(this, spec.recurrent(), batch.size());
  }

  private LayerStates continued(Batch batch) {
    LayerStates before = states;
    if (before == null || size != batch.size()) {
      throw new IllegalArgumentException(
          "the batch of "
              + batch.size()
              + " sequences is continued, but there is "
              + (before == null ? "none" : "one of " + size)
              + " before it");
    }
    return before;
  }
}
