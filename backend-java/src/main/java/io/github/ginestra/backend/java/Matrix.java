package io.github.ginestra.backend.java;

/** A matrix (R, C) laid out for products with one vector. Safe for many threads. */
interface Matrix {

  /** R. */
  int rows();

  /**
   * sums += W·x, of the first rows of W if the sums are fewer than R.
   *
   * @param x the vector, (C), beginning at {@code from}
   * @param sums (R) or fewer
   * @param workspace whose scratch it may use
   */
  void addProduct(float[] x, int from, float[] sums, Workspace workspace);

  /**
   * The same for the first of several vectors and sums, each from its first value on.
   *
   * @param x vectors, (C) each
   * @param sums as many, (R) or fewer each
   * @param count how many
   */
  default void addProducts(float[][] x, float[][] sums, int count, Workspace workspace) {
    for (int i = 0; i < count; i++) {
      addProduct(x[i], 0, sums[i], workspace);
    }
  }

  /**
   * Writes the values of some rows into a matrix whose rows stand one after the other, (…, {@code
   * width}), from its column {@code from} on.
   *
   * @param row the first of the rows, as many as that matrix has
   * @throws IllegalStateException if they are rounded
   */
  void copyTo(float[] values, int width, int from, int row);
}
