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
   * The same for the first of several vectors and sums, each from its first value on.
   *
   * @param x vectors, (C) each
   * @param sums as many, (R) each
   * @param count how many
   */
  default void addProducts(float[][] x, float[][] sums, int count, Workspace workspace) {
    for (int i = 0; i < count; i++) {
      addProduct(x[i], 0, sums[i], workspace);
    }
  }

  /**
   * Writes the values into a matrix whose rows stand one after the other, (R, {@code width}), from
   * its column {@code from} on.
   *
   * @throws IllegalStateException if they are rounded
   */
  void copyTo(float[] values, int width, int from);
}
