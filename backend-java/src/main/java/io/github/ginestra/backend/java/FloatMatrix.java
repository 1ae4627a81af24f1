package io.github.ginestra.backend.java;

/**
 * A matrix (R, C) of floats, each column an array of its own.
 *
 * <p>What decides the speed of a step is how the compiler sees this product and in which order the
 * memory is read, not how many multiplications it takes. Row by row, each sum is a chain of
 * additions whose order Java fixes, so nothing is made a vector of: 16 µs for 512 × 128. Here each
 * column is an array of its own, and the vector of all sums takes four columns at a time, each
 * times one value of x: neighbouring sums do not depend on each other, the loop becomes vector
 * instructions, and the sums are loaded and stored once for four multiplications. Two columns at a
 * time are slower, eight or one flat array with offsets no vector loop at all.
 *
 * <p>The four are one of each quarter of the matrix, not four neighbours: where columns stand in
 * memory in the order in which they are read, each quarter is read without a break, and the
 * processor has fetched each next column when it is needed: 1.8 µs instead of 2.2. They are made,
 * and read, from the last to the first, since the default collector moves the elements of an array
 * in that order. A fused multiply-add gains nothing, and where a processor has none {@link
 * Math#fma} is hundreds of times slower.
 */
final class FloatMatrix implements Matrix {
  /** How many columns are multiplied at a time. */
  private static final int AT_A_TIME = 4;

  private final int rows;
  private final float[][] columns; // (C, R or a few more)
  private final int quarter; // ⌊C / 4⌋

  /**
   * Lays out some columns of a matrix.
   *
   * @param values the matrix row after row, (R, {@code width})
   * @param width how many columns the whole matrix has
   * @param from the first column
   * @param to the column after the last
   */
  FloatMatrix(float[] values, int width, int from, int to) {
    rows = values.length / width;
    columns = new float[to - from][];
    for (int c = columns.length - 1; c >= 0; c--) {
      columns[c] = new float[padded(rows)];
    }
    quarter = columns.length / AT_A_TIME;
    for (int r = 0; r < rows; r++) {
      for (int c = from; c < to; c++) {
        columns[c - from][r] = values[r * width + c];
      }
    }
  }

  /**
   * So many floats or a few more that an array of them, with its 16 bytes of header, takes whole
   * lines of 64 bytes: then neighbours in memory begin at the same place of a line.
   */
  private static int padded(int floats) {
    return (floats + 4 + 15) / 16 * 16 - 4;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public void copyTo(float[] values, int width, int from, int row) {
    for (int c = 0; c < columns.length; c++) {
      for (int r = 0; r < values.length / width; r++) {
        values[r * width + from + c] = columns[c][row + r];
      }
    }
  }

  @Override
  public void addProduct(float[] x, int from, float[] sums, Workspace workspace) {
    for (int c = quarter - 1; c >= 0; c--) {
      add(sums, c, x, from + c);
    }
    for (int c = AT_A_TIME * quarter; c < columns.length; c++) {
      add(sums, columns[c], x[from + c]);
    }
  }

  /** Four columns serve all vectors before the next four are loaded. */
  @Override
  public void addProducts(float[][] x, float[][] sums, int count, Workspace workspace) {
    for (int c = quarter - 1; c >= 0; c--) {
      for (int i = 0; i < count; i++) {
        add(sums[i], c, x[i], c);
      }
    }
    for (int c = AT_A_TIME * quarter; c < columns.length; c++) {
      for (int i = 0; i < count; i++) {
        add(sums[i], columns[c], x[i][c]);
      }
    }
  }

  /** Adds a column of each quarter, c the one of the first. */
  private void add(float[] sums, int c, float[] x, int from) {
    float[] w0 = columns[c];
    float[] w1 = columns[c + quarter];
    float[] w2 = columns[c + 2 * quarter];
    float[] w3 = columns[c + 3 * quarter];
    float x0 = x[from];
    float x1 = x[from + quarter];
    float x2 = x[from + 2 * quarter];
    float x3 = x[from + 3 * quarter];
    for (int r = 0; r < sums.length; r++) {
      sums[r] += (x0 * w0[r] + x1 * w1[r]) + (x2 * w2[r] + x3 * w3[r]);
    }
  }

  private static void add(float[] sums, float[] column, float x) {
    for (int r = 0; r < sums.length; r++) {
      sums[r] += x * column[r];
    }
  }
}
