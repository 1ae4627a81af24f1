package io.github.ginestra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingOptionsTest {

  @Test
  void the_defaults_are_those_documented() {
    TrainingOptions options = TrainingOptions.builder().build();

    assertThat(options.epochs()).isEqualTo(10);
    assertThat(options.batchSize()).isEqualTo(64);
    assertThat(options.bucketByLength()).isTrue();
    assertThat(options.learningRate()).isEqualTo(3e-3);
    assertThat(options.schedule()).isEqualTo(Schedule.ONE_CYCLE);
    assertThat(options.optimizer())
        .isEqualTo(new OptimizerSpec(Method.ADAMW, 0.9, 0.999, 1e-8, 1e-4, 1));
    assertThat(options.seed()).isZero();
    assertThat(options.validationFraction()).isZero();
    assertThat(options.patience()).isZero();
    assertThat(options.maximumDuration()).isNull();
  }

  private static TrainingOptions.Builder unusual() {
    return TrainingOptions.builder()
        .epochs(3)
        .batchSize(5)
        .bucketByLength(false)
        .optimizer(Method.SGD)
        .betas(0.5, 0.25)
        .epsilon(1e-3)
        .learningRate(0.1)
        .weightDecay(0)
        .clipNorm(Double.POSITIVE_INFINITY)
        .schedule(Schedule.COSINE)
        .seed(-7)
        .validationFraction(0.2)
        .patience(4)
        .maximumDuration(Duration.ofMillis(1500))
        .minimumImprovement(0.01)
        .gradientAccumulation(2);
  }

  private static void assertUnusual(TrainingOptions options) {
    assertThat(options.epochs()).isEqualTo(3);
    assertThat(options.batchSize()).isEqualTo(5);
    assertThat(options.bucketByLength()).isFalse();
    assertThat(options.learningRate()).isEqualTo(0.1);
    assertThat(options.schedule()).isEqualTo(Schedule.COSINE);
    assertThat(options.optimizer())
        .isEqualTo(new OptimizerSpec(Method.SGD, 0.5, 0.25, 1e-3, 0, Double.POSITIVE_INFINITY));
    assertThat(options.seed()).isEqualTo(-7);
    assertThat(options.validationFraction()).isEqualTo(0.2);
    assertThat(options.patience()).isEqualTo(4);
    assertThat(options.maximumDuration()).isEqualTo(Duration.ofMillis(1500));
    assertThat(options.minimumImprovement()).isEqualTo(0.01);
    assertThat(options.gradientAccumulation()).isEqualTo(2);
  }

  @Test
  void every_value_can_be_set() {
    assertUnusual(unusual().build());
  }

  @Test
  void options_made_into_a_builder_keep_every_value() {
    assertUnusual(unusual().build().toBuilder().build());
  }

  @Test
  void options_once_built_do_not_change_with_their_builder() {
    TrainingOptions.Builder builder = TrainingOptions.builder();
    TrainingOptions options = builder.build();
    builder.epochs(99);
    options.toBuilder().epochs(98);

    assertThat(options.epochs()).isEqualTo(10);
  }

  static Stream<Arguments> refused() {
    TrainingOptions.Builder b = TrainingOptions.builder();
    return Stream.of(
        refusal(() -> b.epochs(-1), "epochs (-1) must be zero or more"),
        refusal(() -> b.batchSize(-1), "batchSize (-1) must be zero or more"),
        refusal(() -> b.betas(1, 0.9), "beta1 (1.0) must be in [0, 1)"),
        refusal(() -> b.betas(0.9, -0.1), "beta2 (-0.1) must be in [0, 1)"),
        refusal(() -> b.epsilon(0), "epsilon (0.0) must be positive and finite"),
        refusal(() -> b.learningRate(-1), "learningRate (-1.0) must be zero or more, and finite"),
        refusal(
            () -> b.learningRate(Double.NaN),
            "learningRate (NaN) must be zero or more, and finite"),
        refusal(() -> b.weightDecay(-1), "weightDecay (-1.0) must be zero or more, and finite"),
        refusal(() -> b.clipNorm(0), "clipNorm (0.0) must be positive"),
        refusal(() -> b.clipNorm(Double.NaN), "clipNorm (NaN) must be positive"),
        refusal(() -> b.validationFraction(1), "validationFraction (1.0) must be in [0, 1)"),
        refusal(() -> b.patience(-1), "patience (-1) must be zero or more"),
        refusal(() -> b.maximumDuration(Duration.ZERO), "maximumDuration (PT0S) must be positive"));
  }

  private static Arguments refusal(Runnable setter, String message) {
    return Arguments.of(setter, message);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void a_wrong_value_is_refused_when_it_is_set(Runnable setter, String message) {
    assertThatIllegalArgumentException().isThrownBy(setter::run).withMessage(message);
  }

  @Test
  void options_are_equal_if_all_their_values_are() {
    assertThat(unusual().build()).isEqualTo(unusual().build()).hasSameHashCodeAs(unusual().build());
    assertThat(unusual().build()).isNotEqualTo(unusual().gradientAccumulation(3).build());
    assertThat(unusual().build().toString()).contains("gradientAccumulation=2");
  }

  @Test
  void options_survive_json() {
    for (Schedule schedule :
        List.of(
            Schedule.CONSTANT,
            Schedule.ONE_CYCLE,
            Schedule.cosine(0.1),
            Schedule.reduceOnPlateau(0.5, 2))) {
      TrainingOptions options = unusual().schedule(schedule).build();

      assertThat(TrainingOptions.fromJson(options.toJson())).isEqualTo(options);
    }
    TrainingOptions defaults = TrainingOptions.builder().build();
    assertThat(TrainingOptions.fromJson(defaults.toJson())).isEqualTo(defaults);
  }

  @Test
  void what_the_json_leaves_out_has_its_default() {
    assertThat(TrainingOptions.fromJson("{\"epochs\": 3, \"optimizer\": {\"beta1\": 0.5}}"))
        .isEqualTo(TrainingOptions.builder().epochs(3).betas(0.5, 0.999).build());
  }

  static Stream<Arguments> refusedJson() {
    return Stream.of(
        Arguments.of("epochs: 3", "the configuration is not JSON: "),
        Arguments.of("{\"epochs\": 3", "the configuration is not JSON: "),
        Arguments.of("[]", "the configuration ([]) must be an object"),
        Arguments.of("{\"epoch\": 3}", "\"epoch\" is not an option; there are [epochs, "),
        Arguments.of(
            "{\"optimizer\": {\"beta\": 3}}", "\"optimizer.beta\" is not an option; there are"),
        Arguments.of("{\"epochs\": -1}", "epochs (-1) must be zero or more"),
        Arguments.of("{\"epochs\": 1.5}", "\"epochs\" (1.5) must be an integer"),
        Arguments.of("{\"epochs\": 1e12}", "\"epochs\" (1e12) must be an integer"),
        Arguments.of("{\"epochs\": null}", "\"epochs\" (null) must be a value"),
        Arguments.of(
            "{\"learningRate\": \"fast\"}", "\"learningRate\" (\"fast\") must be a number"),
        Arguments.of("{\"bucketByLength\": 1}", "\"bucketByLength\" (1) must be true or false"),
        Arguments.of(
            "{\"maximumDuration\": \"soon\"}", "\"maximumDuration\": Text cannot be parsed"),
        Arguments.of(
            "{\"optimizer\": {\"method\": \"BEST\"}}",
            "\"optimizer.method\" (\"BEST\") must be one of [SGD, ADAM, ADAMW]"),
        Arguments.of(
            "{\"schedule\": \"triangle\"}",
            "\"schedule\" (\"triangle\") must be one of [constant, oneCycle, cosine,"
                + " reduceOnPlateau]"),
        Arguments.of("{\"schedule\": {\"type\": \"cosine\"}}", "\"schedule.warmUp\" is missing"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedJson")
  void json_that_is_wrong_is_refused_by_name(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingOptions.fromJson(json))
        .withMessageStartingWith(message);
  }

  @Test
  void nulls_are_refused_by_name() {
    assertThatNullPointerException()
        .isThrownBy(() -> TrainingOptions.builder().optimizer(null))
        .withMessage("method must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> TrainingOptions.builder().schedule(null))
        .withMessage("schedule must not be null");
  }
}
