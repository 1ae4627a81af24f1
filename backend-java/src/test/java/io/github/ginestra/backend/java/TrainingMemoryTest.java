package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.internal.network.WeightInitializer;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What does not fit into the heap is refused before it is allocated. */
class TrainingMemoryTest {
  private static final OptimizerSpec ADAM =
      new OptimizerSpec(OptimizerSpec.Method.ADAM, 0.9, 0.999, 1e-8, 0, 1);

  private static NetworkSpec network(int units) {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", 10, 4, true)),
        0,
        RecurrentSpec.lstm(units),
        false,
        0,
        new Head.PerStep(10, false));
  }

  private static TrainableNetwork train(NetworkSpec spec) {
    Weights weights = WeightInitializer.draw(spec, Map.of(), 1);
    return new JavaBackend()
        .train(spec, TrainingState.beginning(weights), ADAM, 0, new BackendSettings(1));
  }

  /** Units whose weights alone take about this fraction of the heap. */
  private static int units(double fraction) {
    return (int) Math.sqrt(fraction * Runtime.getRuntime().maxMemory() / 4 / Float.BYTES);
  }

  @Test
  void a_network_larger_than_the_heap_is_refused_with_what_it_needs_and_what_there_is() {
    NetworkSpec spec = network(units(2));
    long needed = spec.parameters() * Float.BYTES;
    assertThat(needed).isGreaterThan(Runtime.getRuntime().maxMemory());
    assertThatIllegalStateException()
        .isThrownBy(() -> train(spec))
        .withMessageStartingWith("the network " + spec + " needs " + ((needed >> 20) + 1) + " MiB")
        .withMessageContaining("MiB left of the")
        .withMessageContaining("-Xmx");
  }

  @Test
  void a_network_whose_gradients_do_not_fit_beside_it_is_refused() {
    NetworkSpec spec = network(units(0.3));
    assertThatIllegalStateException()
        .isThrownBy(() -> train(spec))
        .withMessageStartingWith("training the network " + spec + " needs ");
  }

  @Test
  void a_batch_too_large_for_the_heap_is_refused_and_a_smaller_one_learned() {
    NetworkSpec spec = network(512);
    int tokens = (int) (Runtime.getRuntime().maxMemory() / 4 / 1024);
    int[] ids = new int[tokens];
    try (TrainableNetwork network = train(spec)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> learn(network, Batch.of(16, ids, ids, false)))
          .withMessageContaining("tokens in LSTM(512)");
      int[] few = new int[16];
      assertThat(learn(network, Batch.of(16, few, few, false))).isPositive();
    }
  }

  private static double learn(TrainableNetwork network, Batch batch) {
    return network.step(List.of(batch), Loss.SOFTMAX_CROSS_ENTROPY, 0.01);
  }
}
