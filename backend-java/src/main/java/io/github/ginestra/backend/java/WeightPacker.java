package io.github.ginestra.backend.java;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network's weights in the layouts of the kernels, and the way back to their portable form: no
 * weight is held twice.
 */
final class WeightPacker {
  private final boolean quantized;
  private final Kernels kernels;
  private final Map<String, Values> values = new LinkedHashMap<>();

  /** What a weight was packed into. */
  interface Values {

    /**
     * The weight as it was given, row after row.
     *
     * @throws IllegalStateException if it is rounded
     */
    float[] values();
  }

  /** A vector as it was given, or a part of one. */
  @SuppressWarnings("ArrayRecordComponent") // only read, never compared
  private record Vector(float[] whole, int from, int to) implements Values {
    @Override
    public float[] values() {
      return Arrays.copyOfRange(whole, from, to);
    }
  }

  /**
   * A matrix, or some rows of it, in parts that stand side by side.
   *
   * @param widths how many columns each part has
   * @param row the first row
   * @param rows how many there are
   */
  private record SideBySide(List<Matrix> parts, List<Integer> widths, int row, int rows)
      implements Values {
    @Override
    public float[] values() {
      int width = 0;
      for (int columns : widths) {
        width += columns;
      }
      float[] values = new float[rows * width];
      int from = 0;
      for (int part = 0; part < parts.size(); part++) {
        parts.get(part).copyTo(values, width, from, row);
        from += widths.get(part);
      }
      return values;
    }
  }

  /**
   * Nothing as yet.
   *
   * @param quantized whether matrices and tables are rounded to 8-bit numbers
   * @param kernels lay out the others
   */
  WeightPacker(boolean quantized, Kernels kernels) {
    this.quantized = quantized;
    this.kernels = kernels;
  }

  boolean isQuantized() {
    return quantized;
  }

  /** W·x + b. */
  Dense dense(Weights weights, String weight, String bias) {
    return stacked(weights, List.of(weight), List.of(bias));
  }

  /**
   * W·x + b of several matrices of one width, one below the other as if they were one.
   *
   * @param vectors the bias of each
   */
  Dense stacked(Weights weights, List<String> matrices, List<String> vectors) {
    int width = weights.get(matrices.get(0)).shape().get(1);
    Matrix matrix = matrix(concatenated(weights, matrices), width, 0, width);
    float[] vector = concatenated(weights, vectors);
    int row = 0;
    for (int i = 0; i < matrices.size(); i++) {
      int rows = weights.get(matrices.get(i)).shape().get(0);
      values.put(matrices.get(i), new SideBySide(List.of(matrix), List.of(width), row, rows));
      values.put(vectors.get(i), new Vector(vector, row, row + rows));
      row += rows;
    }
    return new Dense(matrix, vector);
  }

  private static float[] concatenated(Weights weights, List<String> names) {
    if (names.size() == 1) {
      return weights.get(names.get(0)).values();
    }
    int length = 0;
    for (String name : names) {
      length += weights.get(name).values().length;
    }
    float[] all = new float[length];
    int to = 0;
    for (String name : names) {
      float[] values = weights.get(name).values();
      System.arraycopy(values, 0, all, to, values.length);
      to += values.length;
    }
    return all;
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
    values.put(name, new SideBySide(parts, widths, 0, tensor.shape().get(0)));
    return parts;
  }

  private Matrix matrix(float[] exact, int width, int from, int to) {
    return quantized
        ? new ByteMatrix(exact, width, from, to)
        : kernels.matrix(exact, width, from, to);
  }

  /**
   * Packs a convolution, (F, Dc, width), as a matrix: of each place of the filters F rows, one
   * place below the other, (width·F, Dc).
   */
  Matrix convolution(Weights weights, String name) {
    Tensor tensor = weights.get(name);
    Convolution shape =
        new Convolution(tensor.shape().get(0), tensor.shape().get(1), tensor.shape().get(2));
    Matrix matrix = matrix(shape.byPlace(tensor.values()), shape.dimension, 0, shape.dimension);
    values.put(name, () -> shape.byFilter(matrix));
    return matrix;
  }

  /** The extents of a convolution, and its two layouts. */
  private record Convolution(int filters, int dimension, int width) {
    float[] byPlace(float[] given) {
      float[] turned = new float[given.length];
      for (int i = 0; i < given.length; i++) {
        turned[place(i)] = given[i];
      }
      return turned;
    }

    float[] byFilter(Matrix matrix) {
      float[] turned = new float[width * filters * dimension];
      matrix.copyTo(turned, dimension, 0, 0);
      float[] given = new float[turned.length];
      for (int i = 0; i < given.length; i++) {
        given[i] = turned[place(i)];
      }
      return given;
    }

    private int place(int i) {
      int filter = i / (dimension * width);
      return (i % width * filters + filter) * dimension + i / width % dimension;
    }
  }

  /** Packs a table. */
  Table table(Weights weights, EmbeddingTable spec) {
    float[] exact = weights.get(spec.weightName()).values();
    Table table =
        quantized
            ? new ByteTable(exact, spec.dimension())
            : new FloatTable(exact, spec.dimension());
    values.put(spec.weightName(), table);
    return table;
  }

  /** Takes a vector as it is. */
  float[] vector(Weights weights, String name) {
    float[] vector = weights.get(name).values();
    values.put(name, new Vector(vector, 0, vector.length));
    return vector;
  }

  /**
   * The weights as they were given, to the last bit.
   *
   * @throws IllegalStateException if they are rounded
   */
  Weights unpack(NetworkSpec spec) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.weightShapes().forEach((name, shape) -> tensors.put(name, new Tensor(shape, exact(name))));
    return Weights.of(tensors);
  }

  private float[] exact(String name) {
    return Checks.notNull(values.get(name), name).values();
  }
}
