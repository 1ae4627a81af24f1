package io.github.ginestra.spi;

/**
 * A sparse matrix of N rows, in compressed sparse row form: row n holds {@code values[k]} at {@code
 * columns[k]} for k from {@code offsets[n]} to {@code offsets[n + 1] - 1}. The arrays are not
 * copied and must not be changed.
 *
 * @param offsets N + 1 ascending positions, from 0 to the number of entries
 * @param columns the column of each entry, in [0, F)
 * @param values the value of each entry
 */
@SuppressWarnings("ArrayRecordComponent") // read-only views of large buffers; never compared
public record SparseRows(int[] offsets, int[] columns, float[] values) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the arrays do not belong together
   */
  public SparseRows {
    if (offsets.length == 0
        || offsets[0] != 0
        || offsets[offsets.length - 1] != columns.length
        || columns.length != values.length) {
      throw new IllegalArgumentException(
          "offsets, columns and values do not form a sparse matrix: "
              + offsets.length
              + " offsets, "
              + columns.length
              + " columns, "
              + values.length
              + " values");
    }
  }

  /**
   * Returns how many rows there are.
   *
   * @return N
   */
  public int size() {
    return offsets.length - 1;
  }
}
