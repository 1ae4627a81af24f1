package io.github.ginestra.backend.java;

/**
 * e to the power of floats, computed alike by every JVM: {@code 2^k · e^r} with a whole k and |r| ≤
 * ln(2)/2, where e^r is its Taylor polynomial of degree 7, wrong by at most 6·10⁻⁹ before rounding.
 */
final class Exponential {
  private static final float LOG2_E = 1.442695f;

  /** Adding it to a float of moderate size leaves the nearest whole number in the lowest bits. */
  private static final float ROUNDER = 12582912f;

  /** ln(2) in two parts, of which the first has few bits, so that k times it is exact. */
  private static final float LN2_HIGH = 0.6933594f;

  private static final float LN2_LOW = -2.1219444E-4f;

  /** Below, the result is taken as that of this bound, 1.6·10⁻³⁸. */
  private static final float LEAST = -87;

  private Exponential() {}

  /**
   * Computes {@code e^(x - shift)} of the first values, none of which is greater than the shift.
   *
   * @param powers where it is written; NaN where a value is NaN or infinite
   */
  static void of(float[] x, float shift, int count, float[] powers) {
    for (int i = 0; i < count; i++) {
      powers[i] = Math.max(LEAST, x[i] - shift);
    }
    for (int i = 0; i < count; i++) {
      float y = powers[i];
      float shifted = y * LOG2_E + ROUNDER;
      float k = shifted - ROUNDER;
      float r = (y - k * LN2_HIGH) - k * LN2_LOW;
      powers[i] =
          polynomial(r) * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + 127) << 23);
    }
  }

  private static float polynomial(float r) {
    return 1
        + r
            * (1
                + r
                    * (0.5f
                        + r
                            * (0.16666667f
                                + r
                                    * (0.041666668f
                                        + r
                                            * (0.008333334f
                                                + r * (0.0013888889f + r * 1.984127e-4f))))));
  }
}
