package io.github.ginestra.backend.java;

import java.util.Arrays;

/**
 * Scratch of a training: rows of one width, each an array of its own, made when they are first
 * needed and kept. For one network in training.
 */
final class Rows {
  /** The floats in a line of the cache. */
  private static final int LINE = 16;

  /** What an array's header takes, in floats. */
  private static final int HEADER = 4;

  private final int width;
  private float[][] rows = {};

  Rows(int width) {
    this.width = width;
  }

  /** So many rows or more, of any values. */
  float[][] get(int count) {
    if (rows.length < count) {
      float[][] more = Arrays.copyOf(rows, count);
      for (int i = rows.length; i < count; i++) {
        more[i] = row(width);
      }
      rows = more;
    }
    return rows;
  }

  /**
   * A row of zeros, longer than it need be: so that whole vectors of up to 16 floats reach to its
   * end, and that the array takes whole lines of the cache, wherefore rows made one after the other
   * begin at the same place of a line.
   */
  static float[] row(int width) {
    return new float[(width + LINE - 1) / LINE * LINE + LINE - HEADER];
  }

  /** Several such rows. */
  static float[][] rows(int howMany, int floats) {
    float[][] rows = new float[howMany][];
    for (int i = 0; i < howMany; i++) {
      rows[i] = row(floats);
    }
    return rows;
  }
}
