package io.github.ginestra.internal.network;

import java.util.Random;

/** Random matrices with orthonormal columns. */
final class OrthonormalColumns {
  private OrthonormalColumns() {}

  /**
   * Draws a matrix uniformly: normal columns, orthonormalised by the modified Gram-Schmidt process.
   *
   * @param rows the number of rows, not less than that of columns
   * @return (rows, columns), row by row
   */
  static float[] draw(int rows, int columns, Random random) {
    double[][] drawn = new double[columns][rows];
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        drawn[c][r] = random.nextGaussian();
      }
      for (int before = 0; before < c; before++) {
        add(drawn[c], drawn[before], -dot(drawn[c], drawn[before]));
      }
      double length = Math.sqrt(dot(drawn[c], drawn[c]));
      for (int r = 0; r < rows; r++) {
        drawn[c][r] /= length;
      }
    }
    float[] matrix = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix[r * columns + c] = (float) drawn[c][r];
      }
    }
    return matrix;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double[] what, double times) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * what[i];
    }
  }
}
