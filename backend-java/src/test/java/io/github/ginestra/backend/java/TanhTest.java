package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TanhTest {
  /** How many floats apart the tested ones are; a prime, so that all last digits occur. */
  private static final int STRIDE = 211;

  @Test
  void the_error_stays_within_its_bound_and_the_value_within_one() {
    double greatest = 0;
    for (int bits = 0; bits < Float.floatToIntBits(30); bits += STRIDE) {
      float x = Float.intBitsToFloat(bits);
      float value = Tanh.of(x);
      greatest = Math.max(greatest, Math.abs(value - Math.tanh(x)));
      if (value > 1 || Tanh.of(-x) != -value) {
        throw new AssertionError("tanh(" + x + ") is " + value + ", of -x " + Tanh.of(-x));
      }
    }
    assertThat(greatest).isLessThan(Tanh.ERROR);
  }

  @Test
  void the_sigmoid_made_of_it_errs_half_as_much() {
    double greatest = 0;
    for (float x = -20; x < 20; x += 0.0007f) {
      double value = 0.5f + 0.5f * Tanh.of(0.5f * x);
      greatest = Math.max(greatest, Math.abs(value - 1 / (1 + Math.exp(-x))));
    }
    assertThat(greatest).isLessThan(Tanh.ERROR / 2 + 0x1p-24);
  }

  @Test
  void zero_infinity_and_no_number_are_what_they_should() {
    assertThat(Tanh.of(0)).isZero();
    assertThat((double) Tanh.of(Float.POSITIVE_INFINITY)).isCloseTo(1, within(Tanh.ERROR));
    assertThat((double) Tanh.of(Float.NEGATIVE_INFINITY)).isCloseTo(-1, within(Tanh.ERROR));
    assertThat(Tanh.of(Float.NaN)).isNaN();
  }
}
