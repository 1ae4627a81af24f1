package io.github.ginestra.backend.java;

/** Kernels in plain Java. */
final class PlainKernels implements Kernels {
  @Override
  public boolean nameVectors() {
    return false;
  }

  @Override
  public Matrix matrix(float[] exact, int width, int from, int to) {
    return new FloatMatrix(exact, width, from, to);
  }

  @Override
  public Products products() {
    return new PlainProducts(FusedMultiplyAdd.IS_INSTRUCTION);
  }
}
