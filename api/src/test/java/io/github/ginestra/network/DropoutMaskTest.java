package io.github.ginestra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutMaskTest {

  private static String kept(float[] mask) {
    StringBuilder kept = new StringBuilder();
    for (float value : mask) {
      kept.append(value == 0 ? '0' : '1');
    }
    return kept.toString();
  }

  /** Computed from the same recipe written in Python. */
  @Test
  void masks_never_change() {
    assertThat(kept(DropoutMask.of(65, 0.5, 7, 3, 1)))
        .isEqualTo("10100010001000101111000111111010010011010000110010100010001101110");
    assertThat(kept(DropoutMask.of(20, 0.25, -1, 0, 0))).isEqualTo("11111001111110011111");
  }

  @Test
  void what_is_kept_grows_so_that_the_mean_stays() {
    float[] mask = DropoutMask.of(100_000, 0.2, 1, 0, 0);
    double sum = 0;
    for (float value : mask) {
      assertThat(value).isIn(0f, 1.25f);
      sum += value;
    }
    assertThat(sum / mask.length).isCloseTo(1, within(0.01));
  }

  @Test
  void a_rate_of_zero_keeps_everything() {
    assertThat(DropoutMask.of(9, 0, 1, 2, 3)).containsOnly(1);
  }

  @Test
  void seed_step_and_place_give_different_masks() {
    float[] mask = DropoutMask.of(64, 0.5, 1, 1, 1);

    assertThat(mask).isEqualTo(DropoutMask.of(64, 0.5, 1, 1, 1));
    assertThat(mask).isNotEqualTo(DropoutMask.of(64, 0.5, 2, 1, 1));
    assertThat(mask).isNotEqualTo(DropoutMask.of(64, 0.5, 1, 2, 1));
    assertThat(mask).isNotEqualTo(DropoutMask.of(64, 0.5, 1, 1, 2));
  }

  @Test
  void a_shorter_mask_is_the_beginning_of_a_longer_one() {
    assertThat(DropoutMask.of(7, 0.5, 1, 1, 1))
        .isEqualTo(Arrays.copyOf(DropoutMask.of(64, 0.5, 1, 1, 1), 7));
  }

  @Test
  void a_rate_out_of_range_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DropoutMask.of(1, 1, 0, 0, 0))
        .withMessage("rate (1.0) must be in [0, 1)");
  }
}
