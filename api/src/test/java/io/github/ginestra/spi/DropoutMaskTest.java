package io.github.ginestra.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DropoutMaskTest {
  @Test
  void the_values_are_those_of_the_definition() {
    for (double rate : new double[] {0, 0.2, 0.5, 0.999}) {
      float[] mask = DropoutMask.of(1001, rate, 7, 3, 2);
      for (int i = 0; i < mask.length; i++) {
        assertThat(mask[i]).as("value %d", i).isEqualTo(byDefinition(i, rate, 7, 3, 2));
      }
    }
  }

  private static float byDefinition(int i, double rate, long seed, long step, int place) {
    long key = mix(mix(mix(seed) + step) + place);
    long bits = mix(key + (i / 2 + 1) * 0x9E3779B97F4A7C15L);
    int half = (int) (i % 2 == 0 ? bits : bits >>> 32);
    boolean dropped = Integer.toUnsignedLong(half) < Math.floor(rate * 0x1p32);
    return dropped ? 0 : (float) (1 / (1 - rate));
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Test
  void the_share_dropped_is_the_rate() {
    float[] mask = DropoutMask.of(100_000, 0.3, 1, 0, 0);
    int dropped = 0;
    for (float value : mask) {
      dropped += value == 0 ? 1 : 0;
    }
    assertThat(dropped / 100_000.0).isCloseTo(0.3, within(0.01));
  }

  @Test
  void seed_step_and_place_each_make_another_mask() {
    float[] mask = DropoutMask.of(64, 0.5, 1, 1, 1);
    assertThat(DropoutMask.of(64, 0.5, 1, 1, 1)).isEqualTo(mask);
    assertThat(DropoutMask.of(64, 0.5, 2, 1, 1)).isNotEqualTo(mask);
    assertThat(DropoutMask.of(64, 0.5, 1, 2, 1)).isNotEqualTo(mask);
    assertThat(DropoutMask.of(64, 0.5, 1, 1, 2)).isNotEqualTo(mask);
  }

  @Test
  void everything_cannot_be_dropped() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DropoutMask.of(4, 1, 0, 0, 0))
        .withMessageContaining("rate (1.0)");
  }
}
