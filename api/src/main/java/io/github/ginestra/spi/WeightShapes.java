package io.github.ginestra.spi;

import io.github.ginestra.RecurrentSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names and shapes of weights that all networks share. */
final class WeightShapes {
  private WeightShapes() {}

  /** The shapes of the embedding tables and the recurrent layers; the caller adds the rest. */
  static Map<String, List<Integer>> upToOutput(WeightedSpec spec) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (EmbeddingTable table : spec.embeddings()) {
      shapes.put(table.weightName(), List.of(table.rows(), table.dimension()));
    }
    RecurrentSpec recurrent = spec.recurrent();
    int rows = recurrent.cell().gates() * recurrent.units();
    for (int layer = 0; layer < recurrent.layers(); layer++) {
      int columns = layer == 0 ? spec.inputSize() : recurrent.outputSize();
      for (int direction = 0; direction < recurrent.directions(); direction++) {
        String suffix = NetworkSpec.suffix(layer, direction);
        shapes.put("recurrent.weight_ih" + suffix, List.of(rows, columns));
        shapes.put("recurrent.weight_hh" + suffix, List.of(rows, recurrent.units()));
        shapes.put("recurrent.bias_ih" + suffix, List.of(rows));
        shapes.put("recurrent.bias_hh" + suffix, List.of(rows));
      }
    }
    return shapes;
  }

  /**
   * Refuses weights that have not exactly these names and shapes.
   *
   * @throws IllegalArgumentException naming the first that does not fit
   */
  static Weights check(Map<String, List<Integer>> expected, Weights weights) {
    for (Map.Entry<String, List<Integer>> wanted : expected.entrySet()) {
      String name = wanted.getKey();
      List<Integer> shape = wanted.getValue();
      if (!weights.contains(name)) {
        throw new IllegalArgumentException("weight " + name + " " + shape + " is missing");
      }
      if (!weights.get(name).shape().equals(shape)) {
        throw new IllegalArgumentException(
            "weight " + name + " has shape " + weights.get(name).shape() + ", not " + shape);
      }
    }
    for (String name : weights.names()) {
      if (!expected.containsKey(name)) {
        throw new IllegalArgumentException("weight " + name + " is not of this network");
      }
    }
    return weights;
  }
}
