package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.EmbeddingTable;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.SequenceBatch;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.Weights;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What language networks cannot do is refused before native code sees it. */
public abstract class LanguageFailureContract implements BackendUnderTest {
  private static final LanguageNetworkSpec SPEC = Fixtures.language(RecurrentSpec.lstm(6), 0.3);

  /** For subclasses. */
  protected LanguageFailureContract() {}

  @Test
  void weights_of_an_untied_network_do_not_fit_the_tied_one() {
    LanguageNetworkSpec tied =
        new LanguageNetworkSpec(
            new EmbeddingTable("embedding", Fixtures.WORDS, 6, true),
            0,
            RecurrentSpec.lstm(6),
            0,
            false,
            true);
    LanguageNetworkSpec untied =
        new LanguageNetworkSpec(tied.embedding(), 0, tied.recurrent(), 0, false, false);
    try (Backend backend = open()) {
      assertRefused(
          () -> backend.load(tied, Fixtures.weights(untied)),
          "output.weight is not of this network");
      assertRefused(
          () -> backend.load(untied, Fixtures.weights(tied)), "output.weight [11, 6] is missing");
    }
    try (Backend backend = openForTraining()) {
      assertRefused(
          () -> backend.train(untied, Fixtures.weights(tied), Fixtures.optimizer(Method.SGD), 0),
          "output.weight [11, 6] is missing");
    }
  }

  @Test
  void weights_that_are_not_finite_are_not_loaded() {
    try (Backend backend = open()) {
      for (String name : SPEC.weightShapes().keySet()) {
        Weights weights = Fixtures.weights(SPEC);
        weights.get(name).values()[1] = Float.POSITIVE_INFINITY;
        assertRefused(() -> backend.load(SPEC, weights), "tensor " + name + " holds Infinity at");
      }
    }
  }

  @Test
  void a_token_or_a_place_that_does_not_fit_is_refused_and_the_state_stays() {
    try (Backend backend = open();
        LanguageNetwork network = backend.load(SPEC, Fixtures.weights(SPEC))) {
      RecurrentState state = network.start();
      network.step(state, 1);
      float[] before = state.hidden(0).clone();
      assertRefused(() -> network.step(state, Fixtures.WORDS), "(" + Fixtures.WORDS + ")");
      assertRefused(() -> network.step(state, -1), "(-1)");
      assertRefused(() -> network.score(state, new int[] {0, 5, -7}), "(-7)");
      assertRefused(() -> network.step(state, 1, new float[3]), "logits (3 of them) must be");
      assertThat(state.hidden(0)).isEqualTo(before);
    }
  }

  @Test
  void a_state_of_another_network_is_refused() {
    try (Backend backend = open();
        LanguageNetwork network = backend.load(SPEC, Fixtures.weights(SPEC))) {
      for (RecurrentSpec other :
          new RecurrentSpec[] {
            RecurrentSpec.lstm(7), RecurrentSpec.gru(6), RecurrentSpec.lstm(6).layers(2)
          }) {
        RecurrentState state = RecurrentState.zeros(other);
        assertRefused(() -> network.step(state, 1), "state");
        assertRefused(() -> network.score(state, new int[] {1}), "state");
      }
    }
  }

  @Test
  void an_id_beyond_the_table_is_refused() {
    SequenceBatch batch = Fixtures.sequences(1, 2, 3, false);
    batch.ids()[4] = Fixtures.WORDS;
    assertNotLearned(batch, "ids (" + Fixtures.WORDS + ")");
  }

  @Test
  void a_target_beyond_the_outputs_is_refused() {
    SequenceBatch batch = Fixtures.sequences(1, 2, 3, false);
    batch.targets()[4] = Fixtures.WORDS;
    assertNotLearned(batch, "targets (" + Fixtures.WORDS + ")");
  }

  @Test
  void a_batch_of_which_nothing_counts_teaches_nothing() {
    SequenceBatch batch = Fixtures.sequences(1, 2, 3, false);
    Arrays.fill(batch.targets(), SequenceBatch.NOT_COUNTED);
    assertNotLearned(batch, "no target");
  }

  private void assertNotLearned(SequenceBatch batch, String message) {
    try (Backend backend = openForTraining();
        TrainableLanguageNetwork network = train(backend, Fixtures.weights(SPEC))) {
      assertRefused(() -> network.step(batch, 0.1), message);
    }
  }

  @Test
  void there_must_be_a_batch_to_be_continued() {
    try (Backend backend = openForTraining();
        TrainableLanguageNetwork network = train(backend, Fixtures.weights(SPEC))) {
      SequenceBatch continued = Fixtures.sequences(1, 2, 3, true);
      assertRefused(() -> network.step(continued, 0.1), "none before it");
      network.step(Fixtures.sequences(1, 3, 3, false), 0.1);
      assertRefused(() -> network.step(continued, 0.1), "one of 3 before it");
      assertRefused(() -> network.loss(continued), "none before it");
    }
  }

  @Test
  void a_weight_that_is_no_number_shows_in_the_loss() {
    Weights weights = Fixtures.weights(SPEC);
    Arrays.fill(weights.get("recurrent.weight_hh_l0").values(), Float.NaN);
    try (Backend backend = openForTraining();
        TrainableLanguageNetwork network = train(backend, weights)) {
      assertThat(network.step(Fixtures.sequences(1, 2, 3, false), 0.1)).isNaN();
    }
  }

  @Test
  void a_backend_that_cannot_train_says_so_at_once() {
    assumeFalse(
        provider().capabilities().contains(Capability.TRAINING),
        () -> provider().name() + " trains");
    try (Backend backend = open()) {
      assertThatThrownBy(() -> train(backend, Fixtures.weights(SPEC)))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining(provider().name());
    }
  }

  private static TrainableLanguageNetwork train(Backend backend, Weights weights) {
    return backend.train(SPEC, weights, Fixtures.optimizer(Method.SGD), 0);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }
}
