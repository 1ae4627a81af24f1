package io.github.ginestra.internal.features;

import io.github.ginestra.internal.Checks;
import java.util.Arrays;

/**
 * A vector of F numbers of which most are zero: {@code values[k]} is the number in column {@code
 * columns[k]}. The arrays are not copied and must not be changed.
 *
 * @param columns the columns of the numbers, ascending, in [0, F)
 * @param values the numbers
 */
@SuppressWarnings("ArrayRecordComponent") // read-only views, never compared
public record SparseVector(int[] columns, float[] values) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there are more columns than values, or fewer
   */
  public SparseVector {
    Checks.notNull(columns, "columns");
    Checks.notNull(values, "values");
    if (columns.length != values.length) {
      throw new IllegalArgumentException(
          "columns (" + columns.length + ") and values (" + values.length + ") must be as many");
    }
  }

  /** {@return how many numbers are not zero} */
  public int size() {
    return columns.length;
  }

  /**
   * Returns how many of the numbers are in columns before another.
   *
   * @param column the other, in [0, F]
   * @return from zero to {@link #size}; the place of the first number in that column or after it
   */
  public int before(int column) {
    int place = Arrays.binarySearch(columns, column);
    return place < 0 ? -place - 1 : place;
  }
}
