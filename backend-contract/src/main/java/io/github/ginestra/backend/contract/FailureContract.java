package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ginestra.Device;
import io.github.ginestra.Pooling;
import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.Tensor;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be done is refused before native code sees it, and the message names it. */
public abstract class FailureContract implements BackendUnderTest {
  private static final NetworkSpec SPEC = Fixtures.spamLike();

  /** For subclasses. */
  protected FailureContract() {}

  @Test
  void a_missing_weight_is_named() {
    Map<String, Tensor> tensors = tensors();
    tensors.remove("output.bias");
    assertRefused(tensors, "output.bias");
  }

  @Test
  void a_weight_too_many_is_named() {
    Map<String, Tensor> tensors = tensors();
    tensors.put("surplus.weight", new Tensor(List.of(1), new float[1]));
    assertRefused(tensors, "surplus.weight");
  }

  @Test
  void a_weight_of_another_shape_is_named_with_both_shapes() {
    Map<String, Tensor> tensors = tensors();
    tensors.put("recurrent.bias_hh_l0", new Tensor(List.of(5), new float[5]));
    assertRefused(tensors, "recurrent.bias_hh_l0 has shape [5], not [24]");
  }

  private void assertRefused(Map<String, Tensor> tensors, String message) {
    Weights weights = Weights.of(tensors);
    try (Backend backend = open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> backend.load(SPEC, weights))
          .withMessageContaining(message);
    }
    if (provider().capabilities().contains(Capability.TRAINING)) {
      try (Backend backend = open()) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> backend.train(SPEC, weights, Fixtures.optimizer(Method.SGD), 0))
            .withMessageContaining(message);
      }
    }
  }

  @Test
  void weights_that_are_not_finite_are_not_loaded_and_the_first_is_named() {
    try (Backend backend = open()) {
      for (String name : SPEC.weightShapes().keySet()) {
        Weights weights = Fixtures.weights(SPEC);
        weights.get(name).values()[1] = name.contains("bias") ? Float.NaN : Float.NEGATIVE_INFINITY;
        assertThatIllegalArgumentException()
            .isThrownBy(() -> backend.load(SPEC, weights))
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
    EncodedBatch batch = Fixtures.batch(1, 4);
    assertNotScored(EncodedBatch.of(batch.lengths(), List.of(batch.channels().get(0))), "channel");
  }

  @Test
  void an_id_beyond_its_table_is_refused() {
    EncodedBatch batch = Fixtures.batch(1, 4, 2);
    batch.channels().get(0)[3] = Fixtures.WORDS;
    assertNotScored(batch, "embedding (" + Fixtures.WORDS + ")");
  }

  @Test
  void a_negative_id_is_refused() {
    EncodedBatch batch = Fixtures.batch(1, 4, 2);
    batch.channels().get(1)[0] = -1;
    assertNotScored(batch, "letter_case (-1)");
  }

  private void assertNotScored(EncodedBatch batch, String message) {
    try (Backend backend = open();
        Network network = backend.load(SPEC, Fixtures.weights(SPEC))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.score(batch))
          .withMessageContaining(message);
    }
  }

  @Test
  void a_batch_without_labels_teaches_nothing() {
    assertNotLearned(Fixtures.batch(1, 4), "no labels");
  }

  @Test
  void a_label_beyond_the_outputs_is_refused() {
    assertNotLearned(Fixtures.batch(1, 4, 2).labelled(new int[] {0, 2}, null), "labels (2)");
  }

  private void assertNotLearned(EncodedBatch batch, String message) {
    try (Backend backend = openForTraining();
        TrainableNetwork network =
            backend.train(SPEC, Fixtures.weights(SPEC), Fixtures.optimizer(Method.SGD), 0)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.step(batch, 0.1))
          .withMessageContaining(message);
    }
  }

  @Test
  void a_weight_that_is_no_number_shows_in_the_loss() {
    NetworkSpec spec = Fixtures.network(RecurrentSpec.lstm(4), Pooling.MEAN, 2);
    Weights weights = Fixtures.weights(spec);
    Arrays.fill(weights.get("recurrent.weight_hh_l0").values(), Float.NaN);
    try (Backend backend = openForTraining();
        TrainableNetwork network =
            backend.train(spec, weights, Fixtures.optimizer(Method.ADAMW, 0, 1), 0)) {
      assertThat(network.step(Fixtures.labelled(1, 2, 3, 4), 0.1).loss()).isNaN();
    }
  }

  @Test
  void asking_for_a_gpu_where_there_is_none_says_so() {
    BackendSettings settings = new BackendSettings(1, Device.gpu(63));
    assertThatThrownBy(() -> provider().open(settings))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("gpu:63")
        .hasMessageContaining("docs/backends.md#gpu");
  }

  @Test
  void a_backend_that_cannot_quantize_says_so_at_once() {
    assumeFalse(
        provider().capabilities().contains(Capability.QUANTIZATION),
        () -> provider().name() + " quantizes");
    BackendSettings settings = BackendSettings.defaults().quantized(true);
    assertThatThrownBy(() -> provider().open(settings))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining(provider().name())
        .hasMessageContaining("docs/backends.md#quantize");
  }

  @Test
  void a_backend_that_cannot_train_says_so_at_once() {
    assumeFalse(
        provider().capabilities().contains(Capability.TRAINING),
        () -> provider().name() + " trains");
    try (Backend backend = open()) {
      assertThatThrownBy(
              () -> backend.train(SPEC, Fixtures.weights(SPEC), Fixtures.optimizer(Method.SGD), 0))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining(provider().name());
    }
  }
}
