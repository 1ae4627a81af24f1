package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.Pooling;
import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.EmbeddingTable;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.StepResult;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loss, gradients and optimiser steps equal the oracle's, whose gradients are central differences
 * of its loss.
 */
public abstract class GradientContract implements BackendUnderTest {
  private static final long SEED = 3;

  /** For subclasses. */
  protected GradientContract() {}

  static Stream<Arguments> networks() {
    return Fixtures.recurrentSpecs(3, 1, 2)
        .flatMap(spec -> Stream.of(Pooling.values()).map(pooling -> Arguments.of(spec, pooling)));
  }

  @ParameterizedTest(name = "{0}, {1} pooling")
  @MethodSource("networks")
  void a_step_of_gradient_descent_follows_the_numerical_gradient(
      RecurrentSpec recurrent, Pooling pooling) {
    NetworkSpec spec = Fixtures.network(recurrent, pooling, 3);
    assertSteps(spec, Fixtures.optimizer(Method.SGD), 0.5, 1, Fixtures.labelled(5, 3, 4, 1, 6));
  }

  @ParameterizedTest(name = "{0}, {1} pooling")
  @MethodSource("networks")
  void a_step_with_dropout_drops_what_the_masks_say(RecurrentSpec recurrent, Pooling pooling) {
    NetworkSpec spec = Fixtures.network(recurrent.dropoutBetweenLayers(0.25), pooling, 2, 0.4);
    assertSteps(spec, Fixtures.optimizer(Method.SGD), 0.5, 2, Fixtures.labelled(6, 2, 3, 5, 2));
  }

  @Test
  void example_weights_scale_each_text_in_the_mean() {
    EncodedBatch batch =
        Fixtures.batch(7, 3, 5, 2).labelled(new int[] {1, 0, 1}, new float[] {0.5f, 3, 1.25f});
    assertSteps(Fixtures.spamLike(), Fixtures.optimizer(Method.SGD), 0.5, 2, batch);
  }

  @Test
  void clipping_scales_all_gradients_by_one_factor() {
    OptimizerSpec clipped = Fixtures.optimizer(Method.SGD, 0, 0.05);
    assertSteps(Fixtures.spamLike(), clipped, 1, 2, Fixtures.labelled(8, 2, 4, 2, 6));
  }

  @Test
  void clipping_leaves_gradients_below_the_norm_alone() {
    OptimizerSpec loose = Fixtures.optimizer(Method.SGD, 0, 1e6);
    assertSteps(Fixtures.spamLike(), loose, 1, 2, Fixtures.labelled(8, 2, 4, 2, 6));
  }

  @Test
  void gradient_descent_adds_weight_decay_to_the_gradient() {
    OptimizerSpec decayed = Fixtures.optimizer(Method.SGD, 0.1, 0.05);
    assertSteps(Fixtures.spamLike(), decayed, 0.5, 3, Fixtures.labelled(9, 2, 4, 2, 6));
  }

  @Test
  void adam_moves_as_its_definition_says() {
    OptimizerSpec adam = adam(Method.ADAM, 0.05, 0.3);
    assertSteps(Fixtures.spamLike(), adam, 0.01, 4, Fixtures.labelled(10, 2, 4, 2, 6));
  }

  @Test
  void adamw_takes_weight_decay_off_the_weights() {
    OptimizerSpec adamw = adam(Method.ADAMW, 0.5, 0.3);
    assertSteps(Fixtures.spamLike(), adamw, 0.01, 4, Fixtures.labelled(11, 2, 4, 2, 6));
  }

  /**
   * A large epsilon tempers the first steps, whose sign alone would count otherwise, whatever a
   * float's rounding makes of it.
   */
  private static OptimizerSpec adam(Method method, double weightDecay, double clipNorm) {
    return new OptimizerSpec(method, 0.8, 0.9, 1e-2, weightDecay, clipNorm);
  }

  @Test
  void a_frozen_table_keeps_its_values_to_the_last_bit() {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(
                new EmbeddingTable("embedding", Fixtures.WORDS, 5, false),
                new EmbeddingTable("letter_case", Fixtures.CASES, 2, true)),
            0.2,
            RecurrentSpec.gru(4),
            Pooling.MAX,
            0.2,
            2);
    Weights initial = Fixtures.weights(spec);
    try (Backend backend = openForTraining();
        TrainableNetwork network = backend.train(spec, initial, adam(Method.ADAMW, 0.5, 1), SEED)) {
      network.step(Fixtures.labelled(12, 2, 3, 4), 0.1);
      Weights after = network.weights();
      assertThat(after.get("embedding.weight").values())
          .isEqualTo(initial.get("embedding.weight").values());
      assertThat(after.get("letter_case.weight").values())
          .isNotEqualTo(initial.get("letter_case.weight").values());
    }
  }

  @Test
  void a_step_counts_the_texts_whose_label_scored_highest() {
    NetworkSpec spec = Fixtures.network(RecurrentSpec.gru(4), Pooling.MAX, 3);
    EncodedBatch batch = Fixtures.labelled(14, 3, 3, 4, 2, 6, 5, 1, 2);
    Weights initial = Fixtures.weights(spec);
    int expected = correct(new Oracle(spec, initial).logits(batch), Fixtures.labels(batch));
    try (Backend backend = openForTraining();
        TrainableNetwork network =
            backend.train(spec, initial, Fixtures.optimizer(Method.SGD), SEED)) {
      assertThat(network.step(batch, 0).correct()).isEqualTo(expected).isBetween(1, 6);
    }
  }

  private static int correct(double[][] logits, int[] labels) {
    int correct = 0;
    for (int n = 0; n < logits.length; n++) {
      double best = Arrays.stream(logits[n]).max().orElseThrow();
      correct += logits[n][labels[n]] == best ? 1 : 0;
    }
    return correct;
  }

  private void assertSteps(
      NetworkSpec spec, OptimizerSpec optimizer, double rate, int steps, EncodedBatch batch) {
    Weights initial = Fixtures.weights(spec);
    Oracle oracle = new Oracle(spec, initial);
    ReferenceOptimizer reference = new ReferenceOptimizer(optimizer);
    try (Backend backend = openForTraining();
        TrainableNetwork network = backend.train(spec, initial, optimizer, SEED)) {
      for (int step = 0; step < steps; step++) {
        double expected = oracle.loss(batch, SEED, step);
        Map<String, double[]> gradient = oracle.gradient(batch, SEED, step);
        StepResult result = network.step(batch, rate);
        assertThat((double) result.loss())
            .as("loss of step %d", step)
            .isCloseTo(expected, within(ReferenceOptimizer.TOLERANCE));
        reference.move(oracle.weights(), gradient, rate);
      }
      ReferenceOptimizer.assertSame(network.weights(), oracle.weights());
    }
  }
}
