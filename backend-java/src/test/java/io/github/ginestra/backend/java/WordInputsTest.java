package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gates get from the characters of words is kept, and answers do not depend on it. */
class WordInputsTest {
  private static final int TEXTS = 57;
  private static final int LETTERS = 30;
  private static final RecurrentSpec RECURRENT = RecurrentSpec.lstm(16).bidirectional();
  private static final CharacterEncoder ENCODER =
      new CharacterEncoder(new EmbeddingTable("characters", LETTERS, 6, true), 3, 10);
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          List.of(
              new EmbeddingTable("embedding", Networks.TOKENS, 8, true),
              new EmbeddingTable("letter_case", 3, 2, true)),
          ENCODER,
          0,
          RECURRENT,
          false,
          0,
          new Head.PerStep(4, false));

  /** Texts of 1 to 30 words. */
  private static Batch batch() {
    Random random = new Random(6);
    int[] lengths = random.ints(TEXTS, 1, 31).toArray();
    lengths[7] = 30;
    int[][] words = new int[100][];
    for (int w = 0; w < words.length; w++) {
      words[w] = random.ints(random.nextInt(1, 12), 0, LETTERS).toArray();
    }
    int size = 30 * TEXTS;
    return Batch.of(
            lengths,
            List.of(
                random.ints(size, 0, Networks.TOKENS).toArray(), random.ints(size, 0, 3).toArray()))
        .words(new Batch.Words(words, random.ints(size, 0, words.length).toArray()));
  }

  private static Batch alone(Batch batch, int n) {
    int length = batch.lengths()[n];
    Batch.Words words = batch.words();
    return Batch.of(
            new int[] {length},
            batch.channels().stream().map(ids -> column(ids, n, length)).toList())
        .words(new Batch.Words(words.characters(), column(words.ids(), n, length)));
  }

  private static int[] column(int[] ids, int n, int length) {
    int[] column = new int[length];
    Arrays.setAll(column, t -> ids[t * TEXTS + n]);
    return column;
  }

  @ParameterizedTest(name = "quantized: {0}")
  @ValueSource(booleans = {false, true})
  void each_text_is_tagged_as_alone_to_the_last_bit_by_any_number_of_threads(boolean quantized) {
    Batch batch = batch();
    BackendSettings settings = new BackendSettings(1).quantized(quantized);
    Weights weights = Networks.weights(SPEC);
    try (Network one = new JavaNetwork(settings, SPEC, weights, Kernels.HERE);
        Network many = new JavaNetwork(settings.threads(4), SPEC, weights, Kernels.HERE)) {
      float[][] together = many.score(batch);
      assertThat(many.score(batch)).isDeepEqualTo(together);
      for (int n = 0; n < TEXTS; n++) {
        float[][] rows = one.score(alone(batch, n));
        for (int t = 0; t < rows.length; t++) {
          assertThat(rows[t]).isEqualTo(together[t * TEXTS + n]);
        }
      }
    }
  }

  @Test
  void rounded_weights_tag_nearly_alike() {
    Batch text = alone(batch(), 7);
    BackendSettings settings = new BackendSettings(1);
    Weights weights = Networks.weights(SPEC);
    try (Network exact = new JavaNetwork(settings, SPEC, weights, Kernels.HERE);
        Network rounded = new JavaNetwork(settings.quantized(true), SPEC, weights, Kernels.HERE)) {
      float[][] expected = exact.score(text);
      float[][] answer = rounded.score(text);
      for (int t = 0; t < answer.length; t++) {
        assertThat(answer[t]).isNotEqualTo(expected[t]).containsExactly(expected[t], within(0.1f));
      }
    }
  }

  private static WordInputs withRoomFor(long floats) {
    Weights weights = Networks.weights(SPEC);
    WeightPacker packed = new WeightPacker(false, Kernels.HERE);
    Room room = new Room(floats);
    CharacterVectors vectors = new CharacterVectors(ENCODER, weights, packed, new Room(10_000));
    List<Matrix> parts =
        packed.matrices(weights, "recurrent.weight_ih_l0", List.of(8, 2, ENCODER.filters()));
    return new WordInputs(vectors, List.of(parts.get(2)), room);
  }

  @Test
  void a_word_met_again_costs_a_look() {
    Workspace workspace = new Workspace(RECURRENT);
    WordInputs inputs = withRoomFor(10_000);
    Batch.Words words = batch().words();
    BatchWords first = inputs.of(words, workspace);
    BatchWords second = inputs.of(words, workspace);

    assertThat(second.inputs()[3][0]).isSameAs(first.inputs()[3][0]).hasSize(64);
  }

  @Test
  void beyond_its_room_nothing_is_kept_and_the_answer_is_the_same() {
    Workspace workspace = new Workspace(RECURRENT);
    Batch.Words words = batch().words();
    BatchWords kept = withRoomFor(100_000).of(words, workspace);
    WordInputs inputs = withRoomFor(300);
    BatchWords some = inputs.of(words, workspace);
    float[] tokens = new float[64];
    Arrays.fill(tokens, 0.3f);

    assertThat(some.inputs()[0]).hasNumberOfRows(1);
    assertThat(some.inputs()[99]).isEmpty();
    assertThat(inputs.of(words, workspace).inputs()[99]).isEmpty();
    for (int place = 0; place < 300; place++) {
      float[] expected = kept.add(0, place, tokens, 0, workspace).clone();
      assertThat(some.add(0, place, tokens, 0, workspace)).isEqualTo(expected);
    }
  }
}
