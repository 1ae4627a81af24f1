package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.management.ThreadMXBean;
import io.github.ginestra.internal.network.WeightInitializer;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scratch is made once: later steps allocate bookkeeping only, however wide the network is. */
class TrainingAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int TOKENS = 40;
  private static final int TEXTS = 16;

  /** What a step may allocate: tasks, and the places of the batch's tokens. */
  private static final long BOOKKEEPING = 8 << 10;

  @BeforeAll
  static void no_vectors_are_named() {
    assumeFalse(
        Kernels.HERE.nameVectors(), "skipped: until they are compiled, vectors are objects");
  }

  @ParameterizedTest
  @CsvSource({"SIMPLE, 0", "SIMPLE, 0.4", "GRU, 0", "GRU, 0.4", "LSTM, 0", "LSTM, 0.4"})
  void a_step_of_a_classifier_allocates_bookkeeping_only(Cell cell, double dropout) {
    for (Pooling pooling : Pooling.values()) {
      for (int units : new int[] {8, 96}) {
        RecurrentSpec recurrent = new RecurrentSpec(cell, units, true, 2, dropout);
        assertThat(perStep(spec(recurrent, dropout, new Head.Pooled(pooling, 3))))
            .as("%s, %d units", pooling, units)
            .isLessThan(BOOKKEEPING);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_step_of_a_language_network_allocates_bookkeeping_only(Cell cell) {
    for (int units : new int[] {8, 96}) {
      RecurrentSpec recurrent = new RecurrentSpec(cell, units, false, 2, 0.2);
      assertThat(perStep(spec(recurrent, 0, new Head.PerStep(TOKENS, false))))
          .as("%d units", units)
          .isLessThan(BOOKKEEPING);
    }
  }

  private static NetworkSpec spec(RecurrentSpec recurrent, double inputDropout, Head head) {
    EmbeddingTable table = new EmbeddingTable("embedding", TOKENS, recurrent.units(), true);
    return new NetworkSpec(List.of(table), inputDropout, recurrent, false, 0.2, head);
  }

  /** Bytes that a step allocates on the only thread, when the largest batch has been seen. */
  private static long perStep(NetworkSpec spec) {
    OptimizerSpec adam = new OptimizerSpec(OptimizerSpec.Method.ADAM, 0.9, 0.999, 1e-8, 0, 1);
    TrainingState beginning = TrainingState.beginning(WeightInitializer.draw(spec, Map.of(), 1));
    try (TrainableNetwork network =
        new JavaBackend().train(spec, beginning, adam, 1, new BackendSettings(1))) {
      Batch batch = batch(spec);
      step(network, batch);
      step(network, batch);
      int steps = 5;
      long before = allocated();
      for (int i = 0; i < steps; i++) {
        step(network, batch);
      }
      return (allocated() - before) / steps;
    }
  }

  private static void step(TrainableNetwork network, Batch batch) {
    network.step(List.of(batch), Loss.SOFTMAX_CROSS_ENTROPY, 0.01);
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static Batch batch(NetworkSpec spec) {
    Random random = new Random(1);
    if (spec.isPerStep()) {
      int[] ids = random.ints(TEXTS * 10, 0, TOKENS).toArray();
      return Batch.of(TEXTS, ids, ids, false);
    }
    int[] lengths = random.ints(TEXTS, 1, 11).toArray();
    int steps = Arrays.stream(lengths).max().orElseThrow();
    int[] ids = random.ints((long) TEXTS * steps, 0, TOKENS).toArray();
    int[] labels = random.ints(TEXTS, 0, spec.outputs()).toArray();
    return Batch.of(lengths, List.of(ids)).targets(labels, null);
  }
}
