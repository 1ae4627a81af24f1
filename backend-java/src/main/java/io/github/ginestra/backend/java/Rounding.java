package io.github.ginestra.backend.java;

import io.github.ginestra.internal.Docs;

/**
 * Numbers as 8-bit integers from -127 to 127, times a scale that all of a row share: zero stays
 * zero, and the greatest value of the row stays itself.
 */
final class Rounding {
  private static final float GREATEST = 127;

  private Rounding() {}

  /** The scale of a row that begins at {@code from}. */
  static float scale(float[] values, int from, int length) {
    float greatest = 0;
    for (int i = from; i < from + length; i++) {
      greatest = Math.max(greatest, Math.abs(values[i]));
    }
    return greatest / GREATEST;
  }

  /** A value as an integer. */
  static byte round(float value, float scale) {
    float number = scale == 0 ? 0 : value / scale;
    return (byte) Math.round(Math.max(-GREATEST, Math.min(GREATEST, number)));
  }

  /** What to throw where the values before rounding are asked for. */
  static IllegalStateException lost() {
    return new IllegalStateException(
        "the weights were rounded to 8 bits as they were loaded, and are not to be had any more:"
            + " load the model without quantize()"
            + Docs.see("backends.md#quantize"));
  }
}
