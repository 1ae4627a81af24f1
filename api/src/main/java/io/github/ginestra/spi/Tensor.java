package io.github.ginestra.spi;

import java.util.List;

/**
 * Floats with a shape, row after row (the last index varies fastest). The array is not copied and
 * must not be changed.
 *
 * @param shape the extent of each dimension
 * @param values the values, as many as the product of the shape
 */
@SuppressWarnings("ArrayRecordComponent") // a read-only view of a large buffer; never compared
public record Tensor(List<Integer> shape, float[] values) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the shape does not hold as many values
   */
  public Tensor {
    shape = List.copyOf(shape);
    long size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " holds " + size + " values, not " + values.length);
    }
  }

  /**
   * A matrix with ones on its diagonal, zeros elsewhere.
   *
   * @param rows how many rows, and columns
   * @return (rows, rows)
   */
  public static Tensor identity(int rows) {
    float[] values = new float[Math.multiplyExact(rows, rows)];
    for (int row = 0; row < rows; row++) {
      values[row * rows + row] = 1;
    }
    return new Tensor(List.of(rows, rows), values);
  }
}
