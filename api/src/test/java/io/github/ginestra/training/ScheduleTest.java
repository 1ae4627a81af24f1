package io.github.ginestra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final Offset<Double> EXACT = within(1e-14);
  private static final TrainingHistory NO_EPOCHS = new TrainingHistory(List.of());

  static List<Schedule> schedules() {
    return List.of(
        Schedule.CONSTANT,
        Schedule.ONE_CYCLE,
        Schedule.COSINE,
        Schedule.cosine(0.1),
        Schedule.cosine(0.99),
        Schedule.reduceOnPlateau(0.5, 2));
  }

  /** Epochs with such validation losses. */
  private static TrainingHistory history(double... losses) {
    List<EpochMetrics> epochs = new ArrayList<>();
    for (double loss : losses) {
      epochs.add(
          new EpochMetrics(
              epochs.size() + 1,
              1,
              OptionalDouble.empty(),
              OptionalDouble.of(loss),
              OptionalDouble.empty(),
              1));
    }
    return new TrainingHistory(epochs);
  }

  private static double[] factors(Schedule schedule, long steps) {
    return LongStream.range(0, steps)
        .mapToDouble(step -> schedule.factor(step, steps, NO_EPOCHS))
        .toArray();
  }

  @Test
  void a_constant_learning_rate_stays() {
    assertThat(factors(Schedule.CONSTANT, 7)).containsOnly(1);
  }

  @Test
  void one_cycle_gives_the_numbers_of_pytorch() {
    assertThat(factors(Schedule.ONE_CYCLE, 10))
        .containsExactly(
            new double[] {
              0.040000000000000036,
              0.52,
              1.0,
              0.9504846320134737,
              0.8117456539497631,
              0.6112620219362893,
              0.38874197806371075,
              0.18825834605023697,
              0.049519367986526286,
              4e-06
            },
            EXACT);
    assertThat(factors(Schedule.ONE_CYCLE, 5))
        .containsExactly(
            new double[] {
              0.040000000000000036,
              0.9504846320134737,
              0.6112620219362893,
              0.18825834605023697,
              4e-06
            },
            EXACT);
    assertThat(factors(Schedule.ONE_CYCLE, 2))
        .containsExactly(new double[] {0.811745653949763, 4e-06}, EXACT);
  }

  @Test
  void one_cycle_of_fifty_steps_gives_the_numbers_of_pytorch() {
    assertThat(Schedule.ONE_CYCLE.factor(7, 50, NO_EPOCHS)).isCloseTo(0.52, EXACT);
    assertThat(Schedule.ONE_CYCLE.factor(13, 50, NO_EPOCHS)).isCloseTo(0.9879653978472753, EXACT);
    assertThat(Schedule.ONE_CYCLE.factor(14, 50, NO_EPOCHS)).isCloseTo(1, EXACT);
    assertThat(Schedule.ONE_CYCLE.factor(15, 50, NO_EPOCHS)).isCloseTo(0.9979871550490316, EXACT);
    assertThat(Schedule.ONE_CYCLE.factor(48, 50, NO_EPOCHS))
        .isCloseTo(0.0020168449509684566, EXACT);
  }

  @Test
  void cosine_falls_from_one_to_zero() {
    assertThat(factors(Schedule.COSINE, 5))
        .containsExactly(
            new double[] {1, (2 + Math.sqrt(2)) / 4, 0.5, (2 - Math.sqrt(2)) / 4, 0}, EXACT);
  }

  @Test
  void a_warm_up_rises_straight_to_one_before_the_cosine_falls() {
    assertThat(factors(Schedule.cosine(0.3), 10))
        .containsExactly(
            new double[] {
              0.25,
              0.5,
              0.75,
              1,
              (1 + Math.cos(Math.PI / 6)) / 2,
              0.75,
              0.5,
              0.25,
              (1 + Math.cos(Math.PI * 5 / 6)) / 2,
              0
            },
            EXACT);
  }

  @Test
  void a_plateau_reduces_the_learning_rate_after_each_so_many_epochs_without_a_lower_loss() {
    Schedule schedule = Schedule.reduceOnPlateau(0.5, 2);

    assertThat(schedule.factor(7, 10, history(1, 0.9, 0.95))).isEqualTo(1);
    assertThat(schedule.factor(7, 10, history(1, 0.9, 0.95, 0.9))).isEqualTo(0.5);
    assertThat(schedule.factor(7, 10, history(1, 0.9, 0.95, 0.9, 1))).isEqualTo(0.5);
    assertThat(schedule.factor(7, 10, history(1, 0.9, 0.95, 0.9, 1, 1))).isEqualTo(0.25);
    assertThat(schedule.factor(7, 10, history(1, 0.9, 0.95, 0.9, 0.8, 0.9))).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void a_plateau_factor_out_of_range_is_refused(double factor) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.reduceOnPlateau(factor, 1))
        .withMessageContaining("factor (" + factor + ")");
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void factors_are_in_0_to_1_however_many_steps_there_are(Schedule schedule) {
    for (long steps = 1; steps < 40; steps++) {
      assertThat(Arrays.stream(factors(schedule, steps))).allMatch(f -> f >= 0 && f <= 1);
    }
    assertThat(schedule.factor(Long.MAX_VALUE / 4, Long.MAX_VALUE, NO_EPOCHS)).isBetween(0.0, 1.0);
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void the_only_step_of_a_training_is_made_at_the_full_learning_rate(Schedule schedule) {
    assertThat(schedule.factor(0, 1, NO_EPOCHS)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 10})
  void a_step_outside_the_training_is_refused(long step) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.COSINE.factor(step, 10, NO_EPOCHS))
        .withMessage("step (" + step + ") must be in [0, 10)");
  }
}
