package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final double[] P = {0.06, 0.3, 0.02, 0.15, 0.2, 0.05, 0.08, 0.01, 0.1, 0.03};
  private static final int DRAWS = 100_000;

  /** log p and a constant, as networks give them. */
  private static float[] logits(double... p) {
    float[] logits = new float[p.length];
    for (int i = 0; i < p.length; i++) {
      logits[i] = (float) Math.log(p[i]) + 3;
    }
    return logits;
  }

  /** The definition, in another form: q = p^(1/T) / Σ p^(1/T). */
  private static double[] q(double[] p, double temperature) {
    double[] powers = Arrays.stream(p).map(x -> Math.pow(x, 1 / temperature)).toArray();
    double sum = DoubleStream.of(powers).sum();
    return Arrays.stream(powers).map(x -> x / sum).toArray();
  }

  private static double[] probabilities(Sampler sampler, double... p) {
    return sampler.start().probabilities(logits(p));
  }

  private static List<Integer> chosen(Sampler sampler, int count) {
    Sampling sampling = sampler.start();
    float[] logits = logits(P);
    return IntStream.range(0, count).mapToObj(i -> sampling.choose(logits)).toList();
  }

  private static void assertClose(double[] actual, double... expected) {
    assertThat(actual).containsExactly(expected, within(1e-6));
  }

  @Nested
  class Temperature {
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 1, 2})
    void is_the_definition(double temperature) {
      assertClose(probabilities(Sampler.temperature(temperature), P), q(P, temperature));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 1, 2})
    void draws_as_often_as_it_says(double temperature) {
      int[] counts = new int[P.length];
      chosen(Sampler.temperature(temperature).seed(11), DRAWS).forEach(i -> counts[i]++);

      List<double[]> cells = cells(counts, q(P, temperature)); // observed, expected
      double chiSquared =
          cells.stream().mapToDouble(c -> (c[0] - c[1]) * (c[0] - c[1]) / c[1]).sum();

      assertThat(cells.size()).isGreaterThan(3);
      assertThat(chiSquared).isLessThan(oneInThousand(cells.size() - 1));
    }

    /** Those expected five times or more; all others together are one. */
    private List<double[]> cells(int[] counts, double[] q) {
      List<double[]> cells = new ArrayList<>();
      double[] rest = new double[2];
      for (int i = 0; i < q.length; i++) {
        if (DRAWS * q[i] >= 5) {
          cells.add(new double[] {counts[i], DRAWS * q[i]});
        } else {
          rest[0] += counts[i];
          rest[1] += DRAWS * q[i];
        }
      }
      if (rest[1] >= 5) {
        cells.add(rest);
      } else {
        cells.get(0)[0] += rest[0];
        cells.get(0)[1] += rest[1];
      }
      return cells;
    }

    /** What χ² exceeds once in a thousand times (Wilson and Hilferty, 1931). */
    private double oneInThousand(int degrees) {
      double variance = 2.0 / (9 * degrees);
      return degrees * Math.pow(1 - variance + 3.09 * Math.sqrt(variance), 3);
    }

    @Test
    void approaches_greedy_as_it_falls() {
      assertThat(probabilities(Sampler.temperature(0.05), P)[1]).isGreaterThan(0.999);
      assertThat(chosen(Sampler.temperature(0.01), 1000)).containsOnly(1);
      assertThat(chosen(Sampler.greedy(), 10)).containsOnly(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-300, 1e-10})
    void is_stable_next_to_zero(double temperature) {
      assertClose(probabilities(Sampler.temperature(temperature), 0.2, 0.5, 0.3), 0, 1, 0);
      assertClose(probabilities(Sampler.temperature(temperature), 0.4, 0.2, 0.4), 0.5, 0, 0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e10, 1e300, Double.MAX_VALUE})
    void is_stable_far_out(double temperature) {
      assertClose(
          probabilities(Sampler.temperature(temperature), 0.1, 0.8, 0.1),
          1 / 3.0,
          1 / 3.0,
          1 / 3.0);
    }

    @Test
    void is_stable_with_extreme_logits() {
      float[] extreme = {-Float.MAX_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY};

      assertClose(Sampler.temperature(1).start().probabilities(extreme), 0, 1, 0);
      assertClose(Sampler.temperature(1e300).start().probabilities(extreme), 0.5, 0.5, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void must_be_positive_and_finite(double temperature) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Sampler.temperature(temperature))
          .withMessage("temperature (" + temperature + ") must be positive and finite");
    }
  }

  @Nested
  class Greedy {
    @Test
    void takes_the_first_of_equal_ones() {
      assertThat(Sampler.greedy().start().choose(logits(0.2, 0.4, 0.4))).isEqualTo(1);
    }

    @Test
    void is_certain() {
      assertClose(probabilities(Sampler.greedy(), 0.2, 0.5, 0.3), 0, 1, 0);
    }
  }

  @Nested
  class Filters {
    @Test
    void top_k_keeps_the_k_most_probable() {
      assertClose(
          probabilities(Sampler.temperature(1).topK(2), 0.1, 0.4, 0.2, 0.3),
          0,
          4 / 7.0,
          0,
          3 / 7.0);
      assertClose(probabilities(Sampler.temperature(1).topK(99), 0.1, 0.4, 0.5), 0.1, 0.4, 0.5);
    }

    @Test
    void top_k_keeps_the_first_of_equal_ones() {
      assertClose(
          probabilities(Sampler.temperature(1).topK(2), 0.2, 0.4, 0.2, 0.2),
          1 / 3.0,
          2 / 3.0,
          0,
          0);
    }

    @Test
    void top_p_keeps_the_smallest_set_that_reaches_p() {
      assertClose(
          probabilities(Sampler.temperature(1).topP(0.65), 0.1, 0.4, 0.2, 0.3),
          0,
          4 / 7.0,
          0,
          3 / 7.0);
      assertClose(
          probabilities(Sampler.temperature(1).topP(0.75), 0.1, 0.4, 0.2, 0.3),
          0,
          4 / 9.0,
          2 / 9.0,
          3 / 9.0);
      assertClose(probabilities(Sampler.temperature(1).topP(1), 0.1, 0.4, 0.5), 0.1, 0.4, 0.5);
    }

    @Test
    void top_p_always_keeps_one() {
      assertClose(probabilities(Sampler.temperature(1).topP(1e-12), 0.1, 0.4, 0.5), 0, 0, 1);
    }

    @Test
    void min_p_keeps_what_is_not_far_below_the_greatest() {
      assertClose(
          probabilities(Sampler.temperature(1).minP(0.45), 0.1, 0.4, 0.2, 0.3),
          0,
          4 / 9.0,
          2 / 9.0,
          3 / 9.0);
      assertClose(probabilities(Sampler.temperature(1).minP(1), 0.1, 0.4, 0.5), 0, 0, 1);
    }

    @Test
    void go_in_their_own_order_however_they_are_called() {
      double[] expected = probabilities(Sampler.temperature(2).topK(6).topP(0.8).minP(0.4), P);

      assertThat(probabilities(Sampler.temperature(2).minP(0.4).topP(0.8).topK(6), P))
          .isEqualTo(expected);

      double[] six = kept(q(P, 2), 1, 4, 3, 8, 6, 0); // in falling order
      double[] nucleus = kept(six, 1, 4, 3, 8, 6);
      assertThat(six[1] + six[4] + six[3] + six[8]).isLessThan(0.8);
      assertThat(nucleus[8]).isGreaterThan(0.4 * nucleus[1]);
      assertThat(nucleus[6]).isGreaterThan(0.4 * nucleus[1]);
      assertClose(expected, nucleus);
    }

    /** These alone, scaled to the sum 1. */
    private double[] kept(double[] q, int... ids) {
      double[] kept = new double[q.length];
      double sum = IntStream.of(ids).mapToDouble(i -> q[i]).sum();
      for (int i : ids) {
        kept[i] = q[i] / sum;
      }
      return kept;
    }

    @Test
    void refuse_values_out_of_range() {
      Sampler sampler = Sampler.temperature(1);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> sampler.topK(0))
          .withMessage("k (0) must be positive");
      for (double p : new double[] {0, -0.1, 1.1, Double.NaN}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> sampler.topP(p))
            .withMessage("p (" + p + ") must be in (0, 1]");
      }
      for (double p : new double[] {-0.1, 1.1, Double.NaN}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> sampler.minP(p))
            .withMessage("p (" + p + ") must be in [0, 1]");
      }
    }
  }

  @Nested
  class RepetitionPenalty {
    @Test
    void takes_the_probability_of_what_was_read_to_its_power() {
      Sampling sampling = Sampler.temperature(1).repetitionPenalty(2).start();
      sampling.read(1);
      sampling.read(1);

      double sum = 0.2 + 0.25 + 0.3;
      assertClose(sampling.probabilities(logits(0.2, 0.5, 0.3)), 0.2 / sum, 0.25 / sum, 0.3 / sum);
    }

    @Test
    void does_not_depend_on_a_constant_in_the_logits() {
      Sampling sampling = Sampler.temperature(1).repetitionPenalty(1.5).start();
      sampling.read(0);

      assertClose(
          sampling.probabilities(new float[] {-50, -51}),
          sampling.probabilities(new float[] {50, 49}));
    }

    @Test
    void forgets_what_is_beyond_its_window() {
      Sampling sampling = Sampler.temperature(1).repetitionPenalty(2, 2).start();
      sampling.read(0);
      sampling.read(1);
      sampling.read(1);

      double sum = 0.5 + 0.0625 + 0.25;
      assertClose(
          sampling.probabilities(logits(0.5, 0.25, 0.25)), 0.5 / sum, 0.0625 / sum, 0.25 / sum);
    }

    @Test
    void keeps_greedy_texts_from_going_round_in_circles() {
      Sampling sampling = Sampler.greedy().repetitionPenalty(2).start();
      float[] logits = logits(0.5, 0.3, 0.2);

      assertThat(List.of(sampling.choose(logits), sampling.choose(logits))).containsExactly(0, 1);
    }

    @Test
    void refuses_values_out_of_range() {
      for (double penalty : new double[] {0.9, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Sampler.greedy().repetitionPenalty(penalty))
            .withMessage("penalty (" + penalty + ") must be 1 or more, and finite");
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Sampler.greedy().repetitionPenalty(1.2, 0))
          .withMessage("window (0) must be positive");
    }
  }

  @Nested
  class Chance {
    @Test
    void is_the_same_each_time_for_a_seed() {
      Sampler sampler = Sampler.temperature(1).seed(7);

      assertThat(chosen(sampler, 100)).isEqualTo(chosen(sampler, 100));
      assertThat(chosen(sampler, 100)).isNotEqualTo(chosen(sampler.seed(8), 100));
    }

    @Test
    void is_new_each_time_without_a_seed() {
      Sampler sampler = Sampler.temperature(1);

      assertThat(chosen(sampler, 100)).isNotEqualTo(chosen(sampler, 100));
    }

    @Test
    void does_not_mind_the_rounding_of_engines() {
      Sampling one = Sampler.temperature(0.5).seed(3).start();
      Sampling other = Sampler.temperature(0.5).seed(3).start();
      float[] logits = logits(P);
      float[] rounded = logits.clone();
      for (int i = 0; i < rounded.length; i++) {
        rounded[i] += i % 2 == 0 ? 1e-6f : -1e-6f;
      }

      for (int i = 0; i < 1000; i++) {
        assertThat(one.choose(logits)).isEqualTo(other.choose(rounded));
      }
    }
  }

  @Nested
  class Exclusion {
    @Test
    void never_chooses_what_it_must_not() {
      Sampling sampling = Sampler.temperature(1e300).seed(1).start(0, 2);
      float[] logits = logits(0.9, 0.05, 0.04, 0.01);

      assertClose(sampling.probabilities(logits), 0, 0.5, 0, 0.5);
      assertThat(IntStream.range(0, 500).map(i -> sampling.choose(logits)).distinct().toArray())
          .containsExactlyInAnyOrder(1, 3);
      assertThat(Sampler.greedy().start(0).choose(logits)).isEqualTo(1);
    }

    @Test
    void must_leave_something() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Sampler.greedy().start(0, 1).choose(new float[] {1, 2}))
          .withMessage("logits (2 of them) leave no symbol to choose");
    }
  }

  @Test
  void a_choice_by_temperature_leaves_no_garbage() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    Sampling sampling = Sampler.temperature(0.7).seed(1).start(0);
    float[] logits = {0, 1, 2, 3};
    sampling.choose(logits);
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 1_000; i++) {
      sampling.choose(logits);
    }

    assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(1_000);
  }

  @Test
  void probabilities_are_the_callers_own() {
    Sampling sampling = Sampler.temperature(1).seed(1).start();
    double[] first = sampling.probabilities(new float[] {0, 1});
    double[] copy = first.clone();
    sampling.choose(new float[] {5, 1});

    assertThat(first).isEqualTo(copy);
  }

  @Test
  void a_choice_does_not_depend_on_those_before_of_other_sizes() {
    Sampling sampling = Sampler.greedy().start();
    sampling.choose(new float[] {0, 1, 9, 0});

    assertThat(sampling.choose(new float[] {0, 1})).isEqualTo(1);
    assertThat(sampling.choose(new float[] {0, 1, 2, 3, 4})).isEqualTo(4);
  }

  @Test
  void logits_that_are_no_scores_are_refused() {
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Sampler.greedy().start().choose(new float[] {1, wrong}))
          .withMessage("logits[1] (" + (double) wrong + ") must be a score");
    }
  }

  @Test
  void is_immutable() {
    Sampler sampler = Sampler.temperature(0.5).seed(1);
    String before = sampler.toString();

    sampler.topK(3).topP(0.5).minP(0.2).repetitionPenalty(2).seed(9);

    assertThat(sampler).hasToString(before).hasToString("temperature 0.5, seed 1");
  }

  @Test
  void names_itself() {
    assertThat(
            Sampler.temperature(0.5).topK(40).topP(0.9).minP(0.05).repetitionPenalty(1.2).seed(7))
        .hasToString(
            "temperature 0.5, top-k 40, top-p 0.9, min-p 0.05, repetition penalty 1.2, seed 7");
    assertThat(Sampler.greedy()).hasToString("greedy");
  }
}
