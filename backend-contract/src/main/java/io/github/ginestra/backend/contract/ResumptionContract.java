package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A training that goes on from its state gives the same weights, to the last bit, as one that was
 * never broken off; and gradients accumulated over batches are those of the batches together.
 */
abstract class ResumptionContract extends BackendUnderTest {
  private static final NetworkSpec SPEC = Fixtures.spamLike();
  private static final int SEED = 7;

  ResumptionContract(Supplier<Backend> backend) {
    super(backend);
  }

  private static OptimizerSpec optimizer(Method method) {
    return Fixtures.optimizer(method, 0.01, 1);
  }

  /** What the step of this number learns from: one batch, or two. */
  private static List<Batch> batches(int step) {
    Batch batch = Fixtures.labelled(step, 2, 3 + step % 5, 12, 7, 20);
    return step % 2 == 0 ? List.of(batch) : List.of(batch, Fixtures.labelled(step, 2, 4, 9));
  }

  private static void learn(TrainableNetwork network, int from, int to) {
    IntStream.range(from, to)
        .forEach(step -> network.step(batches(step), Loss.SOFTMAX_CROSS_ENTROPY, 0.01));
  }

  @ParameterizedTest
  @EnumSource
  void a_resumed_network_ends_at_the_same_bits(Method method) {
    try (TrainableNetwork whole = train(SPEC, Fixtures.weights(SPEC), optimizer(method), SEED)) {
      learn(whole, 0, 7);
      TrainingState state = whole.state();
      learn(whole, 7, 15);
      try (TrainableNetwork resumed = train(SPEC, state, optimizer(method), SEED)) {
        learn(resumed, 7, 15);

        assertThat(Fixtures.bits(resumed.weights())).isEqualTo(Fixtures.bits(whole.weights()));
        assertThat(resumed.state().steps()).isEqualTo(15);
        assertThat(resumed.state().batches()).isEqualTo(22);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_language_network_resumed_within_its_streams_ends_at_the_same_bits(Cell cell) {
    NetworkSpec spec = Fixtures.language(new RecurrentSpec(cell, 9, false, 2, 0), 0.3);
    try (TrainableNetwork whole =
        train(spec, Fixtures.weights(spec), optimizer(Method.ADAMW), SEED)) {
      double first = learn(whole, sequences(0));
      learn(whole, sequences(1));
      TrainingState state = whole.state();
      double third = learn(whole, sequences(2));
      assertThat(third).isNotEqualTo(first);
      try (TrainableNetwork resumed = train(spec, state, optimizer(Method.ADAMW), SEED)) {
        assertThat(learn(resumed, sequences(2))).isEqualTo(third);

        assertThat(Fixtures.bits(resumed.weights())).isEqualTo(Fixtures.bits(whole.weights()));
        assertThat(Fixtures.bits(resumed.state().carried()))
            .isEqualTo(Fixtures.bits(whole.state().carried()));
      }
    }
  }

  private static double learn(TrainableNetwork network, List<Batch> batches) {
    return network.step(batches, Loss.SOFTMAX_CROSS_ENTROPY, 0.01);
  }

  private static List<Batch> sequences(int step) {
    return List.of(
        Fixtures.sequences(2L * step, 3, 8, step > 0),
        Fixtures.sequences(2L * step + 1, 3, 6, true));
  }

  @Test
  void a_state_is_a_snapshot() {
    try (TrainableNetwork network =
        train(SPEC, Fixtures.weights(SPEC), optimizer(Method.ADAM), SEED)) {
      learn(network, 0, 3);
      TrainingState state = network.state();
      float[] weights = Fixtures.bits(state.weights()).clone();
      float[] moments = Fixtures.bits(state.moments()).clone();
      learn(network, 3, 6);

      assertThat(Fixtures.bits(state.weights())).isEqualTo(weights);
      assertThat(Fixtures.bits(state.moments())).isEqualTo(moments);
    }
  }

  @Test
  void a_state_that_does_not_fit_is_refused() {
    try (TrainableNetwork network =
        train(SPEC, Fixtures.weights(SPEC), optimizer(Method.ADAM), SEED)) {
      learn(network, 0, 1);
      TrainingState state = network.state();

      assertRefused(withMoment(state, "mean.output.bias", new float[3]), "output.bias");
      assertRefused(withMoment(state, "variance.output.bias", null), "output.bias");
      assertRefused(
          new TrainingState(1, 1, Weights.of(Map.of()), state.moments(), state.carried()),
          "is missing");
    }
  }

  private static TrainingState withMoment(
      TrainingState state, String name, float @Nullable [] values) {
    Map<String, Tensor> moments = new LinkedHashMap<>();
    state.moments().names().forEach(n -> moments.put(n, state.moments().get(n)));
    if (values == null) {
      moments.remove(name);
    } else {
      moments.put(name, new Tensor(List.of(values.length), values));
    }
    return new TrainingState(
        state.steps(), state.batches(), state.weights(), Weights.of(moments), state.carried());
  }

  private void assertRefused(TrainingState state, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train(SPEC, state, optimizer(Method.ADAM), SEED))
        .withMessageContaining(message);
  }

  @Test
  void a_closed_network_has_no_state() {
    TrainableNetwork network = train(SPEC, Fixtures.weights(SPEC), optimizer(Method.SGD), SEED);
    network.close();
    assertThatIllegalStateException().isThrownBy(network::state).withMessageContaining("closed");
  }

  @Test
  void no_batch_is_refused() {
    try (TrainableNetwork network =
        train(SPEC, Fixtures.weights(SPEC), optimizer(Method.SGD), SEED)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Fixtures.learn(network, 0.1))
          .withMessageContaining("no batch");
    }
  }

  @Test
  void the_gradients_of_several_batches_are_those_of_their_texts_together() {
    NetworkSpec spec = Fixtures.network(SPEC.recurrent(), Pooling.MAX, 2);
    Batch all =
        Fixtures.batch(3, 5, 12, 7, 4, 9)
            .targets(new int[] {0, 1, 1, 0, 1}, new float[] {1, 2, 0.5f, 3, 1});
    Batch[] parts = {part(all, 0, 1), part(all, 2), part(all, 3, 4)};
    try (TrainableNetwork together =
            train(spec, Fixtures.weights(spec), optimizer(Method.SGD), SEED);
        TrainableNetwork accumulated =
            train(spec, Fixtures.weights(spec), optimizer(Method.SGD), SEED)) {
      double expected = Fixtures.learn(together, 0.5, all);

      assertThat(Fixtures.learn(accumulated, 0.5, parts)).isCloseTo(expected, within(1e-5));
      assertThat(Fixtures.bits(accumulated.weights()))
          .containsExactly(Fixtures.bits(together.weights()), within(1e-5f));
      assertThat(Fixtures.bits(accumulated.weights()))
          .isNotEqualTo(Fixtures.bits(Fixtures.weights(spec)));
    }
  }

  private static Batch part(Batch all, int... positions) {
    int[] labels = Fixtures.targets(all).ids();
    float[] given = Fixtures.targets(all).weights();
    float[] weights = new float[positions.length];
    for (int i = 0; given != null && i < weights.length; i++) {
      weights[i] = given[positions[i]];
    }
    return Fixtures.select(all, positions)
        .targets(IntStream.of(positions).map(p -> labels[p]).toArray(), weights);
  }

  @Test
  void the_gradients_of_several_sequences_are_those_of_their_targets_together() {
    NetworkSpec spec = Fixtures.language(RecurrentSpec.gru(6), 0);
    Batch first = Fixtures.sequences(1, 1, 5, false);
    Batch second = Fixtures.sequences(2, 1, 5, false);
    Fixtures.targets(second).ids()[4] = Targets.NOT_COUNTED;
    int[] ids = new int[10];
    int[] targets = new int[10];
    for (int t = 0; t < 5; t++) {
      ids[2 * t] = first.channels().get(0)[t];
      ids[2 * t + 1] = second.channels().get(0)[t];
      targets[2 * t] = Fixtures.targets(first).ids()[t];
      targets[2 * t + 1] = Fixtures.targets(second).ids()[t];
    }
    try (TrainableNetwork together =
            train(spec, Fixtures.weights(spec), optimizer(Method.SGD), SEED);
        TrainableNetwork accumulated =
            train(spec, Fixtures.weights(spec), optimizer(Method.SGD), SEED)) {
      double expected = Fixtures.learn(together, 0.5, Batch.of(2, ids, targets, false));

      assertThat(Fixtures.learn(accumulated, 0.5, first, second)).isCloseTo(expected, within(1e-5));

      assertThat(Fixtures.bits(accumulated.weights()))
          .containsExactly(Fixtures.bits(together.weights()), within(1e-5f));
    }
  }
}
