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
    int wide = width / BLOCK * BLOCK;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      for (int j = 0; j < wide; j += BLOCK) {
        addBlock(c, cFrom + i, a, aFrom + i, b, depth, j);
      }
    }
    for (; i < count; i++) {
      for (int j = 0; j < wide; j += BLOCK) {
        addRow(c[cFrom + i], a[aFrom + i], b, depth, j);
      }
    }
    if (wide < width) {
      for (i = 0; i < count; i++) {
        addRest(c[cFrom + i], a[aFrom + i], b, depth, wide, width);
      }
    }
  }

  private static void addBlock(
      float[][] c, int ci, float[][] a, int ai, float[][] b, int depth, int j) {
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
    for (int p = 0; p < depth; p++) {
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

  private static void addRow(float[] c, float[] a, float[][] b, int depth, int j) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, j);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, j + LANES);
    for (int p = 0; p < depth; p++) {
      FloatVector x = FloatVector.broadcast(SPECIES, a[p]);
      c0 = x.fma(FloatVector.fromArray(SPECIES, b[p], j), c0);
      c1 = x.fma(FloatVector.fromArray(SPECIES, b[p], j + LANES), c1);
    }
    c0.intoArray(c, j);
    c1.intoArray(c, j + LANES);
  }

  /** The columns that fill no block. */
  private static void addRest(float[] c, float[] a, float[][] b, int depth, int from, int to) {
    for (int p = 0; p < depth; p++) {
      addFused(c, b[p], a[p], from, to);
    }
  }

  private static void addFused(float[] c, float[] b, float x, int from, int to) {
    for (int j = from; j < to; j++) {
      c[j] = Math.fma(x, b[j], c[j]);
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
    int wide = width / BLOCK * BLOCK;
    int row = cFrom;
    for (; row + 3 < cTo; row += 4) {
      for (int j = 0; j < wide; j += BLOCK) {
        addTransposedBlock(c, row, a, row - cShift, b, from, to, j);
      }
    }
    for (; row < cTo; row++) {
      for (int j = 0; j < wide; j += BLOCK) {
        addTransposedRow(c[row], a, row - cShift, b, from, to, j);
      }
    }
    if (wide < width) {
      for (row = cFrom; row < cTo; row++) {
        for (int n = from; n < to; n++) {
          addFused(c[row], b[n], a[n][row - cShift], wide, width);
        }
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

  private static void addTransposedRow(
      float[] c, float[][] a, int p, float[][] b, int from, int to, int j) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, j);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, j + LANES);
    for (int n = from; n < to; n++) {
      FloatVector x = FloatVector.broadcast(SPECIES, a[n][p]);
      c0 = x.fma(FloatVector.fromArray(SPECIES, b[n], j), c0);
      c1 = x.fma(FloatVector.fromArray(SPECIES, b[n], j + LANES), c1);
    }
    c0.intoArray(c, j);
    c1.intoArray(c, j + LANES);
  }
}
