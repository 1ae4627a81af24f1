package io.github.ginestra.backend.java;

import io.github.ginestra.internal.Checks;
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
  private final Map<String, Supplier<float[]>> values = new LinkedHashMap<>();

  /** Packs a matrix. */
  Matrix matrix(Weights weights, String name) {
    int columns = weights.get(name).shape().get(1);
    return matrices(weights, name, List.of(columns)).get(0);
  }

  /** Packs a matrix in parts, each so many columns wide. */
  List<Matrix> matrices(Weights weights, String name, List<Integer> widths) {
    Tensor tensor = weights.get(name);
    int width = tensor.shape().get(1);
    List<Matrix> parts = new ArrayList<>();
    int from = 0;
    for (int columns : widths) {
      parts.add(FloatMatrix.of(tensor.values(), width, from, from + columns));
      from += columns;
    }
    int size = tensor.values().length;
    values.put(name, () -> unpack(parts, widths, size));
    return parts;
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

  /** Takes a vector, or a table of vectors, as it is. */
  float[] values(Weights weights, String name) {
    float[] as = weights.get(name).values();
    values.put(name, () -> as);
    return as;
  }

  /** The weights as they were given, to the last bit. */
  Weights unpack(WeightedSpec spec) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.weightShapes()
        .forEach((name, shape) -> tensors.put(name, new Tensor(shape, unpack(name))));
    return Weights.of(tensors);
  }

  private float[] unpack(String name) {
    return Checks.notNull(values.get(name), name).get();
  }
}
