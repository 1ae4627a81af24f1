package io.github.ginestra.backend.java;

/**
 * W·x + b. Safe for many threads.
 *
 * @param weight W, (R, C)
 * @param bias b, (R)
 */
@SuppressWarnings("ArrayRecordComponent") // only read, never compared
record Dense(Matrix weight, float[] bias) {

  /** Computes it into {@code sums}, (R) or only the first of them, and returns that. */
  float[] of(float[] x, float[] sums, Workspace workspace) {
    System.arraycopy(bias, 0, sums, 0, sums.length);
    weight.addProduct(x, 0, sums, workspace);
    return sums;
  }

  /** Computes it into a new array, (R). */
  float[] of(float[] x, Workspace workspace) {
    return of(x, new float[bias.length], workspace);
  }

  /** Computes it for the first vectors of several, (C) each, into as many sums, (R) or fewer. */
  void of(float[][] x, float[][] sums, int count, Workspace workspace) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(bias, 0, sums[i], 0, sums[i].length);
    }
    weight.addProducts(x, sums, count, workspace);
  }
}
