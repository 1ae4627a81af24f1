package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.core.Linear;
import io.github.ginestra.Pooling;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/** One pass of a batch through the network, from ids to logits. */
final class Forward {
  private final NetworkSpec spec;
  private final Parameters parameters;
  private final NDManager manager;
  private final EncodedBatch batch;
  private final Layout layout;
  private final Dropouts dropouts;
  private final Kernel kernel;

  /**
   * For one batch.
   *
   * @param kernel the recurrent kernel, with the network's weights
   * @param manager what all arrays of the pass belong to
   */
  Forward(
      NetworkSpec spec, Kernel kernel, NDManager manager, EncodedBatch batch, Dropouts dropouts) {
    this.spec = spec;
    this.kernel = kernel;
    parameters = kernel.parameters();
    this.manager = manager;
    this.batch = batch;
    this.layout = new Layout(manager, batch);
    this.dropouts = dropouts;
  }

  /** The logits, (N, L). */
  NDArray logits() {
    NDArray pooled = pool(recurrent(dropouts.apply(embed(), spec.inputDropout(), 0)));
    pooled = dropouts.apply(pooled, spec.outputDropout(), spec.recurrent().layers());
    return Linear.linear(pooled, parameters.get("output.weight"), parameters.get("output.bias"))
        .singletonOrThrow();
  }

  /** The vectors of all channels side by side, (T·N, D). */
  private NDArray embed() {
    NDList parts = new NDList();
    for (int c = 0; c < spec.embeddings().size(); c++) {
      NDArray ids = manager.create(batch.channels().get(c));
      parts.add(parameters.look(spec.embeddings().get(c), ids));
    }
    return sideBySide(parts);
  }

  /**
   * The outputs of the last layer: for each direction, in the order in which it reads, (T·N, H).
   */
  private List<NDArray> recurrent(NDArray input) {
    NDArray reversed = spec.recurrent().isBidirectional() ? layout.reversed() : null;
    NDArray x = input;
    for (int layer = 0; ; layer++) {
      List<NDArray> outputs = new ArrayList<>();
      outputs.add(run(x, layer, 0));
      if (reversed != null) {
        outputs.add(run(Parameters.take(x, reversed), layer, 1));
      }
      if (layer == spec.recurrent().layers() - 1) {
        return outputs;
      }
      x = outputs.get(0);
      if (reversed != null) {
        x = sideBySide(new NDList(x, Parameters.take(outputs.get(1), reversed)));
      }
      x = dropouts.apply(x, spec.recurrent().dropoutBetweenLayers(), layer + 1);
    }
  }

  /** One layer in one direction, from (T·N, D) to (T·N, H). */
  private NDArray run(NDArray input, int layer, int direction) {
    NDArray x = input.reshape(batch.steps(), batch.size(), input.getShape().get(1));
    NDList outputs = kernel.run(x, kernel.zeros(manager, batch.size()), layer, direction);
    return outputs.get(0).reshape(-1, spec.recurrent().units());
  }

  /** Each direction pooled over the steps of its texts, side by side, (N, H·directions). */
  private NDArray pool(List<NDArray> directions) {
    NDList parts = new NDList();
    for (NDArray states : directions) {
      parts.add(
          switch (spec.pooling()) {
            case LAST -> Parameters.take(states, layout.last());
            case MAX -> masked(states, Pooling.MAX).max(new int[] {0});
            case MEAN ->
                masked(states, Pooling.MEAN).sum(new int[] {0}).mul(layout.inverseLengths());
          });
    }
    return sideBySide(parts);
  }

  /** Joins columns. A single part is taken as it is: DJL would copy it without its gradient. */
  private static NDArray sideBySide(NDList parts) {
    return parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 1);
  }

  private NDArray masked(NDArray states, Pooling pooling) {
    NDArray x = states.reshape(batch.steps(), batch.size(), spec.recurrent().units());
    if (layout.isEven()) {
      return x;
    }
    return pooling == Pooling.MAX ? x.add(layout.penalty()) : x.mul(layout.valid());
  }
}
