package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.TrainableNetwork;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loss, gradients and optimiser steps equal the oracle's, whose gradients are central differences
 * of its loss.
 */
abstract class GradientContract extends BackendUnderTest {
  private static final RecurrentSpec LSTM = RecurrentSpec.lstm(4).layers(2);
  private static final OptimizerSpec SGD = Fixtures.optimizer(Method.SGD);

  GradientContract(Supplier<Backend> backend) {
    super(backend);
  }

  static Stream<Arguments> networks() {
    return Fixtures.recurrentSpecs(3, 1, 2)
        .flatMap(spec -> Stream.of(Pooling.values()).map(pooling -> Arguments.of(spec, pooling)));
  }

  static Stream<RecurrentSpec> layers() {
    return Fixtures.recurrentSpecs(3, 1, 2).filter(spec -> !spec.isBidirectional());
  }

  static Stream<RecurrentSpec> bidirectional() {
    return Fixtures.recurrentSpecs(3, 1, 2).filter(RecurrentSpec::isBidirectional);
  }

  @ParameterizedTest(name = "{0}, {1} pooling")
  @MethodSource("networks")
  void a_step_of_gradient_descent_follows_the_numerical_gradient(
      RecurrentSpec recurrent, Pooling pooling) {
    NetworkSpec spec = Fixtures.network(recurrent, pooling, 3);
    assertSteps(spec, SGD, 0.5, Fixtures.labelled(5, 3, 4, 1, 6));
  }

  @ParameterizedTest(name = "{0}, {1} pooling")
  @MethodSource("networks")
  void a_step_with_dropout_drops_what_the_masks_say(RecurrentSpec recurrent, Pooling pooling) {
    NetworkSpec spec = Fixtures.network(recurrent.dropoutBetweenLayers(0.25), pooling, 2, 0.4);
    assertSteps(spec, SGD, 0.5, twice(Fixtures.labelled(6, 2, 3, 5, 2)));
  }

  @Test
  void example_weights_scale_each_text_in_the_mean() {
    Batch batch =
        Fixtures.batch(7, 3, 5, 2).targets(new int[] {1, 0, 1}, new float[] {0.5f, 3, 1.25f});
    assertSteps(Fixtures.spamLike(), SGD, 0.5, twice(batch));
  }

  @Test
  void clipping_scales_all_gradients_by_one_factor() {
    OptimizerSpec clipped = Fixtures.optimizer(Method.SGD, 0, 0.05);
    assertSteps(Fixtures.spamLike(), clipped, 1, twice(Fixtures.labelled(8, 2, 4, 2, 6)));
  }

  @Test
  void clipping_leaves_gradients_below_the_norm_alone() {
    OptimizerSpec loose = Fixtures.optimizer(Method.SGD, 0, 1e6);
    assertSteps(Fixtures.spamLike(), loose, 1, twice(Fixtures.labelled(8, 2, 4, 2, 6)));
  }

  @Test
  void gradient_descent_adds_weight_decay_to_the_gradient() {
    OptimizerSpec decayed = Fixtures.optimizer(Method.SGD, 0.1, 0.05);
    assertSteps(Fixtures.spamLike(), decayed, 0.5, times(3, Fixtures.labelled(9, 2, 4, 2, 6)));
  }

  @Test
  void adam_moves_as_its_definition_says() {
    OptimizerSpec adam = adam(Method.ADAM, 0.05, 0.3);
    assertSteps(Fixtures.spamLike(), adam, 0.01, times(4, Fixtures.labelled(10, 2, 4, 2, 6)));
  }

  @Test
  void adamw_takes_weight_decay_off_the_weights() {
    OptimizerSpec adamw = adam(Method.ADAMW, 0.5, 0.3);
    assertSteps(Fixtures.spamLike(), adamw, 0.01, times(4, Fixtures.labelled(11, 2, 4, 2, 6)));
  }

  private static Batch[] twice(Batch batch) {
    return times(2, batch);
  }

