package io.github.ginestra.backend.java;

/** A table rounded to 8-bit numbers. */
final class ByteTable implements Table {
  private final byte[] values; // (V, D)
  private final float[] scales; // (V)
  private final int dimension; // D

  ByteTable(float[] exact, int dimension) {
    this.dimension = dimension;
    values = new byte[exact.length];
    scales = new float[exact.length / dimension];
    for (int id = 0; id < scales.length; id++) {
      int from = id * dimension;
      scales[id] = Rounding.scale(exact, from, dimension);
      for (int i = from; i < from + dimension; i++) {
        values[i] = Rounding.round(exact[i], scales[id]);
      }
    }
  }

  @Override
  public int rows() {
    return scales.length;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void addProduct(Matrix weight, int id, float[] sums, Workspace workspace) {
    float[] vector = workspace.vector(dimension);
    for (int i = 0; i < dimension; i++) {
      vector[i] = values[id * dimension + i] * scales[id];
    }
    weight.addProduct(vector, 0, sums, workspace);
  }

  @Override
  public float[] values() {
    throw Rounding.lost();
  }
}
