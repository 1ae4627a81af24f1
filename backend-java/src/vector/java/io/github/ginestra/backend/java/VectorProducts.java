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

  /**
   * Two vectors of columns, or one; what is computed beyond a row's width is padding. Where less
   * than four rows are left, the last one is computed several times: one chain alone would wait for
   * each addition.
   */
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
    for (int i = 0; i < count; i += 4) {
      int second = Math.min(i + 1, count - 1);
      int third = Math.min(i + 2, count - 1);
      int fourth = Math.min(i + 3, count - 1);
      float[] c0 = c[cFrom + i];
      float[] c1 = c[cFrom + second];
      float[] c2 = c[cFrom + third];
      float[] c3 = c[cFrom + fourth];
      float[] a0 = a[aFrom + i];
      float[] a1 = a[aFrom + second];
      float[] a2 = a[aFrom + third];
      float[] a3 = a[aFrom + fourth];
      if (two) {
        addBlock(c0, c1, c2, c3, a0, a1, a2, a3, b, from, to, j);
      } else {
        addHalfBlock(c0, c1, c2, c3, a0, a1, a2, a3, b, from, to, j);
      }
    }
  }

  private static void addBlock(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float[] a0,
      float[] a1,
      float[] a2,
      float[] a3,
      float[][] b,
      int from,
      int to,
      int j) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c0, j);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c0, j + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c1, j);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c1, j + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c2, j);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c2, j + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c3, j);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c3, j + LANES);
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
    c00.intoArray(c0, j);
    c01.intoArray(c0, j + LANES);
    c10.intoArray(c1, j);
    c11.intoArray(c1, j + LANES);
    c20.intoArray(c2, j);
    c21.intoArray(c2, j + LANES);
    c30.intoArray(c3, j);
    c31.intoArray(c3, j + LANES);
  }

  private static void addHalfBlock(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float[] a0,
      float[] a1,
      float[] a2,
      float[] a3,
      float[][] b,
      int from,
      int to,
      int j) {
    FloatVector sum0 = FloatVector.fromArray(SPECIES, c0, j);
    FloatVector sum1 = FloatVector.fromArray(SPECIES, c1, j);
    FloatVector sum2 = FloatVector.fromArray(SPECIES, c2, j);
    FloatVector sum3 = FloatVector.fromArray(SPECIES, c3, j);
    for (int p = from; p < to; p++) {
      FloatVector bp = FloatVector.fromArray(SPECIES, b[p], j);
      sum0 = FloatVector.broadcast(SPECIES, a0[p]).fma(bp, sum0);
      sum1 = FloatVector.broadcast(SPECIES, a1[p]).fma(bp, sum1);
      sum2 = FloatVector.broadcast(SPECIES, a2[p]).fma(bp, sum2);
      sum3 = FloatVector.broadcast(SPECIES, a3[p]).fma(bp, sum3);
    }
    sum0.intoArray(c0, j);
    sum1.intoArray(c1, j);
    sum2.intoArray(c2, j);
    sum3.intoArray(c3, j);
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
    for (int row = cFrom; row < cTo; row += 4) {
      int second = Math.min(row + 1, cTo - 1);
      int third = Math.min(row + 2, cTo - 1);
      int fourth = Math.min(row + 3, cTo - 1);
      float[] c0 = c[row];
      float[] c1 = c[second];
      float[] c2 = c[third];
      float[] c3 = c[fourth];
      int p0 = row - cShift;
      int p1 = second - cShift;
      int p2 = third - cShift;
      int p3 = fourth - cShift;
      if (two) {
        addTransposedBlock(c0, c1, c2, c3, a, p0, p1, p2, p3, b, from, to, j);
      } else {
        addTransposedHalfBlock(c0, c1, c2, c3, a, p0, p1, p2, p3, b, from, to, j);
      }
    }
  }

  private static void addTransposedBlock(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float[][] a,
      int p0,
      int p1,
      int p2,
      int p3,
      float[][] b,
      int from,
      int to,
      int j) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c0, j);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c0, j + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c1, j);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c1, j + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c2, j);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c2, j + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c3, j);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c3, j + LANES);
    for (int n = from; n < to; n++) {
      float[] an = a[n];
      float[] bn = b[n];
      FloatVector b0 = FloatVector.fromArray(SPECIES, bn, j);
      FloatVector b1 = FloatVector.fromArray(SPECIES, bn, j + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, an[p0]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, an[p1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, an[p2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, an[p3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
    }
    c00.intoArray(c0, j);
    c01.intoArray(c0, j + LANES);
    c10.intoArray(c1, j);
    c11.intoArray(c1, j + LANES);
    c20.intoArray(c2, j);
    c21.intoArray(c2, j + LANES);
    c30.intoArray(c3, j);
    c31.intoArray(c3, j + LANES);
  }

  private static void addTransposedHalfBlock(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float[][] a,
      int p0,
      int p1,
      int p2,
      int p3,
      float[][] b,
      int from,
      int to,
      int j) {
    FloatVector sum0 = FloatVector.fromArray(SPECIES, c0, j);
    FloatVector sum1 = FloatVector.fromArray(SPECIES, c1, j);
    FloatVector sum2 = FloatVector.fromArray(SPECIES, c2, j);
    FloatVector sum3 = FloatVector.fromArray(SPECIES, c3, j);
    for (int n = from; n < to; n++) {
      float[] an = a[n];
      FloatVector bn = FloatVector.fromArray(SPECIES, b[n], j);
      sum0 = FloatVector.broadcast(SPECIES, an[p0]).fma(bn, sum0);
      sum1 = FloatVector.broadcast(SPECIES, an[p1]).fma(bn, sum1);
      sum2 = FloatVector.broadcast(SPECIES, an[p2]).fma(bn, sum2);
      sum3 = FloatVector.broadcast(SPECIES, an[p3]).fma(bn, sum3);
    }
    sum0.intoArray(c0, j);
    sum1.intoArray(c1, j);
    sum2.intoArray(c2, j);
    sum3.intoArray(c3, j);
  }
}
