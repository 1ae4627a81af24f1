package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ginestra.internal.Docs;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.Device;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What cannot be done is refused before native code sees it, and the message names it. */
abstract class FailureContract extends BackendUnderTest {
  private static final NetworkSpec SPEC = Fixtures.spamLike();
  private static final NetworkSpec LANGUAGE = Fixtures.language(RecurrentSpec.lstm(6), 0.3);

  FailureContract(Supplier<Backend> backend) {
    super(backend);
  }

  private TrainableNetwork train(NetworkSpec spec, Weights weights) {
    return train(spec, weights, Fixtures.optimizer(Method.SGD), 0);
  }

  @Test
  void a_missing_weight_is_named() {
    Map<String, Tensor> tensors = tensors();
    tensors.remove("output.bias");
    assertRefused(SPEC, Weights.of(tensors), "output.bias");
  }

  @Test
  void a_weight_too_many_is_named() {
    Map<String, Tensor> tensors = tensors();
    tensors.put("surplus.weight", new Tensor(List.of(1), new float[1]));
    assertRefused(SPEC, Weights.of(tensors), "surplus.weight");
  }

  @Test
  void a_weight_of_another_shape_is_named_with_both_shapes() {
    Map<String, Tensor> tensors = tensors();
    tensors.put("recurrent.bias_hh_l0", new Tensor(List.of(5), new float[5]));
    assertRefused(SPEC, Weights.of(tensors), "recurrent.bias_hh_l0 has shape [5], not [24]");
  }

  @Test
  void weights_of_an_untied_network_do_not_fit_the_tied_one() {
    NetworkSpec tied = tied(true);
    NetworkSpec untied = tied(false);
    assertRefused(tied, Fixtures.weights(untied), "output.weight is not of this network");
    assertRefused(untied, Fixtures.weights(tied), "output.weight [11, 6] is missing");
  }

