package io.github.ginestra.backend.java;

/** W·x + b. Safe for many threads. */
final class Dense {
  private final Matrix weight; // (R, C)
  private final float[] bias; // (R)

  Dense(Matrix weight, float[] bias) {
    this.weight = weight;
    this.bias = bias;
  }

  /** Computes it into {@code sums}, (R), and returns that. */
  float[] of(float[] x, float[] sums, Workspace workspace) {
    System.arraycopy(bias, 0, sums, 0, bias.length);
    weight.addProduct(x, 0, sums, workspace);
    return sums;
  }

  /** Computes it into a new array, (R). */
  float[] of(float[] x, Workspace workspace) {
    return of(x, new float[bias.length], workspace);
  }
}
