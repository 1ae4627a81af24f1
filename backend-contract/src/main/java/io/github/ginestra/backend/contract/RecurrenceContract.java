package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.TrainableNetwork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Logits equal the oracle's: of a batch, at once, in parts and step by step. */
abstract class RecurrenceContract extends BackendUnderTest {
  private static final double TOLERANCE = 1e-5;

  RecurrenceContract(Supplier<Backend> backend) {
    super(backend);
  }

  static Stream<RecurrentSpec> recurrent() {
    return Fixtures.recurrentSpecs(6, 1, 2, 3);
  }

  static Stream<RecurrentSpec> layers() {
    return recurrent().filter(spec -> !spec.isBidirectional());
  }

  static Stream<Arguments> networks() {
    return recurrent()
        .flatMap(spec -> Stream.of(Pooling.values()).map(pooling -> Arguments.of(spec, pooling)));
  }

  @ParameterizedTest(name = "{0}, {1} pooling")
  @MethodSource("networks")
  void logits_of_ragged_texts_equal_the_oracle(RecurrentSpec recurrent, Pooling pooling) {
    assertLikeOracle(Fixtures.network(recurrent, pooling, 3), Fixtures.batch(5, 7, 1, 4, 12, 2));
  }

  @ParameterizedTest(name = "{0}, {1} pooling")
  @MethodSource("networks")
  void logits_of_texts_of_one_length_equal_the_oracle(RecurrentSpec recurrent, Pooling pooling) {
    assertLikeOracle(Fixtures.network(recurrent, pooling, 2), Fixtures.batch(6, 4, 4, 4));
  }