  private static NetworkSpec tied(boolean tied) {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", Fixtures.WORDS, 6, true)),
        0,
        RecurrentSpec.lstm(6),
        false,
        0,
        new Head.PerStep(Fixtures.WORDS, tied));
  }

  private void assertRefused(NetworkSpec spec, Weights weights, String message) {
    assertRefused(() -> load(spec, weights), message);
    if (trains()) {
      assertRefused(() -> train(spec, weights), message);
    }
  }

  @Test
  void weights_that_are_not_finite_are_not_loaded_and_the_first_is_named() {
    for (NetworkSpec spec : List.of(SPEC, LANGUAGE)) {
      for (String name : spec.weightShapes().keySet()) {
        Weights weights = Fixtures.weights(spec);
        weights.get(name).values()[1] = name.contains("bias") ? Float.NaN : Float.NEGATIVE_INFINITY;
        assertThatIllegalArgumentException()
            .isThrownBy(() -> load(spec, weights))
            .withMessageMatching(
                "tensor " + name + " holds (NaN at \\[1]|-Infinity at \\[0, 1]);.*");
      }
    }
  }

  private static Map<String, Tensor> tensors() {
    Weights weights = Fixtures.weights(SPEC);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights.names().forEach(name -> tensors.put(name, weights.get(name)));
    return tensors;
  }

  @Test
  void a_batch_with_a_channel_too_few_is_refused() {
    Batch batch = Fixtures.batch(1, 4);
    assertNotScored(Batch.of(batch.lengths(), List.of(batch.channels().get(0))), "channel");
  }

  @Test
  void an_id_beyond_its_table_is_refused() {
    Batch batch = Fixtures.batch(1, 4, 2);
    batch.channels().get(0)[3] = Fixtures.WORDS;
    assertNotScored(batch, "embedding (" + Fixtures.WORDS + ")");
  }

  @Test
  void a_negative_id_is_refused() {
    Batch batch = Fixtures.batch(1, 4, 2);
    batch.channels().get(1)[0] = -1;
    assertNotScored(batch, "letter_case (-1)");
  }

  @Test
  void what_is_scored_is_not_continued() {
    assertNotScored(LANGUAGE, Fixtures.sequences(1, 2, 3, true), "must not be continued");
    Batch batch = Fixtures.batch(1, 4, 2);
    assertNotScored(new Batch(batch.lengths(), batch.channels(), true, null), "carries no state");
  }

  private void assertNotScored(Batch batch, String message) {
    assertNotScored(SPEC, batch, message);
  }

  private void assertNotScored(NetworkSpec spec, Batch batch, String message) {
    try (Network network = load(spec, Fixtures.weights(spec))) {
      assertRefused(() -> network.score(batch), message);
    }
    if (trains()) {
      try (TrainableNetwork network = train(spec, Fixtures.weights(spec))) {
        assertRefused(() -> network.score(batch), message);
      }
    }
  }

  @Test
  void a_token_or_a_place_that_does_not_fit_is_refused_and_the_state_stays() {
    try (Network network = load(LANGUAGE, Fixtures.weights(LANGUAGE))) {
      Stepper stepper = network.stepper();
      State state = stepper.start();
      step(LANGUAGE, network, state, 1);
      State before = state.copy();
      assertRefused(
          () -> step(LANGUAGE, network, state, Fixtures.WORDS), "(" + Fixtures.WORDS + ")");
      assertRefused(() -> step(LANGUAGE, network, state, -1), "(-1)");
      assertRefused(() -> stepper.score(state, new int[] {0, 5, -7}), "(-7)");
      assertRefused(() -> stepper.read(state, new int[] {0, 5, 11}), "(11)");
      assertRefused(() -> stepper.step(state, 1, new float[3]), "logits (3 of them) must be");
      assertThat(step(LANGUAGE, network, state, 2)).isEqualTo(step(LANGUAGE, network, before, 2));
    }
  }

  @Test
  void a_state_of_another_network_is_refused() {
    Weights weights = Fixtures.weights(LANGUAGE);
    try (Network network = load(LANGUAGE, weights);
        Network other = load(LANGUAGE, weights)) {
      for (State state : List.of(other.stepper().start(), new Foreign())) {
        assertRefused(() -> step(LANGUAGE, network, state, 1), "state is not of this network");
        assertRefused(() -> network.stepper().score(state, new int[] {1}), "state is not of");
        assertRefused(() -> network.stepper().read(state, new int[] {1}), "state is not of");
      }
    }
  }

  private record Foreign() implements State {
    @Override
    public State copy() {
      return this;
    }
  }

  @Test
  void a_batch_without_targets_teaches_nothing() {
    assertNotLearned(SPEC, Fixtures.batch(1, 4), "no targets");
  }

  @Test
  void a_target_beyond_the_outputs_is_refused() {
    assertNotLearned(SPEC, Fixtures.batch(1, 4, 2).targets(new int[] {0, 2}, null), "targets (2)");
    Batch batch = Fixtures.sequences(1, 2, 3, false);
    Fixtures.targets(batch).ids()[4] = Fixtures.WORDS;
    assertNotLearned(LANGUAGE, batch, "targets (" + Fixtures.WORDS + ")");
  }

  @Test
  void targets_that_are_not_as_many_as_answers_are_refused() {
    assertNotLearned(SPEC, Fixtures.tagged(1, 4, 2), "targets (8) must number 2");
    Batch one = Batch.of(new int[] {3, 3}, List.of(new int[6])).targets(new int[2], null);
    assertNotLearned(LANGUAGE, one, "targets (2) must number 6");
  }

  @Test
  void an_id_beyond_the_table_teaches_nothing() {
    Batch batch = Fixtures.sequences(1, 2, 3, false);
    batch.channels().get(0)[4] = Fixtures.WORDS;
    assertNotLearned(LANGUAGE, batch, "embedding (" + Fixtures.WORDS + ")");
  }

  @Test
  void a_batch_of_which_nothing_counts_teaches_nothing() {
    Batch batch = Fixtures.sequences(1, 2, 3, false);
    Arrays.fill(Fixtures.targets(batch).ids(), Targets.NOT_COUNTED);
    assertNotLearned(LANGUAGE, batch, "no target");
  }

  private void assertNotLearned(NetworkSpec spec, Batch batch, String message) {
    try (TrainableNetwork network = train(spec, Fixtures.weights(spec))) {
      assertRefused(() -> Fixtures.learn(network, 0.1, batch), message);
    }
  }

  @Test
  void there_must_be_a_batch_to_be_continued() {
    try (TrainableNetwork network = train(LANGUAGE, Fixtures.weights(LANGUAGE))) {
      Batch continued = Fixtures.sequences(1, 2, 3, true);
      assertRefused(() -> Fixtures.learn(network, 0.1, continued), "none before it");
      Fixtures.learn(network, 0.1, Fixtures.sequences(1, 3, 3, false));
      assertRefused(() -> Fixtures.learn(network, 0.1, continued), "one of 3 before it");
      assertRefused(() -> Fixtures.measure(network, continued), "none before it");
    }
  }

  @Test
  void a_batch_with_padding_cannot_be_continued() {
    Batch ragged =
        Batch.of(new int[] {3, 1}, List.of(new int[6]))
            .targets(new int[] {1, 1, 1, -1, 1, -1}, null);
    try (TrainableNetwork network = train(LANGUAGE, Fixtures.weights(LANGUAGE))) {
      Fixtures.learn(network, 0.1, ragged);
      assertRefused(
          () -> Fixtures.learn(network, 0.1, Fixtures.sequences(1, 2, 3, true)), "none before it");
    }
  }

  @Test
  void a_weight_that_is_no_number_shows_in_the_loss() {
    NetworkSpec pooled = Fixtures.network(RecurrentSpec.lstm(4), Pooling.MEAN, 2);
    assertNotANumber(pooled, Fixtures.labelled(1, 2, 3, 4));
    assertNotANumber(LANGUAGE, Fixtures.sequences(1, 2, 3, false));
  }

  private void assertNotANumber(NetworkSpec spec, Batch batch) {
    Weights weights = Fixtures.weights(spec);
    Arrays.fill(weights.get("recurrent.weight_hh_l0").values(), Float.NaN);
    try (TrainableNetwork network =
        train(spec, weights, Fixtures.optimizer(Method.ADAMW, 0, 1), 0)) {
      assertThat(Fixtures.learn(network, 0.1, batch)).isNaN();
    }
  }

  @Test
  void asking_for_a_gpu_where_there_is_none_says_so() {
    BackendSettings settings = new BackendSettings(1, Device.gpu(63));
    assertThatThrownBy(() -> backend().start(settings))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("gpu:63")
        .hasMessageContaining(Docs.see("backends.md#gpu"));
    assertThatThrownBy(() -> backend().load(SPEC, Fixtures.weights(SPEC), settings))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("gpu:63");
  }

  @Test
  void a_backend_that_cannot_quantize_says_so_at_once() {
    assumeFalse(
        backend().capabilities().contains(Capability.QUANTIZATION),
        () -> backend().name() + " quantizes");
    BackendSettings settings = BackendSettings.defaults().quantized(true);
    assertThatThrownBy(() -> backend().start(settings))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining(backend().name())
        .hasMessageContaining(Docs.see("backends.md#quantize"));
    assertThatThrownBy(() -> backend().load(SPEC, Fixtures.weights(SPEC), settings))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining(Docs.see("backends.md#quantize"));
  }

  @Test
  void a_backend_that_cannot_train_says_so_at_once() {
    assumeFalse(trains(), () -> backend().name() + " trains");
    for (NetworkSpec spec : List.of(SPEC, LANGUAGE)) {
      TrainingState state = TrainingState.beginning(Fixtures.weights(spec));
      assertThatThrownBy(
              () -> backend().train(spec, state, Fixtures.optimizer(Method.SGD), 0, SETTINGS))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining(backend().name());
    }
  }
}
