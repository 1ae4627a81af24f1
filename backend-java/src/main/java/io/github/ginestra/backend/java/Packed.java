package io.github.ginestra.backend.java;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.spi.EmbeddingTable;
import io.github.ginestra.spi.Tensor;
import io.github.ginestra.spi.WeightedSpec;
import io.github.ginestra.spi.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A network's weights in the layouts of the kernels, and the way back to their portable form: no
 * weight is held twice.
 */
final class Packed {
  private final boolean quantized;
  private final Map<String, Supplier<float[]>> values = new LinkedHashMap<>();

  /**
   * Nothing as yet.
   *
   * @param quantized whether matrices and tables are rounded to 8-bit numbers
   */
  Packed(boolean quantized) {
    this.quantized = quantized;
  }

  boolean isQuantized() {
    return quantized;
  }

  /** W·x + b. */
  Dense dense(Weights weights, String weight, String bias) {
    int columns = weights.get(weight).shape().get(1);
    return new Dense(matrices(weights, weight, List.of(columns)).get(0), vector(weights, bias));
  }

  /** Packs a matrix in parts, each so many columns wide. */
  List<Matrix> matrices(Weights weights, String name, List<Integer> widths) {
    Tensor tensor = weights.get(name);
    int width = tensor.shape().get(1);
    List<Matrix> parts = new ArrayList<>();
    int from = 0;
    for (int columns : widths) {
      parts.add(matrix(tensor.values(), width, from, from + columns));
      from += columns;
    }
    int size = tensor.values().length;
    values.put(name, () -> unpack(parts, widths, size));
    return parts;
  }

  private Matrix matrix(float[] exact, int width, int from, int to) {
    return quantized
        ? new ByteMatrix(exact, width, from, to)
        : new FloatMatrix(exact, width, from, to);
  }

  private static float[] unpack(List<Matrix> parts, List<Integer> widths, int size) {
    float[] values = new float[size];
    int width = size / parts.get(0).rows();
    int from = 0;
    for (int part = 0; part < parts.size(); part++) {
      parts.get(part).copyTo(values, width, from);
      from += widths.get(part);
    }
    return values;
  }

  /** Packs a table. */
  Table table(Weights weights, EmbeddingTable spec) {
    float[] exact = weights.get(spec.weightName()).values();
    Table table =
        quantized
            ? new ByteTable(exact, spec.dimension())
            : new FloatTable(exact, spec.dimension());
    values.put(spec.weightName(), table::values);
    return table;
  }

  /** Takes a vector as it is. */
  float[] vector(Weights weights, String name) {
    float[] vector = weights.get(name).values();
    values.put(name, () -> vector);
    return vector;
  }

  /**
   * The weights as they were given, to the last bit.
   *
   * @throws IllegalStateException if they are rounded
   */
  Weights unpack(WeightedSpec spec) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.weightShapes().forEach((name, shape) -> tensors.put(name, new Tensor(shape, exact(name))));
    return Weights.of(tensors);
  }

  private float[] exact(String name) {
    return Checks.notNull(values.get(name), name).get();
  }
}
