package io.github.ginestra.backend.djl;

import io.github.ginestra.Cell;
import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.SequenceBatch;
import io.github.ginestra.spi.Tensor;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is carried from one batch of N sequences to the next. It is kept in plain Java floats, which
 * hold neither native memory nor a gradient.
 */
final class CarriedState {
  private static final String HIDDEN = "hidden";
  private static final String CELL = "cell";

  private final RecurrentSpec recurrent;
  private @Nullable RecurrentState state;
  private int size;

  CarriedState(RecurrentSpec recurrent) {
    this.recurrent = recurrent;
  }

  /**
   * A state that goes on from where a training stands.
   *
   * @throws IllegalArgumentException if what it carries on is missing, or not of such layers
   */
  static CarriedState of(RecurrentSpec recurrent, TrainingState from) {
    Weights copy = from.carried();
    CarriedState carried = new CarriedState(recurrent);
    if (from.batches() == 0 && copy.names().isEmpty()) {
      return carried;
    }
    List<Integer> shape = copy.get(HIDDEN).shape();
    int n = shape.size() == 3 ? shape.get(1) : 0;
    List<Integer> expected = List.of(recurrent.layers(), n, recurrent.units());
    for (String name : names(recurrent)) {
      if (n == 0 || !copy.get(name).shape().equals(expected)) {
        throw new IllegalArgumentException(
            "carried " + name + " " + copy.get(name).shape() + " does not fit " + recurrent);
      }
    }
    RecurrentState state = carried.begin(n);
    for (int layer = 0; layer < recurrent.layers(); layer++) {
      int width = n * recurrent.units();
      for (String name : names(recurrent)) {
        System.arraycopy(copy.get(name).values(), layer * width, row(state, name, layer), 0, width);
      }
    }
    return carried;
  }

  /** A copy in the form of {@link TrainingState#carried()}. */
  Weights copy() {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    RecurrentState from = state;
    if (from != null) {
      int width = size * recurrent.units();
      for (String name : names(recurrent)) {
        float[] values = new float[recurrent.layers() * width];
        for (int layer = 0; layer < recurrent.layers(); layer++) {
          System.arraycopy(row(from, name, layer), 0, values, layer * width, width);
        }
        copy.put(name, new Tensor(List.of(recurrent.layers(), size, recurrent.units()), values));
      }
    }
    return Weights.of(copy);
  }

  private static List<String> names(RecurrentSpec recurrent) {
    return recurrent.cell() == Cell.LSTM ? List.of(HIDDEN, CELL) : List.of(HIDDEN);
  }

  private static float[] row(RecurrentState state, String name, int layer) {
    return name.equals(HIDDEN) ? state.hidden(layer) : state.cell(layer);
  }

  /**
   * The state before a batch, to be moved on by the pass: zeros, unless the batch is continued. The
   * state of N sequences is that of layers N times as wide.
   *
   * @throws IllegalArgumentException if there is nothing to be continued
   */
  RecurrentState before(SequenceBatch batch) {
    RecurrentState before = state;
    if (batch.continued()) {
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
    return begin(batch.size());
  }

  private RecurrentState begin(int sequences) {
    size = sequences;
    RecurrentState zeros =
        RecurrentState.zeros(
            new RecurrentSpec(
                recurrent.cell(),
                Math.multiplyExact(size, recurrent.units()),
                false,
                recurrent.layers(),
                0));
    state = zeros;
    return zeros;
  }
}
