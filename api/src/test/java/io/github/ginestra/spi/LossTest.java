package io.github.ginestra.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.network.Targets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LossTest {
  private static final Loss LOSS = Loss.SOFTMAX_CROSS_ENTROPY;
  private static final int CLASSES = 4;

  private static float[] logits(int rows) {
    Random random = new Random(1);
    float[] logits = new float[rows * CLASSES];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (3 * random.nextGaussian());
    }
    return logits;
  }

  private static double loss(float[] logits, Targets targets) {
    return LOSS.gradient(logits, targets, new float[logits.length]);
  }

  /** Compares with central differences. */
  private static void assertGradient(float[] logits, Targets targets) {
    float[] gradient = new float[logits.length];
    Arrays.fill(gradient, 9);
    LOSS.gradient(logits, targets, gradient);
    for (int i = 0; i < logits.length; i++) {
      float before = logits[i];
      logits[i] = before + 0.01f;
      double above = loss(logits, targets);
      logits[i] = before - 0.01f;
      double below = loss(logits, targets);
      logits[i] = before;
      assertThat((double) gradient[i])
          .as("derivative by logit %d", i)
          .isCloseTo((above - below) / 0.02, within(1e-4));
    }
  }

  @Test
  void the_loss_is_the_mean_of_the_negative_log_probabilities() {
    float[] logits = {0, (float) Math.log(3), (float) Math.log(2), 0};
    assertThat(loss(logits, new Targets(2, new int[] {1, 0})))
        .isCloseTo(-(Math.log(0.75) + Math.log(2 / 3.0)) / 2, within(1e-7));
  }

  @Test
  void the_gradient_is_the_numerical_one() {
    assertGradient(logits(5), new Targets(5, new int[] {0, 3, 1, 1, 2}));
  }

  @Test
  void weights_scale_each_sequence_in_loss_and_gradient() {
    Targets targets = new Targets(3, new int[] {0, 3, 1}, new float[] {0.5f, 3, 1.25f});
    float[] logits = logits(3);
    assertGradient(logits, targets);
    double expected = 0;
    for (int n = 0; n < 3; n++) {
      float[] row = Arrays.copyOfRange(logits, n * CLASSES, (n + 1) * CLASSES);
      expected += targets.weight(n) * loss(row, new Targets(1, new int[] {targets.ids()[n]}));
    }
    assertThat(loss(logits, targets)).isCloseTo(expected / 4.75, within(1e-9));
  }

  @Test
  void steps_that_do_not_count_are_neither_in_the_loss_nor_in_the_gradient() {
    int[] ids = {0, -1, 3, 1, -1, 2};
    Targets targets = new Targets(2, ids, new float[] {2, 0.5f});
    assertGradient(logits(6), targets);
  }

  @Test
  void great_logits_do_not_overflow() {
    assertThat(loss(new float[] {1e30f, 0, -1e30f, 0}, new Targets(1, new int[] {0}))).isZero();
    assertThat(loss(new float[] {1000, 0, 0, 0}, new Targets(1, new int[] {1})))
        .isCloseTo(1000, within(1e-9));
  }

  @Test
  void what_is_no_number_shows() {
    assertThat(loss(new float[] {Float.NaN, 0, 0, 0}, new Targets(1, new int[] {1}))).isNaN();
  }

  private static Targets sets(float @org.jspecify.annotations.Nullable [] weights, int[]... sets) {
    return new Targets(sets.length, new int[sets.length], weights, sets);
  }

  @Test
  void the_sigmoid_loss_is_the_sum_of_negative_log_probabilities_over_the_outputs() {
    float[] logits = {0, (float) Math.log(3), 0, (float) -Math.log(3)};
    double expected = -Math.log(0.5) - Math.log(0.75) - Math.log(0.5) - Math.log(0.75);
    assertThat(
            Loss.SIGMOID_CROSS_ENTROPY.gradient(logits, sets(null, new int[] {0, 1}), new float[4]))
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void the_gradient_of_the_sigmoid_loss_is_the_numerical_one() {
    Targets targets =
        sets(new float[] {0.5f, 3, 1}, new int[] {0, 3}, new int[0], new int[] {1, 2, 3});
    float[] logits = logits(3);
    float[] gradient = new float[logits.length];
    Loss.SIGMOID_CROSS_ENTROPY.gradient(logits, targets, gradient);
    for (int i = 0; i < logits.length; i++) {
      float[] above = logits.clone();
      float[] below = logits.clone();
      above[i] += 0.01f;
      below[i] -= 0.01f;
      double slope =
          (Loss.SIGMOID_CROSS_ENTROPY.gradient(above, targets, new float[12])
                  - Loss.SIGMOID_CROSS_ENTROPY.gradient(below, targets, new float[12]))
              / ((double) above[i] - below[i]);
      assertThat((double) gradient[i]).isCloseTo(slope, within(1e-4));
    }
  }

  @Test
  void sequences_that_do_not_count_are_neither_in_the_sigmoid_loss_nor_in_its_gradient() {
    int[][] sets = {{0}, {1, 2}, {3}};
    Targets targets = new Targets(3, new int[] {0, Targets.NOT_COUNTED, 0}, null, sets);
    float[] logits = logits(3);
    float[] gradient = new float[logits.length];
    Arrays.fill(gradient, 9);

    double loss = Loss.SIGMOID_CROSS_ENTROPY.gradient(logits, targets, gradient);

    float[] counted = new float[2 * CLASSES];
    System.arraycopy(logits, 0, counted, 0, CLASSES);
    System.arraycopy(logits, 2 * CLASSES, counted, CLASSES, CLASSES);
    float[] expected = new float[counted.length];
    assertThat(loss)
        .isEqualTo(
            Loss.SIGMOID_CROSS_ENTROPY.gradient(
                counted, sets(null, new int[] {0}, new int[] {3}), expected));
    assertThat(Arrays.copyOf(gradient, CLASSES)).isEqualTo(Arrays.copyOf(expected, CLASSES));
    assertThat(Arrays.copyOfRange(gradient, CLASSES, 2 * CLASSES)).containsOnly(0);
    assertThat(Arrays.copyOfRange(gradient, 2 * CLASSES, 3 * CLASSES))
        .isEqualTo(Arrays.copyOfRange(expected, CLASSES, 2 * CLASSES));
  }

  @Test
  void the_sigmoid_loss_stays_finite_for_great_logits() {
    float[] gradient = new float[2];
    assertThat(
            Loss.SIGMOID_CROSS_ENTROPY.gradient(
                new float[] {1e30f, -1e30f}, sets(null, new int[] {0}), gradient))
        .isZero();
    assertThat(gradient).containsExactly(0, 0);
  }
}
