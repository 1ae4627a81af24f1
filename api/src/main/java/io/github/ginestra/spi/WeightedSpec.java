package io.github.ginestra.spi;

import io.github.ginestra.RecurrentSpec;
import java.util.List;
import java.util.Map;

/**
 * What the specifications of all networks have in common: embedding tables, recurrent layers on top
 * of them, and weights with names and shapes.
 */
public sealed interface WeightedSpec permits NetworkSpec, LanguageNetworkSpec {

  /**
   * Returns the embedding tables, whose vectors stand side by side as the recurrent layers' input.
   *
   * @return the tables in the channels' order
   */
  List<EmbeddingTable> embeddings();

  /**
   * Returns the recurrent layers.
   *
   * @return cell, units, directions, depth
   */
  RecurrentSpec recurrent();

  /**
   * Lists the network's weights: the one place that says how they are named, ordered and laid out.
   *
   * <p>The names, layouts and gate orders are PyTorch's: {@code <table>.weight (V, D)}; {@code
   * recurrent.weight_ih_l0 (G·H, D)}, {@code recurrent.weight_hh_l0 (G·H, H)}, {@code
   * recurrent.bias_ih_l0 (G·H)}, {@code recurrent.bias_hh_l0 (G·H)}, the same with {@code _reverse}
   * for the backward direction, the same with {@code _l1}, … for the layers above; what the kind of
   * network adds. Gate order: LSTM i, f, g, o; GRU r, z, n.
   *
   * @return name → shape, in the fixed order
   */
  Map<String, List<Integer>> weightShapes();

  /**
   * Returns the width of the recurrent layers' input.
   *
   * @return D, the sum of the tables' dimensions
   */
  default int inputSize() {
    int size = 0;
    for (EmbeddingTable table : embeddings()) {
      size += table.dimension();
    }
    return size;
  }

  /**
   * Checks that weights fit this network.
   *
   * @param weights the weights
   * @return {@code weights}
   * @throws IllegalArgumentException if a weight is missing, is one too many or has another shape;
   *     the message names it
   */
  default Weights check(Weights weights) {
    return WeightShapes.check(weightShapes(), weights);
  }

  /**
   * Checks that weights fit this network and can answer: what {@link Backend} loads.
   *
   * @param weights the weights
   * @return {@code weights}
   * @throws IllegalArgumentException if they do not {@linkplain #check fit}, or a value is NaN or
   *     infinite; the message names the weight, the value and its index
   */
  default Weights checkFinite(Weights weights) {
    for (String name : check(weights).names()) {
      weights.get(name).requireFinite(name);
    }
    return weights;
  }
}
