package io.github.ginestra.backend.java;

import java.util.Arrays;

/**
 * A matrix rounded to 8-bit numbers, four of neighbouring columns in one int.
 *
 * <p>A product is one of integers: the vector is rounded to about 15 bits, so finely that only the
 * rounding of the weights shows, and each row's sum of integers is multiplied by its scales once,
 * at the end. The loop is like {@link FloatMatrix}'s, over all rows for four columns at a time; an
 * int is taken apart by shifts, which the compiler knows as vector instructions (it does not know
 * bytes that become ints). It takes as long as the floats' loop while these are in the fast caches,
 * and reads a quarter of the memory where they are not.
 */
final class ByteMatrix implements Matrix {
  private static final int GREATEST_WEIGHT = 127;

  /** The greatest integer of the vector, where the matrix is not too wide for it. */
  private static final int GREATEST_VALUE = Short.MAX_VALUE;

  private final int[][] columns; // (⌈C / 4⌉, R), the lowest byte first
  private final float[] scales; // (R)
  private final int width; // C

  /** The greatest integer of the vector, such that no sum of C products overflows. */
  private final int greatest;

  ByteMatrix(float[] values, int valuesWidth, int from, int to) {
    width = to - from;
    scales = new float[values.length / valuesWidth];
    columns = new int[(width + 3) / 4][scales.length];
    greatest = Math.min(GREATEST_VALUE, Integer.MAX_VALUE / GREATEST_WEIGHT / width);
    for (int r = 0; r < scales.length; r++) {
      scales[r] = Rounding.scale(values, r * valuesWidth + from, width);
      for (int c = 0; c < width; c++) {
        byte rounded = Rounding.round(values[r * valuesWidth + from + c], scales[r]);
        columns[c / 4][r] |= (rounded & 0xFF) << (c % 4 * 8);
      }
    }
  }

  @Override
  public int rows() {
    return scales.length;
  }

  @Override
  public void addProduct(float[] x, int from, float[] sums, Workspace workspace) {
    int[] rounded = workspace.rounded(columns.length * 4);
    float scale = round(x, from, rounded);
    int[] products = workspace.products(sums.length);
    Arrays.fill(products, 0, sums.length, 0);
    for (int c = 0; c < columns.length; c++) {
      add(products, sums.length, columns[c], rounded, c * 4);
    }
    for (int r = 0; r < sums.length; r++) {
      sums[r] += products[r] * (scales[r] * scale);
    }
  }

  /** Rounds the vector, and returns its scale; what is no number makes the scale none. */
  private float round(float[] x, int from, int[] rounded) {
    float most = 0;
    for (int c = 0; c < width; c++) {
      most = Math.max(most, Math.abs(x[from + c]));
    }
    float factor = greatest / most;
    if (Float.isInfinite(factor)) {
      factor = 0; // too small to make a difference
    }
    for (int c = 0; c < width; c++) {
      rounded[c] = (int) (x[from + c] * factor + (GREATEST_VALUE + 1.5f)) - (GREATEST_VALUE + 1);
    }
    Arrays.fill(rounded, width, columns.length * 4, 0);
    return most / greatest;
  }

  private static void add(int[] products, int rows, int[] column, int[] rounded, int c) {
    int x0 = rounded[c];
    int x1 = rounded[c + 1];
    int x2 = rounded[c + 2];
    int x3 = rounded[c + 3];
    for (int r = 0; r < rows; r++) {
      int four = column[r];
      products[r] +=
          x0 * (four << 24 >> 24)
              + x1 * (four << 16 >> 24)
              + x2 * (four << 8 >> 24)
              + x3 * (four >> 24);
    }
  }

  @Override
  public void copyTo(float[] values, int valuesWidth, int from, int row) {
    throw Rounding.lost();
  }
}
