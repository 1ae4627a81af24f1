package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.EmbeddingTable;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.SequenceBatch;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.Weights;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loss, gradients and optimiser steps of language networks equal the oracle's, whose gradients are
 * central differences of its loss.
 */
public abstract class LanguageGradientContract implements BackendUnderTest {
  private static final long SEED = 3;
  private static final RecurrentSpec LSTM = RecurrentSpec.lstm(4).layers(2);

  /** For subclasses. */
  protected LanguageGradientContract() {}

  static Stream<RecurrentSpec> layers() {
    return Fixtures.recurrentSpecs(3, 1, 2).filter(spec -> !spec.isBidirectional());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_step_follows_the_gradient_of_the_loss_at_every_step(RecurrentSpec recurrent) {
    assertSteps(Fixtures.language(recurrent, 0), Fixtures.sequences(1, 3, 6, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_step_follows_the_gradient_of_the_loss_at_the_last_step(RecurrentSpec recurrent) {
    assertSteps(Fixtures.language(recurrent, 0.3), lastOnly(2, 3, 6));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_carried_state_is_a_constant(RecurrentSpec recurrent) {
    assertSteps(
        Fixtures.language(recurrent, 0),
        Fixtures.sequences(3, 2, 4, false),
        Fixtures.sequences(4, 2, 3, true),
        Fixtures.sequences(5, 2, 5, true),
        Fixtures.sequences(6, 4, 2, false),
        Fixtures.sequences(7, 4, 2, true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_step_drops_what_the_masks_say(RecurrentSpec recurrent) {
    assertSteps(
        Fixtures.language(recurrent, 0.4),
        Fixtures.sequences(8, 3, 4, false),
        Fixtures.sequences(9, 3, 4, true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void masks_may_be_the_same_at_each_step(RecurrentSpec recurrent) {
    assertSteps(
        network(recurrent, 5, true, false),
        Fixtures.sequences(8, 3, 4, false),
        Fixtures.sequences(9, 3, 4, true));
  }

  @Test
  void a_tied_table_gets_the_gradients_of_both_its_uses() {
    assertSteps(network(LSTM, 4, false, true), Fixtures.sequences(10, 2, 5, false));
  }

  @Test
  void a_frozen_table_keeps_its_values_to_the_last_bit() {
    EmbeddingTable table = new EmbeddingTable("embedding", Fixtures.WORDS, 5, false);
    LanguageNetworkSpec spec = new LanguageNetworkSpec(table, 0, LSTM, 0, false, false);
    assertSteps(spec, Fixtures.sequences(11, 2, 5, false));
    Weights initial = Fixtures.weights(spec);
    try (Backend backend = openForTraining();
        TrainableLanguageNetwork network = backend.train(spec, initial, adamW(), SEED)) {
      network.step(Fixtures.sequences(11, 2, 5, false), 0.1);
      assertThat(network.weights().get("embedding.weight").values())
          .isEqualTo(initial.get("embedding.weight").values());
    }
  }

  @Test
  void only_the_targets_that_count_are_in_the_mean() {
    SequenceBatch batch = Fixtures.sequences(12, 3, 7, false);
    for (int i : new int[] {0, 1, 2, 4, 8, 9, 10, 11, 14, 18, 19, 20}) {
      batch.targets()[i] = SequenceBatch.NOT_COUNTED; // steps 0, 3 and 6 as a whole
    }
    assertThat(batch.counted()).isEqualTo(9);
    assertSteps(network(LSTM, 5, false, false), batch);
  }

  @Test
  void one_sequence_of_one_token_is_a_batch() {
    assertSteps(Fixtures.language(LSTM, 0.3), Fixtures.sequences(13, 1, 1, false));
  }

  @Test
  void adamw_and_clipping_work_as_for_classifiers() {
    SequenceBatch[] batches = {
      Fixtures.sequences(14, 3, 4, false),
      Fixtures.sequences(15, 3, 4, true),
      Fixtures.sequences(16, 3, 4, true)
    };
    assertSteps(network(LSTM, 4, false, true), adamW(), 0.01, false, batches);
  }

  @Test
  void measuring_the_loss_in_between_disturbs_nothing() {
    SequenceBatch[] batches = {
      Fixtures.sequences(17, 3, 4, false),
      Fixtures.sequences(18, 3, 4, true),
      Fixtures.sequences(19, 3, 4, true)
    };
    assertSteps(Fixtures.language(LSTM, 0.3), adamW(), 0.01, true, batches);
  }

  private static OptimizerSpec adamW() {
    return new OptimizerSpec(Method.ADAMW, 0.8, 0.9, 1e-2, 0.5, 0.3);
  }

  /** A network with dropout everywhere. */
  private static LanguageNetworkSpec network(
      RecurrentSpec recurrent, int dimension, boolean sameDropoutEachStep, boolean tied) {
    return new LanguageNetworkSpec(
        new EmbeddingTable("embedding", Fixtures.WORDS, dimension, true),
        0.2,
        recurrent.dropoutBetweenLayers(0.3),
        0.4,
        sameDropoutEachStep,
        tied);
  }

  /** Sequences of which only the last step has targets. */
  private static SequenceBatch lastOnly(long seed, int size, int steps) {
    SequenceBatch batch = Fixtures.sequences(seed, size, steps, false);
    Arrays.fill(batch.targets(), 0, size * (steps - 1), SequenceBatch.NOT_COUNTED);
    return batch;
  }

  private void assertSteps(LanguageNetworkSpec spec, SequenceBatch... batches) {
    assertSteps(spec, Fixtures.optimizer(Method.SGD), 0.5, false, batches);
  }

  private void assertSteps(
      LanguageNetworkSpec spec,
      OptimizerSpec optimizer,
      double rate,
      boolean measured,
      SequenceBatch... batches) {
    Weights initial = Fixtures.weights(spec);
    LanguageOracle oracle = new LanguageOracle(spec, initial);
    ReferenceOptimizer reference = new ReferenceOptimizer(optimizer);
    LanguageOracle.State[] states = {};
    try (Backend backend = openForTraining();
        TrainableLanguageNetwork network = backend.train(spec, initial, optimizer, SEED)) {
      for (int step = 0; step < batches.length; step++) {
        SequenceBatch batch = batches[step];
        LanguageOracle.Dropout dropout = new LanguageOracle.Dropout(SEED, step);
        states = batch.continued() ? states : oracle.start(batch.size());
        Map<String, double[]> gradient = oracle.gradient(states, batch, dropout);
        double expected = oracle.loss(states, batch, dropout);
        if (measured) {
          SequenceBatch other = Fixtures.sequences(step, 2, 3, false);
          assertThat(network.loss(other))
              .as("loss measured before step %d", step)
              .isCloseTo(oracle.loss(oracle.start(2), other), within(ReferenceOptimizer.TOLERANCE));
        }
        assertThat(network.step(batch, rate))
            .as("loss of step %d", step)
            .isCloseTo(expected, within(ReferenceOptimizer.TOLERANCE));
        reference.move(oracle.weights(), gradient, rate);
      }
      ReferenceOptimizer.assertSame(network.weights(), oracle.weights());
    }
  }
}
