package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The same seed, data and number of threads give the same weights, to the last bit. */
abstract class DeterminismContract extends BackendUnderTest {
  private static final NetworkSpec SPEC = Fixtures.spamLike();
  private static final NetworkSpec LANGUAGE =
      Fixtures.language(RecurrentSpec.lstm(33).layers(2), 0.3);

  DeterminismContract(Supplier<Backend> backend) {
    super(backend);
  }

  @Test
  void the_same_seed_gives_the_same_bits() {
    assertThat(Fixtures.bits(train(7))).isEqualTo(Fixtures.bits(train(7)));
  }

  @Test
  void a_backend_that_says_so_trains_the_same_bits_with_any_number_of_threads() {
    assumeTrue(
        backend().capabilities().contains(Capability.THREAD_INDEPENDENCE),
        () -> backend().name() + " promises that for the same number only");
    float[] bits = Fixtures.bits(train(7));
    for (int threads : new int[] {1, 3, 7}) {
      Weights weights = train(7, new BackendSettings(threads), network -> {});
      assertThat(Fixtures.bits(weights)).as("%d threads", threads).isEqualTo(bits);
    }
  }

  @Test
  void another_seed_gives_other_weights() {
    assertThat(Fixtures.bits(train(7))).isNotEqualTo(Fixtures.bits(train(8)));
  }

  @Test
  void scoring_in_between_changes_nothing() {
    try (Network other = load(SPEC, Fixtures.weights(SPEC))) {
      Weights alone = train(7);
      Weights disturbed =
          train(
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
    try (Network network = load(SPEC, Fixtures.weights(SPEC))) {
      float[][] first = network.score(Fixtures.batch(2, 5, 8, 1));
      for (int i = 0; i < 20; i++) {
        assertThat(network.score(Fixtures.batch(2, 5, 8, 1))).isDeepEqualTo(first);
      }
    }
  }

  @Test
  void the_same_seed_gives_the_same_bits_of_a_language_network() {
    float[] first = Fixtures.bits(trainLanguage(7));
    assertThat(Fixtures.bits(trainLanguage(7))).isEqualTo(first);
    assertThat(Fixtures.bits(trainLanguage(8))).isNotEqualTo(first);
  }

  @Test
  void the_same_tokens_give_the_same_bits_again() {
    try (Network network = load(LANGUAGE, Fixtures.weights(LANGUAGE))) {
      int[] tokens = Fixtures.tokens(1, 30);
      Stepper stepper = network.stepper();
      float[][] scored = stepper.score(stepper.start(), tokens);
      float[][] stepped = steps(LANGUAGE, network, stepper.start(), tokens);
      for (int i = 0; i < 20; i++) {
        assertThat(stepper.score(stepper.start(), tokens)).isDeepEqualTo(scored);
        assertThat(steps(LANGUAGE, network, stepper.start(), tokens)).isDeepEqualTo(stepped);
      }
    }
  }

  private Weights trainLanguage(long seed) {
    try (TrainableNetwork network =
        train(
            LANGUAGE,
            Fixtures.weights(LANGUAGE),
            Fixtures.optimizer(Method.ADAMW, 0.01, 1),
            seed)) {
      for (int step = 0; step < 30; step++) {
        Fixtures.learn(network, 0.01, Fixtures.sequences(step, 8, 20, step > 0));
        Fixtures.measure(network, Fixtures.sequences(step, 2, 5, false));
      }
      return network.weights();
    }
  }

  private Weights train(long seed) {
    return train(seed, network -> {});
  }

  private Weights train(long seed, Consumer<TrainableNetwork> between) {
    return train(seed, SETTINGS, between);
  }

  private Weights train(long seed, BackendSettings settings, Consumer<TrainableNetwork> between) {
    TrainingState beginning = TrainingState.beginning(Fixtures.weights(SPEC));
    OptimizerSpec optimizer = Fixtures.optimizer(Method.ADAMW, 0.01, 1);
    try (TrainableNetwork network = train(SPEC, beginning, optimizer, seed, settings)) {
      for (int step = 0; step < 30; step++) {
        Fixtures.learn(network, 0.01, Fixtures.labelled(step, 2, 3 + step % 5, 12, 7, 20));
        between.accept(network);
      }
      return network.weights();
    }
  }
}
