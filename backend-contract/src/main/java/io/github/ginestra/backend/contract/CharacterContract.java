package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that read the characters of words answer and learn as the oracle does. */
abstract class CharacterContract extends BackendUnderTest {
  private static final double TOLERANCE = 1e-5;
  private static final int LETTERS = 9;
  private static final OptimizerSpec SGD = Fixtures.optimizer(Method.SGD);
  private static final RecurrentSpec LSTM = RecurrentSpec.lstm(3).bidirectional();
  private static final int[] LENGTHS = {5, 1, 4};

  CharacterContract(Supplier<Backend> backend) {
    super(backend);
  }

  static Stream<RecurrentSpec> recurrent() {
    return Fixtures.recurrentSpecs(3, 1, 2);
  }

  static Stream<RecurrentSpec> single() {
    return Fixtures.recurrentSpecs(2, 1);
  }

  private static CharacterEncoder encoder(int width, boolean trainable) {
    return new CharacterEncoder(new EmbeddingTable("characters", LETTERS, 3, trainable), width, 4);
  }

  /** One of three tags at each step. */
  private static NetworkSpec tagger(RecurrentSpec recurrent, double dropout) {
    return network(
        encoder(3, true),
        recurrent.dropoutBetweenLayers(dropout),
        dropout,
        false,
        new Head.PerStep(3, false));
  }

  private static NetworkSpec network(
      CharacterEncoder encoder,
      RecurrentSpec recurrent,
      double dropout,
      boolean sameDropoutEachStep,
      Head head) {
    return new NetworkSpec(
        Fixtures.channels(), encoder, dropout, recurrent, sameDropoutEachStep, dropout, head);
  }

  /** Words of one letter and of many, of one letter repeated, and of letters at random. */
  private static int[][] words(Random random) {
    int[][] words = new int[8][];
    for (int w = 0; w < words.length; w++) {
      words[w] = random.ints(new int[] {1, 2, 3, 4, 7, 1, 5, 13}[w], 0, LETTERS).toArray();
    }
    Arrays.fill(words[6], 8);
    return words;
  }

  /** Random texts of random words, one of three tags at each step; no word stands nowhere. */
  private static Batch tagged(long seed, int... lengths) {
    Batch batch = Fixtures.tagged(seed, lengths);
    Random random = new Random(seed);
    int[][] words = words(random);
    int[] ids = random.ints(batch.channels().get(0).length, 0, words.length).toArray();
    return batch.words(new Batch.Words(words, ids));
  }

  private static Batch[] twice(Batch batch) {
    return new Batch[] {batch, batch};
  }

