package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;

/**
 * The dropout masks of a training (Srivastava et al., 2014), as a pure function of seed, step and
 * place, so that every engine drops the same values and a resumed training uses the same masks.
 *
 * <p>The value i of a mask comes from 32 bits of {@code mix(key + (i / 2 + 1) · γ)}, the low half
 * for even i, the high half for odd i. Here {@code mix} and γ are those of SplitMix64 (Steele, Lea
 * and Flood, 2014) and {@code key = mix(mix(mix(seed) + step) + place)}. It is 0 where these bits,
 * as an unsigned number, are below rate · 2³², else 1 / (1 - rate).
 */
public final class DropoutMask {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private DropoutMask() {}

  /**
   * Makes a mask.
   *
   * @param length the number of values
   * @param rate the fraction to drop, in [0, 1)
   * @param seed the training's seed
   * @param step the number of the training batch, from 0
   * @param place which of the network's dropouts this is, see {@link NetworkSpec}
   * @return values 0 and 1 / (1 - rate)
   */
  public static float[] of(int length, double rate, long seed, long step, int place) {
    Checks.fraction(rate, "rate");
    float[] mask = new float[length];
    fill(mask, length, 0, rate, seed, step, place);
    return mask;
  }

  /**
   * Writes a part of a mask, as {@link #of} makes it whole.
   *
   * @param values where it is written, from the beginning
   * @param length how many values
   * @param first the index of the first of them in the whole mask
   * @param rate the share to drop, in [0, 1)
   * @param seed the training's seed
   * @param step the number of the batch that is learned from, from 0
   * @param place which of the network's dropouts this is, see {@link NetworkSpec}
   */
  public static void fill(
      float[] values, int length, long first, double rate, long seed, long step, int place) {
    long threshold = (long) (rate * 0x1p32);
    int kept = Float.floatToRawIntBits((float) (1 / (1 - rate)));
    long state = mix(mix(mix(seed) + step) + place) + first / 2 * GAMMA;
    int i = 0;
    if (first % 2 == 1 && length > 0) {
      state += GAMMA;
      values[i++] = keptOrZero(mix(state) >>> 32, threshold, kept);
    }
    for (; i < length; i += 2) {
      state += GAMMA;
      long bits = mix(state);
      values[i] = keptOrZero(bits & 0xFFFFFFFFL, threshold, kept);
      if (i + 1 < length) {
        values[i + 1] = keptOrZero(bits >>> 32, threshold, kept);
      }
    }
  }

  /**
   * The float whose bits are {@code kept}, or 0 if {@code bits < threshold}. Branch-free, since the
   * branch would be unpredictable.
   */
  private static float keptOrZero(long bits, long threshold, int kept) {
    int sign = (int) ((bits - threshold) >> 63); // all ones if less, else zero
    return Float.intBitsToFloat(kept & ~sign);
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
