package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.Cell;
import io.github.ginestra.Pooling;
import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.EmbeddingTable;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.Weights;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Logits equal the oracle's. */
public abstract class RecurrenceContract implements BackendUnderTest {
  private static final double TOLERANCE = 1e-5;

  /** For subclasses. */
  protected RecurrenceContract() {}

  static Stream<Arguments> networks() {
    return Fixtures.recurrentSpecs(6, 1, 2, 3)
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
            Pooling.LAST,
            0,
            9);
    EncodedBatch batch = Fixtures.batch(9, 3, 5);
    assertLikeOracle(spec, EncodedBatch.of(batch.lengths(), List.of(batch.channels().get(0))));
  }

  private void assertLikeOracle(NetworkSpec spec, EncodedBatch batch) {
    assertLikeOracle(spec, Fixtures.weights(spec), batch);
  }

  private void assertLikeOracle(NetworkSpec spec, Weights weights, EncodedBatch batch) {
    double[][] expected = new Oracle(spec, weights).logits(batch);
    try (Backend backend = open();
        Network network = backend.load(spec, weights)) {
      float[][] logits = network.score(batch);
      assertThat(logits).hasNumberOfRows(batch.size());
      for (int n = 0; n < logits.length; n++) {
        assertThat(logits[n]).hasSize(spec.outputs());
        for (int l = 0; l < logits[n].length; l++) {
          assertThat((double) logits[n][l])
              .as("logit %d of text %d", l, n)
              .isCloseTo(expected[n][l], within(TOLERANCE));
        }
      }
    }
  }
}
