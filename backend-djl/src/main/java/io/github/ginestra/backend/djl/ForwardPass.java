package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forward pass of one batch, from token ids to logits. */
final class ForwardPass {
  private final NetworkSpec spec;
  private final Parameters parameters;
  private final NDManager manager;
  private final Batch batch;
  private final @Nullable LayerStates states;
  private final PaddingMask mask;
  private final @Nullable NDArray
      reversed; // row indices; null if the network reads in one direction
  private final Dropouts dropouts;
  private final RecurrentKernel kernel;
  private final List<NDList> finalStates = new ArrayList<>(); // of each layer, (1, N, H)

  /**
   * Prepares the pass of one batch.
   *
   * @param kernel the recurrent kernel, with the network's weights
   * @param manager owns all arrays of the pass
   * @param states the states before the first step, or null for zeros that are not carried to the
   *     next batch
   */
  ForwardPass(
      NetworkSpec spec,
      RecurrentKernel kernel,
      NDManager manager,
      Batch batch,
      @Nullable LayerStates states,
      Dropouts dropouts) {
    this.spec = spec;
    this.kernel = kernel;
    parameters = kernel.parameters();
    this.manager = manager;
    this.batch = batch;
    this.states = states;
    mask = new PaddingMask(manager, batch);
    reversed = spec.recurrent().isBidirectional() ? mask.reversedRows() : null;
    this.dropouts = dropouts;
  }

  /** The logits of all answers, (N, L) or (T·N, L). */
  NDArray logits() {
    return logits(0, batch.steps());
  }

  /**
   * The logits of pooled heads, (N, L), or of the steps in a range, (T'·N, L).
   *
   * @param first the first step; pooled heads ignore the range
   * @param end the step after the last
   */
  NDArray logits(int first, int end) {
    return logits(read(), first, end);
  }

  /** The logits computed from the outputs that {@link #read()} returned. */
  NDArray logits(List<NDArray> outputs, int first, int end) {
    NDArray x =
        spec.head() instanceof Head.Pooled pooled
            ? pool(outputs, pooled.pooling())
            : steps(concatDirections(outputs), first, end);
    NDArray rows =
        dropouts
            .apply(x, spec.outputDropout(), spec.recurrent().layers())
            .reshape(-1, spec.recurrent().outputSize());
    return Linear.linear(
            rows, parameters.get(spec.outputWeightName()), parameters.get("output.bias"))
        .singletonOrThrow();
  }

  /**
   * Runs embedding and recurrent layers without the head: returns the outputs of the last layer,
   * for each direction in its own reading order, (T, N, H).
   */
  List<NDArray> read() {
    NDArray x = dropouts.apply(embed(), spec.inputDropout(), 0);
    for (int layer = 0; ; layer++) {
      List<NDArray> outputs = run(x, layer);
      if (layer == spec.recurrent().layers() - 1) {
        return outputs;
      }
      double rate = spec.recurrent().dropoutBetweenLayers();
      x = dropouts.apply(concatDirections(outputs), rate, layer + 1);
    }
  }

  /** The vectors of all channels and of the words' characters, concatenated, (T, N, D). */
  private NDArray embed() {
    NDList parts = new NDList();
    for (int c = 0; c < spec.embeddings().size(); c++) {
      NDArray ids = manager.create(batch.channels().get(c));
      parts.add(parameters.embed(spec.embeddings().get(c), ids));
    }
    CharacterEncoder encoder = spec.characters();
    Batch.Words words = batch.words();
    if (encoder != null && words != null) {
      parts.add(new CharacterPass(encoder, parameters, manager, words).vectors());
    }
    return steps(concat(parts, 1));
  }

  /** Runs one layer in all directions, from (T, N, D) to (T, N, H) each. */
  private List<NDArray> run(NDArray x, int layer) {
    List<NDArray> outputs = new ArrayList<>();
    outputs.add(run(x, layer, 0));
    if (reversed != null) {
      outputs.add(run(reverse(x, reversed), layer, 1));
    }
    return outputs;
  }

  private NDArray run(NDArray x, int layer, int direction) {
    LayerStates carried = states;
    NDList before = carried == null ? kernel.zeros(manager, batch.size()) : before(carried, layer);
    NDList outputs = kernel.run(x, before, layer, direction);
    finalStates.add(outputs.subNDList(1));
    return outputs.get(0);
  }

  private NDList before(LayerStates carried, int layer) {
    Shape shape = new Shape(1, batch.size(), spec.recurrent().units());
    NDList arrays = new NDList();
    for (int state = 0; state < carried.count(); state++) {
      arrays.add(Parameters.copy(manager, carried.get(state, layer), shape));
    }
    return arrays;
  }

  /** Each sequence reversed within its length; applied twice, the original, (T, N, …). */
  private NDArray reverse(NDArray x, NDArray rows) {
    return steps(Parameters.rows(rows(x), rows));
  }

  /** The outputs of all directions at each step, concatenated, (T, N, H·directions). */
  private NDArray concatDirections(List<NDArray> outputs) {
    return reversed == null
        ? outputs.get(0)
        : NDArrays.concat(new NDList(outputs.get(0), reverse(outputs.get(1), reversed)), 2);
  }

  /**
   * Each direction pooled over the steps of its sequences, then concatenated, (N, H·directions).
   */
  private NDArray pool(List<NDArray> directions, Pooling pooling) {
    NDList parts = new NDList();
    for (NDArray outputs : directions) {
      parts.add(
          switch (pooling) {
            case LAST -> Parameters.rows(rows(outputs), mask.lastRows());
            case MAX -> maskForMax(outputs).max(new int[] {0});
            case MEAN -> maskForSum(outputs).sum(new int[] {0}).mul(mask.inverseLengths());
          });
    }
    return concat(parts, 1);
  }

  private NDArray maskForMax(NDArray outputs) {
    return batch.isUnpadded() ? outputs : outputs.add(mask.additiveMask());
  }

  private NDArray maskForSum(NDArray outputs) {
    return batch.isUnpadded() ? outputs : outputs.mul(mask.multiplicativeMask());
  }

  /**
   * Concatenates arrays. A single one is returned as it is: DJL would copy it without its gradient.
   */
  private static NDArray concat(NDList parts, int axis) {
    return parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, axis);
  }

  /** (T, N, …) as (T·N, …). */
  private static NDArray rows(NDArray x) {
    return x.reshape(-1, x.getShape().get(2));
  }

  /** (T·N, …) as (T, N, …). */
  private NDArray steps(NDArray x) {
    return x.reshape(batch.steps(), batch.size(), x.getShape().get(1));
  }

  /** A range of steps of (T, N, …). */
  private NDArray steps(NDArray x, int first, int end) {
    return first == 0 && end == batch.steps() ? x : x.get(new NDIndex().addSliceDim(first, end));
  }

  /**
   * Copies the states after the last step into the states that were given, without their gradient.
   */
  void updateStates() {
    LayerStates carried = states;
    for (int layer = 0; carried != null && layer < finalStates.size(); layer++) {
      for (int state = 0; state < carried.count(); state++) {
        float[] values = finalStates.get(layer).get(state).toFloatArray();
        System.arraycopy(values, 0, carried.get(state, layer), 0, values.length);
      }
    }
  }
}
