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
   */
  void addProduct(float[] x, int from, float[] sums);

  /**
   * Writes the values into a matrix whose rows stand one after the other, (R, {@code width}), from
   * its column {@code from} on.
   */
  void copyTo(float[] values, int width, int from);
}
