package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.EmbeddingTable;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.SequenceBatch;
import io.github.ginestra.spi.Tensor;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Language networks tell what the oracle tells, at once, in parts and step by step. */
public abstract class LanguageRecurrenceContract implements BackendUnderTest {
  private static final double TOLERANCE = 1e-5;

  /** For subclasses. */
  protected LanguageRecurrenceContract() {}

  static Stream<RecurrentSpec> layers() {
    return Fixtures.recurrentSpecs(6, 1, 2, 3).filter(spec -> !spec.isBidirectional());
  }

  static Stream<LanguageNetworkSpec> networks() {
    return Stream.concat(
        layers().map(recurrent -> Fixtures.language(recurrent, 0.3)),
        Stream.of(oneHot(), tied(), wide()));
  }

  private static LanguageNetworkSpec oneHot() {
    return new LanguageNetworkSpec(
        EmbeddingTable.oneHot("embedding", Fixtures.WORDS),
        0,
        RecurrentSpec.lstm(6),
        0,
        false,
        false);
  }

  private static LanguageNetworkSpec tied() {
    return new LanguageNetworkSpec(
        new EmbeddingTable("embedding", Fixtures.WORDS, 6, true),
        0,
        RecurrentSpec.gru(6).layers(2),
        0,
        false,
        true);
  }

  /** So many tokens that a table of what the first layer makes of each is not worth its memory. */
  private static LanguageNetworkSpec wide() {
    return new LanguageNetworkSpec(
        new EmbeddingTable("embedding", 9000, 3, true),
        0,
        RecurrentSpec.lstm(128),
        0,
        false,
        false);
  }

