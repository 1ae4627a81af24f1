package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;
import java.util.List;

/**
 * An array of floats with a shape, in row-major order (the last index varies fastest). The array is
 * not copied and must not be changed.
 *
 * @param shape the size of each dimension
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
   * Refuses values that are NaN or infinite.
   *
   * @param name the tensor's name, for the message
   * @return this tensor
   * @throws IllegalArgumentException if a value is not finite; the message names the tensor, the
   *     first such value and its index
   */
  public Tensor requireFinite(String name) {
    Checks.notNull(name, "name");
    int first = firstNotFinite();
    if (first >= 0) {
      throw new IllegalArgumentException(
          "tensor "
              + name
              + " holds "
              + values[first]
              + " at "
              + index(first)
              + "; its values must be finite");
    }
    return this;
  }

  /** The index of the first value that is NaN or infinite, or -1 if there is none. */
  int firstNotFinite() {
    for (int i = 0; i < values.length; i++) {
      if (values[i] * 0
          != 0) { // NaN and infinity give NaN; no call, for a JVM that only interprets
        return i;
      }
    }
    return -1;
  }

  /** The index in each dimension of a value. */
  private List<Integer> index(int place) {
    Integer[] index = new Integer[shape.size()];
    int rest = place;
    for (int d = index.length - 1; d >= 0; d--) {
      index[d] = rest % shape.get(d);
      rest /= shape.get(d);
    }
    return List.of(index);
  }

  /**
   * An identity matrix.
   *
   * @param rows the number of rows and columns
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
