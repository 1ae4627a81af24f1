package io.github.ginestra.backend.java;

/** An embedding table (V, D). Safe for many threads. */
interface Table {

  /** V. */
  int rows();

  /** D. */
  int dimension();

  /** sums += W·(the vector of an id); W (R, D), sums (R). */
  void addProduct(Matrix weight, int id, float[] sums, Workspace workspace);

  /**
   * The values, row after row.
   *
   * @throws IllegalStateException if they are rounded
   */
  float[] values();
}
