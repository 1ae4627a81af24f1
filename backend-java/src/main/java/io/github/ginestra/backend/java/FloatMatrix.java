package io.github.ginestra.backend.java;

/**
 * A matrix (R, C) of floats, each column an array of its own.
 *
 * <p>What decides the speed of a step is how the compiler sees this product, not how many
 * multiplications it takes. Row by row, each sum is a chain of additions whose order Java fixes, so
 * nothing is made a vector of: 16 µs for 512 × 128. Here each column is an array of its own, and
 * the vector of all sums takes four columns at a time, each times one value of x: neighbouring sums
 * do not depend on each other, the loop becomes vector instructions, and the sums are loaded and
 * stored once for four multiplications: 2.2 µs. Two columns at a time take 2.6, six 2.3; one flat
 * array with offsets is no vector loop at all. A fused multiply-add gains nothing, since the loop
 * waits for its loads, and where a processor has none {@link Math#fma} is hundreds of times slower.
 */
final class FloatMatrix implements Matrix {
  private final float[][] columns; // (C, R)

  /**
   * Lays out some columns of a matrix.
   *
   * @param values the matrix row after row, (R, {@code width})
   * @param width how many columns the whole matrix has
   * @param from the first column
   * @param to the column after the last
   */
  FloatMatrix(float[] values, int width, int from, int to) {
    int rows = values.length / width;
    columns = new float[to - from][rows];
    for (int r = 0; r < rows; r++) {
      for (int c = from; c < to; c++) {
        columns[c - from][r] = values[r * width + c];
      }
    }
  }

  @Override
  public int rows() {
    return columns[0].length;
  }

  @Override
  public void copyTo(float[] values, int width, int from) {
    for (int c = 0; c < columns.length; c++) {
      for (int r = 0; r < columns[c].length; r++) {
        values[r * width + from + c] = columns[c][r];
      }
    }
  }

  @Override
  public void addProduct(float[] x, int from, float[] sums, Workspace workspace) {
    int c = 0;
    for (; c + 4 <= columns.length; c += 4) {
      add(sums, columns, c, x, from + c);
    }
    for (; c < columns.length; c++) {
      add(sums, columns[c], x[from + c]);
    }
  }

  /** Four columns serve all vectors before the next four are loaded. */
  @Override
  public void addProducts(float[][] x, float[][] sums, int count, Workspace workspace) {
    int c = 0;
    for (; c + 4 <= columns.length; c += 4) {
      for (int i = 0; i < count; i++) {
        add(sums[i], columns, c, x[i], c);
      }
    }
    for (; c < columns.length; c++) {
      for (int i = 0; i < count; i++) {
        add(sums[i], columns[c], x[i][c]);
      }
    }
  }

  private static void add(float[] sums, float[][] columns, int c, float[] x, int from) {
    float[] w0 = columns[c];
    float[] w1 = columns[c + 1];
    float[] w2 = columns[c + 2];
    float[] w3 = columns[c + 3];
    float x0 = x[from];
    float x1 = x[from + 1];
    float x2 = x[from + 2];
    float x3 = x[from + 3];
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
