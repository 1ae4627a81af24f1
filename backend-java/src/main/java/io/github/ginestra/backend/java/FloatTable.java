package io.github.ginestra.backend.java;

/** The table as it was given. */
@SuppressWarnings("ArrayRecordComponent") // only read, never compared
record FloatTable(float[] values, int dimension) implements Table {
  @Override
  public int rows() {
    return values.length / dimension;
  }

  @Override
  public void addProduct(Matrix weight, int id, float[] sums, Workspace workspace) {
    weight.addProduct(values, id * dimension, sums, workspace);
  }
}
