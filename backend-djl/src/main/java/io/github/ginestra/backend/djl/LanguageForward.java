package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.github.ginestra.Cell;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.RecurrentState;
import java.util.ArrayList;
import java.util.List;

/** One pass of N sequences through a language network. */
final class LanguageForward {
  private final LanguageNetworkSpec spec;
  private final Parameters parameters;
  private final NDManager manager;
  private final Dropouts dropouts;
  private final Kernel kernel;
  private final List<NDList> after = new ArrayList<>(); // each layer's h and c, (1, N, H)

  /**
   * For one pass.
   *
   * @param kernel the recurrent kernel, with the network's weights
   * @param manager what all arrays of the pass belong to
   */
  LanguageForward(LanguageNetworkSpec spec, Kernel kernel, NDManager manager, Dropouts dropouts) {
    this.spec = spec;
    this.kernel = kernel;
    parameters = kernel.parameters();
    this.manager = manager;
    this.dropouts = dropouts;
  }

  /**
   * Reads sequences.
   *
   * @param ids (T, N)
   * @param size N
   * @param state each layer's h and c before the first step, (N, H)
   * @return the last layer's output, (T, N, H)
   */
  NDArray read(int[] ids, int size, RecurrentState state) {
    int steps = ids.length / size;
    NDArray x = parameters.look(spec.embedding(), manager.create(ids));
    x = x.reshape(steps, size, spec.inputSize());
    x = dropouts.apply(x, spec.inputDropout(), 0);
    for (int layer = 0; ; layer++) {
      NDList outputs = kernel.run(x, before(state, size, layer), layer, 0);
      after.add(outputs.subNDList(1));
      x = outputs.get(0);
      if (layer == spec.recurrent().layers() - 1) {
        return x;
      }
      x = dropouts.apply(x, spec.recurrent().dropoutBetweenLayers(), layer + 1);
    }
  }

  private NDList before(RecurrentState state, int size, int layer) {
    Shape shape = new Shape(1, size, spec.recurrent().units());
    NDList arrays = new NDList(Parameters.copy(manager, state.hidden(layer), shape));
    if (spec.recurrent().cell() == Cell.LSTM) {
      arrays.add(Parameters.copy(manager, state.cell(layer), shape));
    }
    return arrays;
  }

  /**
   * Makes logits of outputs.
   *
   * @param outputs what {@link #read} returned, or some steps of it, (T', N, H)
   * @return (T'·N, V)
   */
  NDArray logits(NDArray outputs) {
    NDArray rows =
        dropouts
            .apply(outputs, spec.outputDropout(), spec.recurrent().layers())
            .reshape(-1, spec.recurrent().units());
    return Linear.linear(
            rows, parameters.get(spec.outputWeightName()), parameters.get("output.bias"))
        .singletonOrThrow();
  }

  /** Writes the state after the last step that was read, cut from its gradient. */
  void moveOn(RecurrentState state) {
    for (int layer = 0; layer < after.size(); layer++) {
      fill(state.hidden(layer), after.get(layer).get(0));
      if (spec.recurrent().cell() == Cell.LSTM) {
        fill(state.cell(layer), after.get(layer).get(1));
      }
    }
  }

  private static void fill(float[] values, NDArray array) {
    System.arraycopy(array.toFloatArray(), 0, values, 0, values.length);
  }
}
