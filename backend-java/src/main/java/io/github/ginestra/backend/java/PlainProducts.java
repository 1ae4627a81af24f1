package io.github.ginestra.backend.java;

/**
 * Products in loops of which the compiler makes vector instructions: one row of the result takes
 * four rows of the matrix at a time, as {@link FloatMatrix} explains, or six where the processor
 * multiplies and adds in one instruction ({@link FusedMultiplyAdd}).
 */
final class PlainProducts implements Products {
  /** How many rows of the result are worked on at once, so that they stay in the fastest cache. */
  private static final int AT_ONCE = 16;

  /** How many rows of the second matrix of a transposed product, which stay in the next cache. */
  private static final int DEPTH = 36;

  private final boolean fused;

  /**
   * Products whose sums differ in their last bits.
   *
   * @param fused whether sums are rounded once for a multiplication and an addition
   */
  PlainProducts(boolean fused) {
    this.fused = fused;
  }

  @Override
  public void add(
      float[][] c,
      int cFrom,
      float[][] a,
      int aFrom,
      int count,
      float[][] b,
      int depth,
      int width) {
    for (int i = 0; i < count; i += AT_ONCE) {
      addRows(c, cFrom + i, a, aFrom + i, Math.min(AT_ONCE, count - i), b, depth, width);
    }
  }

  /** A few rows of the matrix serve all rows of the result before the next are loaded. */
  private void addRows(
      float[][] c,
      int cFrom,
      float[][] a,
      int aFrom,
      int count,
      float[][] b,
      int depth,
      int width) {
    int p = 0;
    for (; fused && p + 5 < depth; p += 6) {
      for (int i = 0; i < count; i++) {
        float[] x = a[aFrom + i];
        addSix(c[cFrom + i], b, p, x[p], x[p + 1], x[p + 2], x[p + 3], x[p + 4], x[p + 5], width);
      }
    }
    for (; p + 3 < depth; p += 4) {
      for (int i = 0; i < count; i++) {
        float[] x = a[aFrom + i];
        addFour(c[cFrom + i], b, p, x[p], x[p + 1], x[p + 2], x[p + 3], width);
      }
    }
    for (; p < depth; p++) {
      for (int i = 0; i < count; i++) {
        addOne(c[cFrom + i], b[p], a[aFrom + i][p], width);
      }
    }
  }

  @Override
  public void addTransposed(
      float[][] c,
      int cFrom,
      int cTo,
      float[][] a,
      int cShift,
      float[][] b,
      int from,
      int to,
      int width) {
    for (int n = from; n < to; n += DEPTH) {
      for (int row = cFrom; row < cTo; row += AT_ONCE) {
        addRowsTransposed(
            c, row, Math.min(cTo, row + AT_ONCE), a, cShift, b, n, Math.min(to, n + DEPTH), width);
      }
    }
  }

  private void addRowsTransposed(
      float[][] c,
      int cFrom,
      int cTo,
      float[][] a,
      int cShift,
      float[][] b,
      int from,
      int to,
      int width) {
    int n = from;
    for (; fused && n + 5 < to; n += 6) {
      float[] a0 = a[n];
      float[] a1 = a[n + 1];
      float[] a2 = a[n + 2];
      float[] a3 = a[n + 3];
      float[] a4 = a[n + 4];
      float[] a5 = a[n + 5];
      for (int row = cFrom; row < cTo; row++) {
        int p = row - cShift;
        addSix(c[row], b, n, a0[p], a1[p], a2[p], a3[p], a4[p], a5[p], width);
      }
    }
    for (; n + 3 < to; n += 4) {
      float[] a0 = a[n];
      float[] a1 = a[n + 1];
      float[] a2 = a[n + 2];
      float[] a3 = a[n + 3];
      for (int row = cFrom; row < cTo; row++) {
        int p = row - cShift;
        addFour(c[row], b, n, a0[p], a1[p], a2[p], a3[p], width);
      }
    }
    for (; n < to; n++) {
      for (int row = cFrom; row < cTo; row++) {
        addOne(c[row], b[n], a[n][row - cShift], width);
      }
    }
  }

  /** c += Σ x_k · b[p + k], each sum rounded once. */
  private static void addSix(
      float[] c,
      float[][] b,
      int p,
      float x0,
      float x1,
      float x2,
      float x3,
      float x4,
      float x5,
      int width) {
    float[] b0 = b[p];
    float[] b1 = b[p + 1];
    float[] b2 = b[p + 2];
    float[] b3 = b[p + 3];
    float[] b4 = b[p + 4];
    float[] b5 = b[p + 5];
    for (int j = 0; j < width; j++) {
      float half = Math.fma(x2, b2[j], Math.fma(x1, b1[j], Math.fma(x0, b0[j], c[j])));
      c[j] = Math.fma(x5, b5[j], Math.fma(x4, b4[j], Math.fma(x3, b3[j], half)));
    }
  }

  /** c += Σ x_k · b[p + k]. */
  static void addFour(
      float[] c, float[][] b, int p, float x0, float x1, float x2, float x3, int width) {
    float[] b0 = b[p];
    float[] b1 = b[p + 1];
    float[] b2 = b[p + 2];
    float[] b3 = b[p + 3];
    for (int j = 0; j < width; j++) {
      c[j] += (x0 * b0[j] + x1 * b1[j]) + (x2 * b2[j] + x3 * b3[j]);
    }
  }

  /** c += x·b. */
  static void addOne(float[] c, float[] b, float x, int width) {
    for (int j = 0; j < width; j++) {
      c[j] += x * b[j];
    }
  }
}
