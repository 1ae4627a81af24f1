package io.github.ginestra.backend.java;

/**
 * The products of a training step. All operands are rows, each an array of its own, of which only
 * the first values count. The bits of a result row do not depend on which other rows are computed
 * with it, so that work may be cut anywhere. Safe for many threads.
 */
interface Products {

  /**
   * Adds the products of some rows with a matrix: {@code c[cFrom + i] += a[aFrom + i] · b}.
   *
   * @param c rows of {@code width}
   * @param cFrom the first of them
   * @param a rows of {@code depth}
   * @param aFrom the first of them
   * @param count how many rows
   * @param b the matrix, ({@code depth}, {@code width})
   */
  void add(
      float[][] c, int cFrom, float[][] a, int aFrom, int count, float[][] b, int depth, int width);

  /**
   * Adds the product of a transposed matrix with another: {@code c[p] += Σ a[n][p] · b[n]} for all
   * n in turn.
   *
   * @param c rows of {@code width}
   * @param cFrom the first row that is computed
   * @param cTo the row after the last
   * @param a rows of at least {@code cTo - cShift}
   * @param cShift which row of c belongs to the first column of a
   * @param b rows of {@code width}
   * @param from the first n
   * @param to the n after the last
   */
  void addTransposed(
      float[][] c,
      int cFrom,
      int cTo,
      float[][] a,
      int cShift,
      float[][] b,
      int from,
      int to,
      int width);
}
