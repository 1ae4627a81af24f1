package io.github.ginestra.backend.java;

import io.github.ginestra.internal.NotOnAndroid;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A matrix (R, C) of floats for a JVM that {@linkplain Kernels has the Vector API}, which can say
 * what {@link FloatMatrix} must leave to the compiler: that sums stay in registers over all
 * columns.
 *
 * <p>A block of rows, four vectors high, is multiplied with the whole of x before the next; its
 * values stand column by column, so that the matrix is read once from its beginning to its end.
 * Even and odd columns have sums of their own: the eight do not wait for each other. 512 × 128
 * takes 1.4 µs, what the cache takes to deliver it. A product and an addition, not the fused one,
 * as {@link FloatMatrix} says.
 */
@NotOnAndroid
final class VectorMatrix implements Matrix {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** How many floats a vector has. */
  private static final int LANES = SPECIES.length();

  /** How many rows a block has. */
  private static final int BLOCK = 4 * LANES;

  private final int rows;
  private final int columns;
  private final float[] values; // (⌈R / BLOCK⌉, C, BLOCK), zeros below the last row

  /**
   * Lays out some columns of a matrix.
   *
   * @param exact the matrix row after row, (R, {@code width})
   * @param width how many columns the whole matrix has
   * @param from the first column
   * @param to the column after the last
   */
  VectorMatrix(float[] exact, int width, int from, int to) {
    rows = exact.length / width;
    columns = to - from;
    values = new float[(rows + BLOCK - 1) / BLOCK * columns * BLOCK];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        values[place(r, c)] = exact[r * width + from + c];
      }
    }
  }

  private int place(int row, int column) {
    return (row / BLOCK * columns + column) * BLOCK + row % BLOCK;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public void copyTo(float[] exact, int width, int from, int row) {
    for (int r = 0; r < exact.length / width; r++) {
      for (int c = 0; c < columns; c++) {
        exact[r * width + from + c] = values[place(row + r, c)];
      }
    }
  }

  @Override
  public void addProduct(float[] x, int from, float[] sums, Workspace workspace) {
    for (int row = 0; row < sums.length; row += BLOCK) {
      addRows(row, x, from, sums, workspace);
    }
  }

  /** A block serves all vectors before the next one is loaded. */
  @Override
  public void addProducts(float[][] x, float[][] sums, int count, Workspace workspace) {
    for (int row = 0; row < sums[0].length; row += BLOCK) {
      for (int i = 0; i < count; i++) {
        addRows(row, x[i], 0, sums[i], workspace);
      }
    }
  }

  /** Adds the products of a block, as far as there are sums. */
  private void addRows(int row, float[] x, int from, float[] sums, Workspace workspace) {
    int left = sums.length - row;
    if (left >= BLOCK) {
      addBlock(row * columns, x, from, sums, row);
    } else {
      float[] block = workspace.rest(BLOCK);
      System.arraycopy(sums, row, block, 0, left);
      addBlock(row * columns, x, from, block, 0);
      System.arraycopy(block, 0, sums, row, left);
    }
  }

  /**
   * Adds the products of a block to as many sums.
   *
   * @param place where the block begins
   * @param to the place of the first sum
   */
  private void addBlock(int place, float[] x, int from, float[] sums, int to) {
    FloatVector even0 = FloatVector.fromArray(SPECIES, sums, to);
    FloatVector even1 = FloatVector.fromArray(SPECIES, sums, to + LANES);
    FloatVector even2 = FloatVector.fromArray(SPECIES, sums, to + 2 * LANES);
    FloatVector even3 = FloatVector.fromArray(SPECIES, sums, to + 3 * LANES);
    FloatVector odd0 = FloatVector.zero(SPECIES);
    FloatVector odd1 = FloatVector.zero(SPECIES);
    FloatVector odd2 = FloatVector.zero(SPECIES);
    FloatVector odd3 = FloatVector.zero(SPECIES);
    int w = place;
    int c = from;
    for (; c + 1 < from + columns; c += 2, w += 2 * BLOCK) {
      even0 = FloatVector.fromArray(SPECIES, values, w).mul(x[c]).add(even0);
      even1 = FloatVector.fromArray(SPECIES, values, w + LANES).mul(x[c]).add(even1);
      even2 = FloatVector.fromArray(SPECIES, values, w + 2 * LANES).mul(x[c]).add(even2);
      even3 = FloatVector.fromArray(SPECIES, values, w + 3 * LANES).mul(x[c]).add(even3);
      odd0 = FloatVector.fromArray(SPECIES, values, w + 4 * LANES).mul(x[c + 1]).add(odd0);
      odd1 = FloatVector.fromArray(SPECIES, values, w + 5 * LANES).mul(x[c + 1]).add(odd1);
      odd2 = FloatVector.fromArray(SPECIES, values, w + 6 * LANES).mul(x[c + 1]).add(odd2);
      odd3 = FloatVector.fromArray(SPECIES, values, w + 7 * LANES).mul(x[c + 1]).add(odd3);
    }
    if (c < from + columns) {
      even0 = FloatVector.fromArray(SPECIES, values, w).mul(x[c]).add(even0);
      even1 = FloatVector.fromArray(SPECIES, values, w + LANES).mul(x[c]).add(even1);
      even2 = FloatVector.fromArray(SPECIES, values, w + 2 * LANES).mul(x[c]).add(even2);
      even3 = FloatVector.fromArray(SPECIES, values, w + 3 * LANES).mul(x[c]).add(even3);
    }
    even0.add(odd0).intoArray(sums, to);
    even1.add(odd1).intoArray(sums, to + LANES);
    even2.add(odd2).intoArray(sums, to + 2 * LANES);
    even3.add(odd3).intoArray(sums, to + 3 * LANES);
  }
}
