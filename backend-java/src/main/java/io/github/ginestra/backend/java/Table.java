package io.github.ginestra.backend.java;

/** An embedding table (V, D). Safe for many threads. */
interface Table extends WeightPacker.Values {

  /** V. */
  int rows();

  /** D. */
  int dimension();

  /** sums += W·(the vector of an id); W (R, D), sums (R). */
  void addProduct(Matrix weight, int id, float[] sums, Workspace workspace);
}
