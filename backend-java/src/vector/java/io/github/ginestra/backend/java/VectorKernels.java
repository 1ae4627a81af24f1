package io.github.ginestra.backend.java;

import io.github.ginestra.internal.NotOnAndroid;

/** Kernels that name vector instructions. */
@NotOnAndroid
final class VectorKernels implements Kernels {
  @Override
  public boolean nameVectors() {
    return true;
  }

  @Override
  public Matrix matrix(float[] exact, int width, int from, int to) {
    return new VectorMatrix(exact, width, from, to);
  }

  @Override
  public Products products() {
    return new VectorProducts();
  }
}
