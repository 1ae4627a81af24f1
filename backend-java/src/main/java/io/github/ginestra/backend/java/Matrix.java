package io.github.ginestra.backend.java;

/** A matrix (R, C) laid out for products with one vector. Safe for many threads. */
interface Matrix {

  /** R. */
  int rows();

  /**
   * sums += W·x.
   *
   * @param x the vector, (C), beginning at {@code from}
   * @param sums (R)
   * @param workspace whose integers it may use
   */
  void addProduct(float[] x, int from, float[] sums, Workspace workspace);

  /**
   * Writes the values into a matrix whose rows stand one after the other, (R, {@code width}), from
   * its column {@code from} on.
   *
   * @throws IllegalStateException if they are rounded
   */
  void copyTo(float[] values, int width, int from);
}
