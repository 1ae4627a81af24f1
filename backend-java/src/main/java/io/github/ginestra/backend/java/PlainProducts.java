package io.github.ginestra.backend.java;

/**
 * Products in loops of which the compiler makes vector instructions: one row of the result takes
 * four rows of the matrix at a time, as {@link FloatMatrix} explains.
 */
final class PlainProducts implements Products {
  /** How many rows of the result are worked on at once, so that they stay in the fastest cache. */
  private static final int AT_ONCE = 16;

  /** How many rows of the second matrix of a transposed product, which stay in the next cache. */
  private static final int DEPTH = 32;

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

  /** Four rows of the matrix serve all rows of the result before the next four are loaded. */
  private static void addRows(
      float[][] c,
      int cFrom,
      float[][] a,
      int aFrom,
      int count,
      float[][] b,
      int depth,
      int width) {
    int p = 0;
    for (; p + 3 < depth; p += 4) {
      float[] b0 = b[p];
      float[] b1 = b[p + 1];
      float[] b2 = b[p + 2];
      float[] b3 = b[p + 3];
      for (int i = 0; i < count; i++) {
        float[] x = a[aFrom + i];
        addFour(c[cFrom + i], b0, b1, b2, b3, x[p], x[p + 1], x[p + 2], x[p + 3], width);
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

  private static void addRowsTransposed(
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
    for (; n + 3 < to; n += 4) {
      float[] a0 = a[n];
      float[] a1 = a[n + 1];
      float[] a2 = a[n + 2];
      float[] a3 = a[n + 3];
      for (int row = cFrom; row < cTo; row++) {
        int p = row - cShift;
        addFour(c[row], b[n], b[n + 1], b[n + 2], b[n + 3], a0[p], a1[p], a2[p], a3[p], width);
      }
    }
    for (; n < to; n++) {
      for (int row = cFrom; row < cTo; row++) {
        addOne(c[row], b[n], a[n][row - cShift], width);
      }
    }
  }

  /** c += x0·b0 + x1·b1 + x2·b2 + x3·b3. */
  static void addFour(
      float[] c,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float x0,
      float x1,
      float x2,
      float x3,
      int width) {
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
