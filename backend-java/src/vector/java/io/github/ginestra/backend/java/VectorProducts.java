package io.github.ginestra.backend.java;

import io.github.ginestra.internal.NotOnAndroid;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products that keep a block of the result in registers: four rows by two vectors, over the whole
 * depth. Each value is a chain of fused multiply-adds in one order, whatever the block, so that its
 * bits depend neither on the rows beside it nor on the length of a vector.
 */
@NotOnAndroid
final class VectorProducts implements Products {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** How many floats a vector has. */
  private static final int LANES = SPECIES.length();

  /** How many columns a block has. */
  private static final int BLOCK = 2 * LANES;

  /** How many rows of the matrix are passed over before the next block. */
  private static final int DEPTH = 128;

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
    for (int from = 0; from < depth; from += DEPTH) {
      int to = Math.min(depth, from + DEPTH);
      for (int j = 0; j < width; j += BLOCK) {
        addColumns(c, cFrom, a, aFrom, count, b, from, to, j, j + LANES < width);
      }
    }
  }

  /** Two vectors of columns, or one; what is computed beyond a row's width is padding. */
  private static void addColumns(
      float[][] c,
      int cFrom,
      float[][] a,
      int aFrom,
      int count,
      float[][] b,
      int from,
      int to,
      int j,
      boolean two) {
    int i = 0;
    for (; two && i + 3 < count; i += 4) {
      addBlock(c, cFrom + i, a, aFrom + i, b, from, to, j);
    }
    for (; i < count; i++) {
      addVector(c[cFrom + i], a[aFrom + i], b, from, to, j);
      if (two) {
        addVector(c[cFrom + i], a[aFrom + i], b, from, to, j + LANES);
      }
    }
  }

  private static void addBlock(
      float[][] c, int ci, float[][] a, int ai, float[][] b, int from, int to, int j) {
    float[] a0 = a[ai];
    float[] a1 = a[ai + 1];
    float[] a2 = a[ai + 2];
    float[] a3 = a[ai + 3];
    FloatVector c00 = FloatVector.fromArray(SPECIES, c[ci], j);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c[ci], j + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c[ci + 1], j);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c[ci + 1], j + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c[ci + 2], j);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c[ci + 2], j + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c[ci + 3], j);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c[ci + 3], j + LANES);
    for (int p = from; p < to; p++) {
      float[] bp = b[p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, bp, j);
      FloatVector b1 = FloatVector.fromArray(SPECIES, bp, j + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a0[p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a1[p]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, a2[p]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, a3[p]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
    }
    c00.intoArray(c[ci], j);
    c01.intoArray(c[ci], j + LANES);
    c10.intoArray(c[ci + 1], j);
    c11.intoArray(c[ci + 1], j + LANES);
    c20.intoArray(c[ci + 2], j);
    c21.intoArray(c[ci + 2], j + LANES);
    c30.intoArray(c[ci + 3], j);
    c31.intoArray(c[ci + 3], j + LANES);
  }

  private static void addVector(float[] c, float[] a, float[][] b, int from, int to, int j) {
    FloatVector sum = FloatVector.fromArray(SPECIES, c, j);
    for (int p = from; p < to; p++) {
      sum = FloatVector.broadcast(SPECIES, a[p]).fma(FloatVector.fromArray(SPECIES, b[p], j), sum);
    }
    sum.intoArray(c, j);
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
    for (int first = from; first < to; first += DEPTH) {
      int end = Math.min(to, first + DEPTH);
      for (int j = 0; j < width; j += BLOCK) {
        addColumnsTransposed(c, cFrom, cTo, a, cShift, b, first, end, j, j + LANES < width);
      }
    }
  }

  private static void addColumnsTransposed(
      float[][] c,
      int cFrom,
      int cTo,
      float[][] a,
      int cShift,
      float[][] b,
      int from,
      int to,
      int j,
      boolean two) {
    int row = cFrom;
    for (; two && row + 3 < cTo; row += 4) {
      addTransposedBlock(c, row, a, row - cShift, b, from, to, j);
    }
    for (; row < cTo; row++) {
      addTransposedVector(c[row], a, row - cShift, b, from, to, j);
      if (two) {
        addTransposedVector(c[row], a, row - cShift, b, from, to, j + LANES);
      }
    }
  }

  private static void addTransposedBlock(
      float[][] c, int ci, float[][] a, int p, float[][] b, int from, int to, int j) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c[ci], j);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c[ci], j + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c[ci + 1], j);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c[ci + 1], j + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c[ci + 2], j);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c[ci + 2], j + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c[ci + 3], j);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c[ci + 3], j + LANES);
    for (int n = from; n < to; n++) {
      float[] an = a[n];
      float[] bn = b[n];
      FloatVector b0 = FloatVector.fromArray(SPECIES, bn, j);
      FloatVector b1 = FloatVector.fromArray(SPECIES, bn, j + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, an[p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, an[p + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, an[p + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, an[p + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
    }
    c00.intoArray(c[ci], j);
    c01.intoArray(c[ci], j + LANES);
    c10.intoArray(c[ci + 1], j);
    c11.intoArray(c[ci + 1], j + LANES);
    c20.intoArray(c[ci + 2], j);
    c21.intoArray(c[ci + 2], j + LANES);
    c30.intoArray(c[ci + 3], j);
    c31.intoArray(c[ci + 3], j + LANES);
  }

  private static void addTransposedVector(
      float[] c, float[][] a, int p, float[][] b, int from, int to, int j) {
    FloatVector sum = FloatVector.fromArray(SPECIES, c, j);
    for (int n = from; n < to; n++) {
      sum =
          FloatVector.broadcast(SPECIES, a[n][p]).fma(FloatVector.fromArray(SPECIES, b[n], j), sum);
    }
    sum.intoArray(c, j);
  }
}
