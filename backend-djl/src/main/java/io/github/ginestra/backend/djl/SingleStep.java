package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.core.Linear;
import io.github.ginestra.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes one time step of one sequence without the recurrent kernel, whose overhead would
 * dominate: the engine computes the matrix products, Java the gates. The first layer's product with
 * each token's vector is precomputed. Safe for many threads.
 */
final class SingleStep {
  /**
   * The maximum size of the precomputed table, in floats; above it, the product is computed at each
   * step.
   */
  private static final long TABLE_LIMIT = 4L << 20;

  private final NetworkSpec spec;
  private final float[][] vectors; // (V, G·H) inputs of the first layer's gates, or (V, D)
  private final List<@Nullable MatrixVectorProduct> inputs =
      new ArrayList<>(); // of layer: W_ih·x + b_ih
  private final List<MatrixVectorProduct> hidden = new ArrayList<>(); // of layer: W_hh·h + b_hh
  private final MatrixVectorProduct output;

  SingleStep(NetworkSpec spec, Parameters parameters, NDManager manager) {
    this.spec = spec;
    int gates = spec.recurrent().cell().gates() * spec.recurrent().units();
    boolean precomputed = (long) gates * spec.embeddings().get(0).rows() <= TABLE_LIMIT;
    try (NDManager pass = manager.newSubManager()) {
      NDArray table = parameters.get(spec.embeddings().get(0).weightName()).duplicate();
      table.attach(pass);
      NDArray rows = precomputed ? linear(table, parameters, "ih", 0) : table;
      vectors = DjlNetwork.rows(rows.toFloatArray(), (int) rows.getShape().get(1));
    }
    for (int layer = 0; layer < spec.recurrent().layers(); layer++) {
      inputs.add(layer == 0 && precomputed ? null : product(manager, parameters, "ih", layer));
      hidden.add(product(manager, parameters, "hh", layer));
    }
    output =
        new MatrixVectorProduct(
            manager, parameters.get(spec.outputWeightName()), parameters.get("output.bias"));
  }

  private static NDArray linear(NDArray x, Parameters parameters, String kind, int layer) {
    String suffix = kind + NetworkSpec.suffix(layer, 0);
    return Linear.linear(
            x,
            parameters.get("recurrent.weight_" + suffix),
            parameters.get("recurrent.bias_" + suffix))
        .singletonOrThrow();
  }

  private static MatrixVectorProduct product(
      NDManager manager, Parameters parameters, String kind, int layer) {
    String suffix = kind + NetworkSpec.suffix(layer, 0);
    return new MatrixVectorProduct(
        manager,
        parameters.get("recurrent.weight_" + suffix),
        parameters.get("recurrent.bias_" + suffix));
  }

  /** Returns the logits after one more token, (V), and updates the state. */
  float[] step(LayerStates state, int token) {
    float[] x = vectors[token];
    for (int layer = 0; layer < hidden.size(); layer++) {
      MatrixVectorProduct input = inputs.get(layer);
      float[] fromInput = input == null ? x : input.of(x);
      float[] h = state.get(0, layer);
      float[] fromHidden = hidden.get(layer).of(h);
      float[] c = state.get(state.count() - 1, layer);
      CellKernels.step(spec.recurrent().cell(), fromInput, fromHidden, h, c);
      x = h;
    }
    return output.of(x);
  }
}
