package io.github.ginestra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
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
    assertThat(options.validationShare()).isZero();
    assertThat(options.patience()).isZero();
    assertThat(options.maximumSeconds()).isInfinite();
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
        .validationShare(0.2)
        .patience(4)
        .maximumSeconds(1.5);
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
    assertThat(options.validationShare()).isEqualTo(0.2);
    assertThat(options.patience()).isEqualTo(4);
    assertThat(options.maximumSeconds()).isEqualTo(1.5);
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
        refusal(() -> b.epochs(0), "epochs (0) must be positive"),
        refusal(() -> b.batchSize(-1), "batchSize (-1) must be positive"),
        refusal(() -> b.betas(1, 0.9), "beta1 (1.0) must be in [0, 1)"),
        refusal(() -> b.betas(0.9, -0.1), "beta2 (-0.1) must be in [0, 1)"),
        refusal(() -> b.epsilon(0), "epsilon (0.0) must be positive and finite"),
        refusal(() -> b.learningRate(-1), "learningRate (-1.0) must be positive and finite"),
        refusal(() -> b.learningRate(Double.NaN), "learningRate (NaN) must be positive and finite"),
        refusal(() -> b.weightDecay(-1), "weightDecay (-1.0) must be zero or more, and finite"),
        refusal(() -> b.clipNorm(0), "clipNorm (0.0) must be positive"),
        refusal(() -> b.clipNorm(Double.NaN), "clipNorm (NaN) must be positive"),
        refusal(() -> b.validationShare(1), "validationShare (1.0) must be in [0, 1)"),
        refusal(() -> b.patience(-1), "epochs (-1) must be zero or more"),
        refusal(() -> b.maximumSeconds(0), "seconds (0.0) must be positive"),
        refusal(() -> b.maximumSeconds(Double.NaN), "seconds (NaN) must be positive"));
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
  void nulls_are_refused_by_name() {
    assertThatNullPointerException()
        .isThrownBy(() -> TrainingOptions.builder().optimizer(null))
        .withMessage("method must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> TrainingOptions.builder().schedule(null))
        .withMessage("schedule must not be null");
  }
}
