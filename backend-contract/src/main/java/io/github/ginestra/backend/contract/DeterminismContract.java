package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.Weights;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same seed, data and number of threads give the same weights, to the last bit. */
public abstract class DeterminismContract implements BackendUnderTest {
  private static final NetworkSpec SPEC = Fixtures.spamLike();
  private static final LanguageNetworkSpec LANGUAGE =
      Fixtures.language(RecurrentSpec.lstm(33).layers(2), 0.3);

  /** For subclasses. */
  protected DeterminismContract() {}

  @Test
  void the_same_seed_gives_the_same_bits() {
    try (Backend backend = openForTraining()) {
      assertThat(Fixtures.bits(train(backend, 7))).isEqualTo(Fixtures.bits(train(backend, 7)));
    }
  }

  @Test
  void another_seed_gives_other_weights() {
    try (Backend backend = openForTraining()) {
      assertThat(Fixtures.bits(train(backend, 7))).isNotEqualTo(Fixtures.bits(train(backend, 8)));
    }
  }

  @Test
  void scoring_in_between_changes_nothing() {
    try (Backend backend = openForTraining();
        Network other = backend.load(SPEC, Fixtures.weights(SPEC))) {
      Weights alone = train(backend, 7);
      Weights disturbed =
          train(
              backend,
              7,
              network -> {
                other.score(Fixtures.batch(1, 3, 9));
                network.score(Fixtures.batch(1, 3, 9));
              });
      assertThat(Fixtures.bits(disturbed)).isEqualTo(Fixtures.bits(alone));
    }
  }

  @Test
  void the_same_text_scores_the_same_bits_again() {
    try (Backend backend = open();
        Network network = backend.load(SPEC, Fixtures.weights(SPEC))) {
      float[][] first = network.score(Fixtures.batch(2, 5, 8, 1));
      for (int i = 0; i < 20; i++) {
        assertThat(network.score(Fixtures.batch(2, 5, 8, 1))).isDeepEqualTo(first);
      }
    }
  }

  @Test
  void the_same_seed_gives_the_same_bits_of_a_language_network() {
    try (Backend backend = openForTraining()) {
      float[] first = Fixtures.bits(trainLanguage(backend, 7));
      assertThat(Fixtures.bits(trainLanguage(backend, 7))).isEqualTo(first);
      assertThat(Fixtures.bits(trainLanguage(backend, 8))).isNotEqualTo(first);
    }
  }

  @Test
  void the_same_tokens_give_the_same_bits_again() {
    try (Backend backend = open();
        LanguageNetwork network = backend.load(LANGUAGE, Fixtures.weights(LANGUAGE))) {
      int[] tokens = Fixtures.sequences(1, 1, 30, false).ids();
      float[][] scored = network.score(network.start(), tokens);
      float[][] stepped = steps(network, tokens);
      for (int i = 0; i < 20; i++) {
        assertThat(network.score(network.start(), tokens)).isDeepEqualTo(scored);
        assertThat(steps(network, tokens)).isDeepEqualTo(stepped);
      }
    }
  }

  private static float[][] steps(LanguageNetwork network, int[] tokens) {
    RecurrentState state = network.start();
    return IntStream.of(tokens)
        .mapToObj(token -> network.step(state, token))
        .toArray(float[][]::new);
  }

  private static Weights trainLanguage(Backend backend, long seed) {
    try (TrainableLanguageNetwork network =
        backend.train(
            LANGUAGE,
            Fixtures.weights(LANGUAGE),
            Fixtures.optimizer(Method.ADAMW, 0.01, 1),
            seed)) {
      for (int step = 0; step < 30; step++) {
        network.step(Fixtures.sequences(step, 8, 20, step > 0), 0.01);
        network.loss(Fixtures.sequences(step, 2, 5, false));
      }
      return network.weights();
    }
  }

  private static Weights train(Backend backend, long seed) {
    return train(backend, seed, network -> {});
  }

  private static Weights train(Backend backend, long seed, Consumer<TrainableNetwork> between) {
    try (TrainableNetwork network =
        backend.train(
            SPEC, Fixtures.weights(SPEC), Fixtures.optimizer(Method.ADAMW, 0.01, 1), seed)) {
      for (int step = 0; step < 30; step++) {
        network.step(Fixtures.labelled(step, 2, 3 + step % 5, 12, 7, 20), 0.01);
        between.accept(network);
      }
      return network.weights();
    }
  }
}