  private static Batch[] times(int count, Batch batch) {
    return Collections.nCopies(count, batch).toArray(Batch[]::new);
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
            false,
            0.2,
            new Head.Pooled(Pooling.MAX, 2));
    Weights initial = Fixtures.weights(spec);
    try (TrainableNetwork network = train(spec, initial, adam(Method.ADAMW, 0.5, 1), SEED)) {
      Fixtures.learn(network, 0.1, Fixtures.labelled(12, 2, 3, 4));
      Weights after = network.weights();
      assertThat(after.get("embedding.weight").values())
          .isEqualTo(initial.get("embedding.weight").values());
      assertThat(after.get("letter_case.weight").values())
          .isNotEqualTo(initial.get("letter_case.weight").values());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_step_follows_the_gradient_of_the_loss_at_every_step(RecurrentSpec recurrent) {
    assertSteps(Fixtures.language(recurrent, 0), Fixtures.sequences(1, 3, 6, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_step_follows_the_gradient_of_the_loss_at_the_last_step(RecurrentSpec recurrent) {
    Batch batch = Fixtures.sequences(2, 3, 6, false);
    Arrays.fill(Fixtures.targets(batch).ids(), 0, 3 * 5, Targets.NOT_COUNTED);
    assertSteps(Fixtures.language(recurrent, 0.3), batch);
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
  void a_step_of_sequences_drops_what_the_masks_say(RecurrentSpec recurrent) {
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("bidirectional")
  void masks_may_be_the_same_at_each_step_of_a_text(RecurrentSpec recurrent) {
    NetworkSpec spec =
        new NetworkSpec(
            Fixtures.channels(),
            0.3,
            recurrent.dropoutBetweenLayers(0.3),
            true,
            0.4,
            new Head.Pooled(Pooling.MEAN, 2));
    assertSteps(spec, SGD, 0.5, Fixtures.labelled(21, 2, 3, 5, 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bidirectional")
  void each_step_of_ragged_texts_is_learned_in_both_directions(RecurrentSpec recurrent) {
    assertSteps(Fixtures.tagger(recurrent, 0.3), SGD, 0.5, twice(Fixtures.tagged(22, 4, 1, 6)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bidirectional")
  void a_loss_in_java_is_carried_back_from_each_step(RecurrentSpec recurrent) {
    assertSquares(Fixtures.tagger(recurrent, 0.3), Fixtures.tagged(23, 4, 1, 6));
  }

  @Test
  void a_loss_in_java_is_carried_back_from_pooled_logits_and_over_a_carried_state() {
    Batch texts =
        Fixtures.batch(7, 3, 5, 2).targets(new int[] {1, 0, 1}, new float[] {0.5f, 3, 1.25f});
    assertSquares(Fixtures.spamLike(), texts);
    assertSquares(
        Fixtures.language(LSTM, 0.2),
        Fixtures.sequences(24, 3, 4, false),
        Fixtures.sequences(25, 3, 4, true));
  }

  @Test
  void a_tied_table_gets_the_gradients_of_both_its_uses() {
    assertSteps(network(LSTM, 4, false, true), Fixtures.sequences(10, 2, 5, false));
  }

  @Test
  void only_the_targets_that_count_are_in_the_mean_each_with_its_weight() {
    Batch batch = Fixtures.sequences(12, 3, 7, false);
    Targets targets = Fixtures.targets(batch);
    for (int i : new int[] {0, 1, 2, 4, 8, 9, 10, 11, 14, 18, 19, 20}) {
      targets.ids()[i] = Targets.NOT_COUNTED; // steps 0, 3 and 6 as a whole
    }
    assertThat(targets.counted()).isEqualTo(9);
    assertSteps(network(LSTM, 5, false, false), batch);
    float[] weights = {0.5f, 2, 1};
    assertSteps(network(LSTM, 5, false, false), batch.targets(targets.ids(), weights));
  }

  @Test
  void one_sequence_of_one_token_is_a_batch() {
    assertSteps(Fixtures.language(LSTM, 0.3), Fixtures.sequences(13, 1, 1, false));
  }

  @Test
  void adamw_and_clipping_work_with_tied_weights_too() {
    OptimizerSpec adamW = adam(Method.ADAMW, 0.5, 0.3);
    assertSteps(network(LSTM, 4, false, true), adamW, 0.01, three(14));
  }

  @Test
  void measuring_the_loss_in_between_disturbs_nothing() {
    NetworkSpec spec = Fixtures.language(LSTM, 0.3);
    Oracle oracle = new Oracle(spec, Fixtures.weights(spec));
    OptimizerSpec adamW = adam(Method.ADAMW, 0.5, 0.3);
    assertSteps(spec, adamW, 0.01, Loss.SOFTMAX_CROSS_ENTROPY, oracle, true, three(17));
  }

  private static Batch[] three(int seed) {
    return new Batch[] {
      Fixtures.sequences(seed, 3, 4, false),
      Fixtures.sequences(seed + 1, 3, 4, true),
      Fixtures.sequences(seed + 2, 3, 4, true)
    };
  }

  /** A network of tokens with dropout everywhere. */
  private static NetworkSpec network(
      RecurrentSpec recurrent, int dimension, boolean sameDropoutEachStep, boolean tied) {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", Fixtures.WORDS, dimension, true)),
        0.2,
        recurrent.dropoutBetweenLayers(0.3),
        sameDropoutEachStep,
        0.4,
        new Head.PerStep(Fixtures.WORDS, tied));
  }

  private void assertSteps(NetworkSpec spec, Batch... batches) {
    assertSteps(spec, SGD, 0.5, batches);
  }

  private void assertSteps(NetworkSpec spec, OptimizerSpec optimizer, double rate, Batch... given) {
    Oracle oracle = new Oracle(spec, Fixtures.weights(spec));
    assertSteps(spec, optimizer, rate, Loss.SOFTMAX_CROSS_ENTROPY, oracle, false, given);
  }

  /** Half the squared distance to the one-hot target: a loss that no engine has of its own. */
  private void assertSquares(NetworkSpec spec, Batch... batches) {
    Oracle oracle = new Oracle(spec, Fixtures.weights(spec), Squares::of);
    assertSteps(spec, SGD, 0.1, new Squares(), oracle, true, batches);
  }
}