  static Stream<RecurrentSpec> unevenSizes() {
    return Fixtures.unevenSizes();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unevenSizes")
  void logits_of_any_number_of_units_equal_the_oracle(RecurrentSpec recurrent) {
    NetworkSpec spec = Fixtures.network(recurrent, Pooling.MEAN, 3);
    assertLikeOracle(spec, Fixtures.moderateWeights(spec), Fixtures.batch(6, 3, 1, 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recurrent")
  void logits_at_each_step_of_ragged_texts_equal_the_oracle(RecurrentSpec recurrent) {
    assertLikeOracle(Fixtures.tagger(recurrent, 0), Fixtures.batch(5, 7, 1, 4, 12, 2));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void vectors_as_large_as_are_allowed_saturate_the_gates_like_the_oracles(Cell cell) {
    NetworkSpec spec = Fixtures.network(new RecurrentSpec(cell, 16, true, 2, 0), Pooling.MAX, 3);
    Weights weights = Fixtures.moderateWeights(spec);
    float[] vectors = weights.get("embedding.weight").values();
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = vectors[i] < 0 ? -1e9f : 1e9f;
    }
    assertLikeOracle(spec, weights, Fixtures.batch(6, 9, 1, 4));
  }

  @Test
  void a_single_text_of_a_single_step_equals_the_oracle() {
    assertLikeOracle(Fixtures.spamLike(), Fixtures.batch(7, 1));
    assertLikeOracle(Fixtures.tagger(RecurrentSpec.lstm(6), 0), Fixtures.batch(7, 1));
  }

  @Test
  void long_texts_equal_the_oracle() {
    assertLikeOracle(
        Fixtures.network(RecurrentSpec.lstm(6).bidirectional(), Pooling.MEAN, 2),
        Fixtures.batch(8, 400, 3));
  }

  @Test
  void one_channel_and_many_labels_equal_the_oracle() {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(new EmbeddingTable("embedding", Fixtures.WORDS, 3, false)),
            0,
            RecurrentSpec.gru(5),
            false,
            0,
            new Head.Pooled(Pooling.LAST, 9));
    Batch batch = Fixtures.batch(9, 3, 5);
    assertLikeOracle(spec, Batch.of(batch.lengths(), List.of(batch.channels().get(0))));
  }

  private void assertLikeOracle(NetworkSpec spec, Batch batch) {
    assertLikeOracle(spec, weights(spec), batch);
  }

  private void assertLikeOracle(NetworkSpec spec, Weights weights, Batch batch) {
    double[][] expected = new Oracle(spec, weights).logits(batch);
    try (Network network = load(spec, weights)) {
      assertRows(network.score(batch), expected, TOLERANCE);
    }
  }

  @Test
  void networks_in_training_score_as_the_oracle() {
    for (NetworkSpec spec :
        List.of(Fixtures.spamLike(), Fixtures.tagger(RecurrentSpec.lstm(6).bidirectional(), 0.3))) {
      Batch batch = Fixtures.batch(5, 7, 1, 4, 12, 2);
      Weights weights = Fixtures.weights(spec);
      try (TrainableNetwork network = train(spec, weights, Fixtures.optimizer(Method.SGD), 0)) {
        double[][] expected = new Oracle(spec, weights).logits(batch);
        assertRows(network.score(batch), expected, TOLERANCE);
      }
    }
  }

  static Stream<NetworkSpec> stepped() {
    return Stream.concat(
        layers().map(recurrent -> Fixtures.language(recurrent, 0.3)),
        Stream.of(
            tokens(EmbeddingTable.oneHot("embedding", Fixtures.WORDS), RecurrentSpec.lstm(6)),
            tied(),
            wide()));
  }

  static Stream<NetworkSpec> small() {
    return stepped().filter(spec -> spec.outputs() == Fixtures.WORDS);
  }

  private static NetworkSpec tokens(EmbeddingTable table, RecurrentSpec recurrent) {
    return new NetworkSpec(
        List.of(table), 0, recurrent, false, 0, new Head.PerStep(table.rows(), false));
  }

  private static NetworkSpec tied() {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", Fixtures.WORDS, 6, true)),
        0,
        RecurrentSpec.gru(6).layers(2),
        false,
        0,
        new Head.PerStep(Fixtures.WORDS, true));
  }

  /** A vocabulary too large for a table of the first layer's products. */
  private static NetworkSpec wide() {
    return tokens(new EmbeddingTable("embedding", 9000, 3, true), RecurrentSpec.lstm(128));
  }

  private static Weights weights(NetworkSpec spec) {
    Weights drawn = Fixtures.weights(spec);
    EmbeddingTable table = spec.embeddings().get(0);
    if (table.trainable() || table.rows() != table.dimension()) {
      return drawn;
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    drawn.names().forEach(name -> tensors.put(name, drawn.get(name)));
    tensors.put(table.weightName(), Tensor.identity(table.rows()));
    return Weights.of(tensors);
  }

  private static int[] tokens(NetworkSpec spec, int length) {
    return new Random(3).ints(length, 0, spec.outputs()).toArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stepped")
  void batches_parts_and_steps_equal_the_oracle(NetworkSpec spec) {
    try (Network network = load(spec, weights(spec))) {
      int[] tokens = tokens(spec, 12);
      double[][] expected = oracle(spec, tokens);
      Stepper stepper = network.stepper();
      assertRows(network.score(Batch.of(tokens)), expected, TOLERANCE);
      assertRows(stepper.score(stepper.start(), tokens), expected, TOLERANCE);
      assertRows(steps(spec, network, stepper.start(), tokens), expected, TOLERANCE);
    }
  }

  @Test
  void sequences_of_several_lengths_equal_the_oracle() {
    NetworkSpec spec = Fixtures.language(RecurrentSpec.lstm(6).layers(2), 0);
    Batch texts = Fixtures.batch(5, 7, 1, 4, 12, 2);
    assertLikeOracle(spec, Batch.of(texts.lengths(), List.of(texts.channels().get(0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unevenSizes")
  void any_number_of_units_equals_the_oracle_at_once_and_step_by_step(RecurrentSpec recurrent) {
    NetworkSpec spec = Fixtures.language(recurrent, 0);
    Weights weights = Fixtures.moderateWeights(spec);
    try (Network network = load(spec, weights)) {
      int[] tokens = tokens(spec, 3);
      double[][] expected = oracle(spec, weights, tokens);
      Stepper stepper = network.stepper();
      assertRows(stepper.score(stepper.start(), tokens), expected, TOLERANCE);
      assertRows(steps(spec, network, stepper.start(), tokens), expected, TOLERANCE);
    }
  }

  @Test
  void long_texts_equal_the_oracle_at_once_and_step_by_step() {
    NetworkSpec spec = Fixtures.language(RecurrentSpec.lstm(6).layers(2), 0);
    try (Network network = load(spec, weights(spec))) {
      int[] tokens = tokens(spec, 400);
      double[][] expected = oracle(spec, tokens);
      Stepper stepper = network.stepper();
      assertRows(stepper.score(stepper.start(), tokens), expected, TOLERANCE);
      assertRows(steps(spec, network, stepper.start(), tokens), expected, TOLERANCE);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("small")
  void reading_at_once_without_logits_and_step_by_step_can_alternate(NetworkSpec spec) {
    try (Network network = load(spec, weights(spec))) {
      int[] tokens = tokens(spec, 19);
      double[][] expected = oracle(spec, tokens);
      Stepper stepper = network.stepper();
      State state = stepper.start();
      stepper.read(state, new int[0]);
      stepper.read(state, Arrays.copyOf(tokens, 4));
      assertRows(
          steps(spec, network, state, Arrays.copyOfRange(tokens, 4, 9)),
          Arrays.copyOfRange(expected, 4, 9),
          TOLERANCE);
      assertRows(
          stepper.score(state, Arrays.copyOfRange(tokens, 9, 15)),
          Arrays.copyOfRange(expected, 9, 15),
          TOLERANCE);
      stepper.read(state, Arrays.copyOfRange(tokens, 15, 17));
      assertRows(
          steps(spec, network, state, Arrays.copyOfRange(tokens, 17, 19)),
          Arrays.copyOfRange(expected, 17, 19),
          TOLERANCE);
    }
  }

  @Test
  void reading_nothing_leaves_the_state_where_it_is() {
    NetworkSpec spec = Fixtures.language(RecurrentSpec.gru(6), 0);
    try (Network network = load(spec, weights(spec))) {
      State state = network.stepper().start();
      step(spec, network, state, 4);
      State copy = state.copy();
      assertThat(network.stepper().score(state, new int[0])).isEmpty();
      assertThat(step(spec, network, state, 2)).isEqualTo(step(spec, network, copy, 2));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_copy_of_a_state_is_independent(RecurrentSpec recurrent) {
    NetworkSpec spec = Fixtures.language(recurrent, 0);
    try (Network network = load(spec, weights(spec))) {
      Stepper stepper = network.stepper();
      State state = stepper.start();
      for (Runnable move :
          List.<Runnable>of(
              () -> step(spec, network, state, 1),
              () -> stepper.read(state, new int[] {3, 4}),
              () -> stepper.score(state, new int[] {4, 3}))) {
        move.run();
        State copy = state.copy();
        float[] first = step(spec, network, state, 5);
        stepper.score(state, tokens(spec, 5));
        assertThat(step(spec, network, copy, 5)).isEqualTo(first);
      }
    }
  }

  @Test
  void a_network_that_cannot_be_read_token_by_token_says_so() {
    for (NetworkSpec spec :
        List.of(
            Fixtures.spamLike(),
            Fixtures.tagger(RecurrentSpec.gru(4), 0),
            Fixtures.language(RecurrentSpec.gru(4).bidirectional(), 0))) {
      try (Network network = load(spec, weights(spec))) {
        assertThatThrownBy(network::stepper)
            .isInstanceOf(UnsupportedOperationException.class)
            .hasMessageContaining(spec.toString());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_carried_state_equals_one_long_sequence(RecurrentSpec recurrent) {
    NetworkSpec spec = Fixtures.language(recurrent, 0);
    Batch whole = Fixtures.sequences(5, 3, 12, false);
    Oracle oracle = new Oracle(spec, weights(spec));
    double expected = oracle.loss(oracle.start(3), whole, null);
    try (TrainableNetwork network = train(spec, weights(spec), Fixtures.optimizer(Method.SGD), 0)) {
      assertThat(Fixtures.measure(network, whole)).isCloseTo(expected, within(TOLERANCE));
      assertThat(Fixtures.learn(network, 0, whole)).isCloseTo(expected, within(TOLERANCE));
      double measured = 0;
      double trained = 0;
      for (int part = 0; part < 4; part++) {
        Batch batch = part(whole, part, 3);
        measured += Fixtures.measure(network, batch) / 4;
        trained += Fixtures.learn(network, 0, batch) / 4;
      }
      assertThat(measured).isCloseTo(expected, within(TOLERANCE));
      assertThat(trained).isCloseTo(expected, within(TOLERANCE));
    }
  }

  /** A range of steps of a batch. */
  private static Batch part(Batch whole, int part, int steps) {
    int from = part * steps * whole.size();
    int to = from + steps * whole.size();
    return Batch.of(
        whole.size(),
        Arrays.copyOfRange(whole.channels().get(0), from, to),
        Arrays.copyOfRange(Fixtures.targets(whole).ids(), from, to),
        part > 0);
  }

  @Test
  void a_batch_of_which_nothing_counts_warms_the_state_up() {
    NetworkSpec spec = Fixtures.language(RecurrentSpec.lstm(6), 0);
    Batch warm = Fixtures.sequences(6, 2, 5, false);
    Batch next = Fixtures.sequences(7, 2, 5, true);
    Oracle oracle = new Oracle(spec, weights(spec));
    Oracle.State[] states = oracle.start(2);
    oracle.loss(states, warm, null);
    Arrays.fill(Fixtures.targets(warm).ids(), Targets.NOT_COUNTED);
    try (TrainableNetwork network = train(spec, weights(spec), Fixtures.optimizer(Method.SGD), 0)) {
      assertThat(Fixtures.measure(network, warm)).isZero();
      assertThat(Fixtures.measure(network, next))
          .isCloseTo(oracle.loss(states, next, null), within(TOLERANCE));
    }
  }

  private static double[][] oracle(NetworkSpec spec, int[] tokens) {
    return oracle(spec, weights(spec), tokens);
  }

  private static double[][] oracle(NetworkSpec spec, Weights weights, int[] tokens) {
    return new Oracle(spec, weights).logits(Batch.of(tokens));
  }
}