  private static Weights weights(LanguageNetworkSpec spec) {
    Weights drawn = Fixtures.weights(spec);
    if (spec.embedding().trainable()) {
      return drawn;
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    drawn.names().forEach(name -> tensors.put(name, drawn.get(name)));
    tensors.put(spec.embedding().weightName(), Tensor.identity(spec.outputs()));
    return Weights.of(tensors);
  }

  private static int[] tokens(LanguageNetworkSpec spec, int length) {
    return new Random(3).ints(length, 0, spec.outputs()).toArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void scores_equal_the_oracle(LanguageNetworkSpec spec) {
    try (Backend backend = open();
        LanguageNetwork network = backend.load(spec, weights(spec))) {
      int[] tokens = tokens(spec, 12);
      assertRows(network.score(network.start(), tokens), oracle(spec, tokens));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void steps_equal_the_oracle(LanguageNetworkSpec spec) {
    try (Backend backend = open();
        LanguageNetwork network = backend.load(spec, weights(spec))) {
      int[] tokens = tokens(spec, 12);
      assertRows(steps(network, network.start(), tokens), oracle(spec, tokens));
    }
  }

  static Stream<RecurrentSpec> unevenSizes() {
    return Fixtures.unevenSizes();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unevenSizes")
  void any_number_of_units_equals_the_oracle_at_once_and_step_by_step(RecurrentSpec recurrent) {
    LanguageNetworkSpec spec = Fixtures.language(recurrent, 0);
    Weights weights = Fixtures.moderateWeights(spec);
    try (Backend backend = open();
        LanguageNetwork network = backend.load(spec, weights)) {
      int[] tokens = tokens(spec, 3);
      double[][] expected = oracle(spec, weights, tokens);
      assertRows(network.score(network.start(), tokens), expected);
      assertRows(steps(network, network.start(), tokens), expected);
    }
  }

  @Test
  void long_texts_equal_the_oracle_at_once_and_step_by_step() {
    LanguageNetworkSpec spec = Fixtures.language(RecurrentSpec.lstm(6).layers(2), 0);
    try (Backend backend = open();
        LanguageNetwork network = backend.load(spec, weights(spec))) {
      int[] tokens = tokens(spec, 400);
      double[][] expected = oracle(spec, tokens);
      assertRows(network.score(network.start(), tokens), expected);
      assertRows(steps(network, network.start(), tokens), expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void what_was_read_at_once_goes_on_step_by_step_and_back(RecurrentSpec recurrent) {
    LanguageNetworkSpec spec = Fixtures.language(recurrent, 0);
    try (Backend backend = open();
        LanguageNetwork network = backend.load(spec, weights(spec))) {
      int[] tokens = tokens(spec, 15);
      double[][] expected = oracle(spec, tokens);
      RecurrentState state = network.start();
      assertRows(network.score(state, Arrays.copyOf(tokens, 5)), Arrays.copyOf(expected, 5));
      assertRows(
          steps(network, state, Arrays.copyOfRange(tokens, 5, 9)),
          Arrays.copyOfRange(expected, 5, 9));
      assertRows(
          network.score(state, Arrays.copyOfRange(tokens, 9, 15)),
          Arrays.copyOfRange(expected, 9, 15));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void what_was_read_without_an_answer_goes_on_step_by_step(LanguageNetworkSpec spec) {
    try (Backend backend = open();
        LanguageNetwork network = backend.load(spec, weights(spec))) {
      int[] tokens = tokens(spec, 12);
      double[][] expected = oracle(spec, tokens);
      RecurrentState state = network.start();
      network.read(state, new int[0]);
      network.read(state, Arrays.copyOf(tokens, 9));
      assertRows(
          steps(network, state, Arrays.copyOfRange(tokens, 9, 12)),
          Arrays.copyOfRange(expected, 9, 12));
    }
  }

  @Test
  void reading_nothing_leaves_the_state_where_it_is() {
    LanguageNetworkSpec spec = Fixtures.language(RecurrentSpec.gru(6), 0);
    try (Backend backend = open();
        LanguageNetwork network = backend.load(spec, weights(spec))) {
      RecurrentState state = network.start();
      network.step(state, 4);
      float[] before = state.hidden(0).clone();
      assertThat(network.score(state, new int[0])).isEmpty();
      assertThat(state.hidden(0)).isEqualTo(before);
    }
  }

  @Test
  void a_copy_of_a_state_goes_its_own_way() {
    LanguageNetworkSpec spec = Fixtures.language(RecurrentSpec.lstm(6).layers(2), 0);
    try (Backend backend = open();
        LanguageNetwork network = backend.load(spec, weights(spec))) {
      RecurrentState state = network.start();
      network.score(state, tokens(spec, 8));
      RecurrentState copy = state.copy();
      float[] first = network.step(state, 2);
      network.score(state, tokens(spec, 5));
      assertThat(network.step(copy, 2)).isEqualTo(first);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_state_is_read_from_where_it_stands_whoever_moved_it(RecurrentSpec recurrent) {
    LanguageNetworkSpec spec = Fixtures.language(recurrent, 0);
    try (Backend backend = open();
        LanguageNetwork network = backend.load(spec, weights(spec));
        LanguageNetwork other = backend.load(spec, Fixtures.weights(spec, 99, 0.5))) {
      RecurrentState state = network.start();
      for (Runnable move :
          List.<Runnable>of(
              () -> network.step(state, 1),
              () -> other.step(state, 2),
              () -> network.read(state, new int[] {3, 4}),
              () -> network.score(state, new int[] {4, 3}),
              () -> state.hidden(recurrent.layers() - 1)[0] = 0.25f)) {
        move.run();
        RecurrentState copy = state.copy();
        assertThat(network.step(state, 5)).isEqualTo(network.step(copy, 5));
      }
    }
  }

  @Test
  void a_step_writes_its_logits_where_it_is_told() {
    LanguageNetworkSpec spec = Fixtures.language(RecurrentSpec.gru(6), 0);
    try (Backend backend = open();
        LanguageNetwork network = backend.load(spec, weights(spec))) {
      RecurrentState one = network.start();
      RecurrentState other = network.start();
      float[] logits = new float[spec.outputs()];
      for (int token : tokens(spec, 5)) {
        network.step(one, token, logits);
        assertThat(logits).isEqualTo(network.step(other, token));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void a_carried_state_equals_one_long_sequence(RecurrentSpec recurrent) {
    LanguageNetworkSpec spec = Fixtures.language(recurrent, 0);
    SequenceBatch whole = Fixtures.sequences(5, 3, 12, false);
    LanguageOracle oracle = new LanguageOracle(spec, weights(spec));
    double expected = oracle.loss(oracle.start(3), whole);
    try (Backend backend = openForTraining();
        TrainableLanguageNetwork network =
            backend.train(spec, weights(spec), Fixtures.optimizer(Method.SGD), 0)) {
      assertThat(network.loss(whole)).isCloseTo(expected, within(TOLERANCE));
      assertThat(network.step(whole, 0)).isCloseTo(expected, within(TOLERANCE));
      double measured = 0;
      double trained = 0;
      for (int part = 0; part < 4; part++) {
        SequenceBatch batch = part(whole, part, 3);
        measured += network.loss(batch) / 4;
        trained += network.step(batch, 0) / 4;
      }
      assertThat(measured).isCloseTo(expected, within(TOLERANCE));
      assertThat(trained).isCloseTo(expected, within(TOLERANCE));
    }
  }

  /** So many steps of a batch, that many parts on. */
  private static SequenceBatch part(SequenceBatch whole, int part, int steps) {
    int from = part * steps * whole.size();
    int to = from + steps * whole.size();
    return new SequenceBatch(
        whole.size(),
        Arrays.copyOfRange(whole.ids(), from, to),
        Arrays.copyOfRange(whole.targets(), from, to),
        part > 0);
  }

  @Test
  void a_batch_of_which_nothing_counts_warms_the_state_up() {
    LanguageNetworkSpec spec = Fixtures.language(RecurrentSpec.lstm(6), 0);
    SequenceBatch warm = Fixtures.sequences(6, 2, 5, false);
    Arrays.fill(warm.targets(), SequenceBatch.NOT_COUNTED);
    SequenceBatch next = Fixtures.sequences(7, 2, 5, true);
    LanguageOracle oracle = new LanguageOracle(spec, weights(spec));
    LanguageOracle.State[] states = oracle.start(2);
    oracle.loss(states, warm);
    try (Backend backend = openForTraining();
        TrainableLanguageNetwork network =
            backend.train(spec, weights(spec), Fixtures.optimizer(Method.SGD), 0)) {
      assertThat(network.loss(warm)).isZero();
      assertThat(network.loss(next)).isCloseTo(oracle.loss(states, next), within(TOLERANCE));
    }
  }

  private static float[][] steps(LanguageNetwork network, RecurrentState state, int[] tokens) {
    float[][] rows = new float[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      rows[t] = network.step(state, tokens[t]);
    }
    return rows;
  }

  private static double[][] oracle(LanguageNetworkSpec spec, int[] tokens) {
    return oracle(spec, weights(spec), tokens);
  }

  private static double[][] oracle(LanguageNetworkSpec spec, Weights weights, int[] tokens) {
    LanguageOracle oracle = new LanguageOracle(spec, weights);
    LanguageOracle.State state = oracle.start();
    double[][] rows = new double[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      rows[t] = oracle.step(state, tokens[t]);
    }
    return rows;
  }

  private static void assertRows(float[][] actual, double[][] expected) {
    assertThat(actual).hasNumberOfRows(expected.length);
    for (int t = 0; t < actual.length; t++) {
      assertThat(actual[t]).hasSize(expected[t].length);
      for (int v = 0; v < actual[t].length; v++) {
        assertThat((double) actual[t][v])
            .as("logit %d after step %d", v, t)
            .isCloseTo(expected[t][v], within(TOLERANCE));
      }
    }
  }
}
