package io.github.ginestra.spi;

import io.github.ginestra.Pooling;
import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.internal.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The whole of a text classification network. With N texts of at most T steps:
 *
 * <pre>
 * ids of each channel (T, N) ─ its embedding table ─┐ side by side (T, N, D)
 *   ─ input dropout ─ recurrent layers (T, N, H·directions) ─ pooling (N, H·directions) ─ output dropout
 *   ─ output.weight, output.bias ─▶ logits (N, L)
 * </pre>
 *
 * <p>Dropout masks come from {@link DropoutMask}. Their places are: 0, the input, values in the
 * order (T, N, D); l for 1 ≤ l &lt; layers, between layer l - 1 and layer l, in the order (T, N,
 * H·directions); {@code layers}, the pooled vector, in the order (N, H·directions). Where the order
 * counts time, padding steps have values too.
 *
 * @param embeddings the channels' tables, in the channels' order; one or more
 * @param inputDropout the share of input values dropped while training, in [0, 1)
 * @param recurrent the recurrent layers
 * @param pooling how a text's steps become one vector
 * @param outputDropout the share of the pooled values dropped while training, in [0, 1)
 * @param outputs L, how many labels; 2 or more
 */
public record NetworkSpec(
    List<EmbeddingTable> embeddings,
    double inputDropout,
    RecurrentSpec recurrent,
    Pooling pooling,
    double outputDropout,
    int outputs) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public NetworkSpec {
    embeddings = List.copyOf(embeddings);
    if (embeddings.isEmpty()) {
      throw new IllegalArgumentException("embeddings must hold at least one table");
    }
    Checks.share(inputDropout, "inputDropout");
    Checks.notNull(recurrent, "recurrent");
    Checks.notNull(pooling, "pooling");
    Checks.share(outputDropout, "outputDropout");
    if (outputs < 2) {
      throw new IllegalArgumentException("outputs (" + outputs + ") must be two or more");
    }
  }

  /**
   * Returns the width of the recurrent layers' input.
   *
   * @return D, the sum of the tables' dimensions
   */
  public int inputSize() {
    return embeddings.stream().mapToInt(EmbeddingTable::dimension).sum();
  }

  /**
   * Lists the network's weights: the one place that says how they are named, ordered and laid out.
   *
   * <p>The names, layouts and gate orders are PyTorch's: {@code <table>.weight (V, D)}; {@code
   * recurrent.weight_ih_l0 (G·H, D)}, {@code recurrent.weight_hh_l0 (G·H, H)}, {@code
   * recurrent.bias_ih_l0 (G·H)}, {@code recurrent.bias_hh_l0 (G·H)}, the same with {@code _reverse}
   * for the backward direction, the same with {@code _l1}, … for the layers above; {@code
   * output.weight (L, H·directions)}, {@code output.bias (L)}. Gate order: LSTM i, f, g, o; GRU r,
   * z, n.
   *
   * @return name → shape, in the fixed order
   */
  public Map<String, List<Integer>> weightShapes() {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (EmbeddingTable table : embeddings) {
      shapes.put(table.weightName(), List.of(table.rows(), table.dimension()));
    }
    int rows = recurrent.cell().gates() * recurrent.units();
    for (int layer = 0; layer < recurrent.layers(); layer++) {
      int columns = layer == 0 ? inputSize() : recurrent.outputSize();
      for (int direction = 0; direction < recurrent.directions(); direction++) {
        String suffix = suffix(layer, direction);
        shapes.put("recurrent.weight_ih" + suffix, List.of(rows, columns));
        shapes.put("recurrent.weight_hh" + suffix, List.of(rows, recurrent.units()));
        shapes.put("recurrent.bias_ih" + suffix, List.of(rows));
        shapes.put("recurrent.bias_hh" + suffix, List.of(rows));
      }
    }
    shapes.put("output.weight", List.of(outputs, recurrent.outputSize()));
    shapes.put("output.bias", List.of(outputs));
    return Collections.unmodifiableMap(shapes);
  }

  /**
   * Returns how the recurrent weights of one layer and direction end.
   *
   * @param layer from 0
   * @param direction 0 forward, 1 backward
   * @return for example {@code "_l0"}, {@code "_l1_reverse"}
   */
  public static String suffix(int layer, int direction) {
    return "_l" + layer + (direction == 1 ? "_reverse" : "");
  }

  /**
   * Checks that weights fit this network.
   *
   * @param weights the weights
   * @return {@code weights}
   * @throws IllegalArgumentException if a weight is missing, is one too many or has another shape;
   *     the message names it
   */
  public Weights check(Weights weights) {
    Map<String, List<Integer>> expected = weightShapes();
    expected.forEach(
        (name, shape) -> {
          if (!weights.contains(name)) {
            throw new IllegalArgumentException("weight " + name + " " + shape + " is missing");
          }
          if (!weights.get(name).shape().equals(shape)) {
            throw new IllegalArgumentException(
                "weight " + name + " has shape " + weights.get(name).shape() + ", not " + shape);
          }
        });
    weights
        .names()
        .forEach(
            name -> {
              if (!expected.containsKey(name)) {
                throw new IllegalArgumentException("weight " + name + " is not of this network");
              }
            });
    return weights;
  }

  /**
   * Names the network for people.
   *
   * @return for example {@code "BiGRU(64), max pooling, 2 outputs"}
   */
  @Override
  public String toString() {
    return recurrent
        + ", "
        + pooling.name().toLowerCase(Locale.ROOT)
        + " pooling, "
        + outputs
        + " outputs";
  }
}