  private void assertLikeOracle(NetworkSpec spec, Batch batch) {
    Weights weights = Fixtures.weights(spec);
    double[][] expected = new Oracle(spec, weights).logits(batch);
    try (Network network = load(spec, weights)) {
      float[][] first = network.score(batch);
      assertRows(first, expected, TOLERANCE);
      assertThat(network.score(batch)).isDeepEqualTo(first);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recurrent")
  void logits_at_each_step_of_ragged_words_equal_the_oracle(RecurrentSpec recurrent) {
    assertLikeOracle(tagger(recurrent, 0.3), tagged(5, 7, 1, 4, 12, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 9})
  void filters_of_any_width_equal_the_oracle(int width) {
    Head head = new Head.Pooled(Pooling.MAX, 2);
    assertLikeOracle(network(encoder(width, true), LSTM, 0, false, head), tagged(6, 3, 6));
  }

  @Test
  void one_word_of_one_letter_and_one_word_of_thousands_equal_the_oracle() {
    NetworkSpec spec = tagger(LSTM, 0);
    for (int length : new int[] {1, 5000}) {
      int[] word = new Random(length).ints(length, 0, LETTERS).toArray();
      Batch batch = Batch.of(new int[] {1}, List.of(new int[1], new int[1]));
      assertLikeOracle(spec, batch.words(new Batch.Words(new int[][] {word}, new int[1])));
    }
  }

  @Test
  void networks_in_training_score_as_the_oracle() {
    NetworkSpec spec = tagger(LSTM, 0.3);
    Batch batch = tagged(5, 7, 1, 4, 12, 2);
    Weights weights = Fixtures.weights(spec);
    try (TrainableNetwork network = train(spec, weights, SGD, SEED)) {
      assertRows(network.score(batch), new Oracle(spec, weights).logits(batch), TOLERANCE);
    }
  }

  @Test
  void an_answer_depends_neither_on_other_words_nor_on_padding() {
    NetworkSpec spec = tagger(LSTM, 0);
    Batch batch = tagged(8, 6, 2, 1);
    Batch.Words words = words(batch);
    try (Network network = load(spec, Fixtures.weights(spec))) {
      float[][] expected = network.score(batch);
      assertClose(network.score(batch.words(turned(words))), expected);
      for (int i = 0; i < words.ids().length; i++) {
        if (i / batch.size() >= batch.lengths()[i % batch.size()]) {
          words.ids()[i] = 0;
        }
      }
      assertClose(network.score(batch), expected);
      Batch alone = Fixtures.select(batch, 0);
      int[] ids = IntStream.range(0, 6).map(t -> words.ids()[t * batch.size()]).toArray();
      float[][] rows = network.score(alone.words(new Batch.Words(words.characters(), ids)));
      for (int t = 0; t < rows.length; t++) {
        assertClose(new float[][] {rows[t]}, new float[][] {expected[t * batch.size()]});
      }
    }
  }

  private static Batch.Words words(Batch batch) {
    return Checks.notNull(batch.words(), "words");
  }

  /** The same words the other way round, behind one that does not occur. */
  private static Batch.Words turned(Batch.Words words) {
    int[][] characters = new int[words.size() + 1][];
    characters[0] = new int[] {5, 5, 0};
    for (int w = 0; w < words.size(); w++) {
      characters[words.size() - w] = words.characters()[w];
    }
    return new Batch.Words(
        characters, Arrays.stream(words.ids()).map(id -> words.size() - id).toArray());
  }

  private static void assertClose(float[][] actual, float[][] expected) {
    assertThat(actual).hasNumberOfRows(expected.length);
    for (int row = 0; row < actual.length; row++) {
      assertThat(actual[row]).containsExactly(expected[row], within(1e-6f));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("single")
  void a_step_follows_the_numerical_gradient(RecurrentSpec recurrent) {
    NetworkSpec spec = tagger(recurrent, 0);
    assertSteps(
        spec, SGD, 0.5, Loss.SOFTMAX_CROSS_ENTROPY, oracle(spec), false, tagged(9, LENGTHS));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("single")
  void a_step_with_dropout_and_a_loss_in_java_drops_what_the_masks_say(RecurrentSpec recurrent) {
    NetworkSpec spec = tagger(recurrent, 0.3);
    Oracle oracle = new Oracle(spec, Fixtures.weights(spec), Squares::of);
    assertSteps(spec, SGD, 0.1, new Squares(), oracle, true, twice(tagged(10, LENGTHS)));
  }

  @Test
  void pooled_heads_and_masks_that_are_the_same_at_each_step_learn_characters_too() {
    NetworkSpec spec = network(encoder(5, true), LSTM, 0.3, true, new Head.Pooled(Pooling.MEAN, 2));
    Batch batch = tagged(11, LENGTHS).targets(new int[] {1, 0, 1}, new float[] {0.5f, 3, 1.25f});
    assertSteps(spec, SGD, 0.5, Loss.SOFTMAX_CROSS_ENTROPY, oracle(spec), false, twice(batch));
  }

  @Test
  void adamw_and_clipping_move_characters_and_filters_as_defined() {
    NetworkSpec spec = tagger(LSTM, 0.2);
    OptimizerSpec adamW = new OptimizerSpec(Method.ADAMW, 0.8, 0.9, 1e-2, 0.5, 0.3);
    Batch[] batches = {tagged(12, LENGTHS), tagged(13, 2, 6), tagged(14, 1)};
    assertSteps(spec, adamW, 0.01, Loss.SOFTMAX_CROSS_ENTROPY, oracle(spec), false, batches);
  }

  private static Oracle oracle(NetworkSpec spec) {
    return new Oracle(spec, Fixtures.weights(spec));
  }

  @Test
  void frozen_characters_keep_their_values_to_the_last_bit_and_filters_learn() {
    NetworkSpec spec = network(encoder(3, false), LSTM, 0.2, false, new Head.PerStep(3, false));
    Weights initial = Fixtures.weights(spec);
    try (TrainableNetwork network =
        train(spec, initial, Fixtures.optimizer(Method.ADAMW, 0.5, 1), SEED)) {
      Fixtures.learn(network, 0.1, tagged(15, LENGTHS));
      Weights after = network.weights();
      assertThat(values(after, "characters.weight"))
          .isEqualTo(values(initial, "characters.weight"));
      for (String name : List.of("characters.convolution.weight", "characters.convolution.bias")) {
        assertThat(values(after, name)).isNotEqualTo(values(initial, name));
      }
    }
    assertSteps(
        spec, SGD, 0.5, Loss.SOFTMAX_CROSS_ENTROPY, oracle(spec), false, tagged(9, LENGTHS));
  }

  private static float[] values(Weights weights, String name) {
    return weights.get(name).values();
  }

  @Test
  void weights_come_back_to_the_last_bit() {
    NetworkSpec spec = tagger(LSTM, 0);
    Weights weights = Fixtures.weights(spec);
    try (Network network = load(spec, weights)) {
      assertThat(Fixtures.bits(network.weights())).isEqualTo(Fixtures.bits(weights));
    }
    try (TrainableNetwork network = train(spec, weights, SGD, SEED)) {
      assertThat(Fixtures.bits(network.weights())).isEqualTo(Fixtures.bits(weights));
    }
  }

  @Test
  void a_resumed_network_ends_at_the_same_bits() {
    NetworkSpec spec = tagger(LSTM, 0.3);
    OptimizerSpec adamW = Fixtures.optimizer(Method.ADAMW, 0.01, 1);
    try (TrainableNetwork whole = train(spec, Fixtures.weights(spec), adamW, SEED);
        TrainableNetwork again = train(spec, Fixtures.weights(spec), adamW, SEED)) {
      learn(whole, 0, 4);
      TrainingState state = whole.state();
      learn(whole, 4, 8);
      learn(again, 0, 8);
      assertThat(Fixtures.bits(again.weights())).isEqualTo(Fixtures.bits(whole.weights()));
      try (TrainableNetwork resumed = train(spec, state, adamW, SEED)) {
        learn(resumed, 4, 8);
        assertThat(Fixtures.bits(resumed.weights())).isEqualTo(Fixtures.bits(whole.weights()));
      }
    }
  }

  /** Steps that learn from two batches each. */
  private static void learn(TrainableNetwork network, int from, int to) {
    for (int step = from; step < to; step++) {
      Fixtures.learn(network, 0.01, tagged(step, 3 + step % 5, 12, 7), tagged(step, 4));
    }
  }

  @Test
  void words_that_are_missing_or_not_of_the_alphabet_are_refused() {
    NetworkSpec spec = tagger(LSTM, 0);
    Batch batch = tagged(16, LENGTHS);
    words(batch).characters()[3][1] = LETTERS;
    assertNotScored(spec, batch, "ids of characters (9) must be in [0, 9)");
    assertNotScored(spec, Fixtures.batch(16, LENGTHS), "the batch has no words");
    assertNotScored(
        Fixtures.tagger(LSTM, 0), tagged(16, LENGTHS), "the network has no encoder of their");
  }

  private void assertNotScored(NetworkSpec spec, Batch batch, String message) {
    try (Network network = load(spec, Fixtures.weights(spec))) {
      assertRefused(() -> network.score(batch), message);
    }
    if (trains()) {
      try (TrainableNetwork network = train(spec, Fixtures.weights(spec), SGD, SEED)) {
        assertRefused(() -> network.score(batch), message);
      }
    }
  }

  @Test
  void filters_of_another_shape_are_refused_by_name() {
    NetworkSpec spec = tagger(LSTM, 0);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Weights weights = Fixtures.weights(spec);
    weights.names().forEach(name -> tensors.put(name, weights.get(name)));
    tensors.put(
        "characters.convolution.weight", new Tensor(List.of(4, 3, 5), new float[4 * 3 * 5]));
    assertRefused(
        () -> load(spec, Weights.of(tensors)),
        "characters.convolution.weight has shape [4, 3, 5], not [4, 3, 3]");
  }
}
