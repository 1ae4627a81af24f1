package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.Softmax;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TemperatureScalingTest {

  private static double loss(float[][] logits, int[] labels, double temperature) {
    double loss = 0;
    for (int n = 0; n < labels.length; n++) {
      loss -= Math.log(Softmax.probabilities(logits[n], temperature)[labels[n]]);
    }
    return loss / labels.length;
  }

  @Test
  void of_two_labels_and_equal_margins_it_makes_the_probability_the_share_of_right_answers() {
    // Four margins of 3, three of them right: σ(3 / T) = 3/4, so that 3 / T = ln 3.
    float[][] logits = {{3, 0}, {0, 3}, {1, -2}, {0, 3}};
    int[] labels = {0, 1, 0, 0};

    assertThat(TemperatureScaling.fit(logits, labels)).isCloseTo(3 / Math.log(3), within(1e-9));
  }

  /**
   * Against SciPy 1.10: with z = np.stack([(i*7) % 13 / 2, (i*11) % 17 / 3, (i*5) % 19 / 4], 1) for
   * i = np.arange(500) and labels np.where((i*i) % 5 < 3, z.argmax(1), (i//7) % 3),
   * minimize_scalar(lambda u: nll(np.exp(u)), bounds=(-5, 5), method='bounded') gave T =
   * 2.01649444, a loss of 0.91454195 there and of 1.02507331 at T = 1.
   */
  @Test
  void it_is_the_one_that_a_general_minimiser_finds() {
    float[][] logits = new float[500][];
    int[] labels = new int[500];
    for (int i = 0; i < 500; i++) {
      logits[i] = new float[] {i * 7 % 13 / 2f, i * 11 % 17 / 3f, i * 5 % 19 / 4f};
      labels[i] = i * i % 5 < 3 ? greatest(logits[i]) : i / 7 % 3;
    }
    double temperature = TemperatureScaling.fit(logits, labels);

    assertThat(temperature).isCloseTo(2.01649444, within(1e-6));
    assertThat(loss(logits, labels, temperature)).isCloseTo(0.91454195, within(1e-7));
    assertThat(loss(logits, labels, 1)).isCloseTo(1.02507331, within(1e-7));
  }

  private static int greatest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  @Provide
  Arbitrary<List<List<Float>>> margins() {
    return Arbitraries.floats().between(-8, 8).list().ofSize(3).list().ofMinSize(4).ofMaxSize(25);
  }

  @Property(tries = 200)
  void no_other_temperature_has_a_smaller_loss(@ForAll("margins") List<List<Float>> rows) {
    float[][] logits = new float[rows.size()][3];
    int[] labels = new int[rows.size()];
    for (int n = 0; n < labels.length; n++) {
      for (int l = 0; l < 3; l++) {
        logits[n][l] = rows.get(n).get(l);
      }
      labels[n] = n % 4 == 0 ? n % 3 : greatest(logits[n]);
    }
    double temperature;
    try {
      temperature = TemperatureScaling.fit(logits, labels);
    } catch (IllegalArgumentException e) {
      Assume.that(false);
      return;
    }
    double least = loss(logits, labels, temperature);
    for (double other : new double[] {0.01, 0.5, 0.9, 0.999, 1.001, 1.1, 2, 100}) {
      assertThat(loss(logits, labels, temperature * other)).isGreaterThanOrEqualTo(least - 1e-12);
    }
  }

  @Test
  void great_and_small_logits_do_no_harm() {
    float[][] logits = {{1e30f, -1e30f}, {-1e30f, 1e30f}, {1e30f, -1e30f}};
    double temperature = TemperatureScaling.fit(logits, new int[] {0, 1, 1});
    assertThat(temperature).isCloseTo(2e30 / Math.log(2), within(1e24));
    float[][] small = {{1e-30f, 0}, {0, 1e-30f}, {1e-30f, 0}};
    assertThat(TemperatureScaling.fit(small, new int[] {0, 1, 1}))
        .isCloseTo(1e-30 / Math.log(2), within(1e-36));
  }

  @Test
  void where_all_are_right_none_is_the_best() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(new float[][] {{1, 0}, {0, 2}}, new int[] {0, 1}))
        .withMessage(
            "all held-out examples (2) are classified right, so that the surest probabilities are"
                + " the best, and no temperature is; hold out more examples, or leave the"
                + " classifier as it is");
  }

  @Test
  void where_labels_are_told_no_better_than_by_chance_none_is_the_best() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(new float[][] {{1, 0}, {0, 1}}, new int[] {0, 0}))
        .withMessageStartingWith(
            "the held-out examples (2) are classified no better than by chance");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(new float[][] {{1, 0}, {0, 2}}, new int[] {1, 0}));
  }
}
