package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches so great that texts are read side by side and on several threads. */
class SharedBatchTest {
  private static final int TEXTS = 101;

  private final AtomicInteger helpers = new AtomicInteger();
  private final Executor counting =
      task -> {
        helpers.incrementAndGet();
        ForkJoinPool.commonPool().execute(task);
      };

  static Stream<Arguments> networks() {
    return Stream.of(
            RecurrentSpec.simple(5),
            RecurrentSpec.gru(16).bidirectional(),
            RecurrentSpec.lstm(16).bidirectional().layers(3))
        .flatMap(
            spec ->
                Stream.of(Pooling.values())
                    .flatMap(
                        pooling ->
                            Stream.of(
                                Arguments.of(spec, pooling, false),
                                Arguments.of(spec, pooling, true))));
  }

  /** Texts of 1 to 30 steps. */
  private static Batch batch() {
    Random random = new Random(6);
    int[] lengths = random.ints(TEXTS, 1, 31).toArray();
    lengths[7] = 30;
    return Batch.of(lengths, List.of(random.ints(30L * TEXTS, 0, Networks.TOKENS).toArray()));
  }

  private static Batch alone(Batch batch, int n) {
    int[] ids = new int[batch.lengths()[n]];
    for (int t = 0; t < ids.length; t++) {
      ids[t] = batch.channels().get(0)[t * batch.size() + n];
    }
    return Batch.of(new int[] {ids.length}, List.of(ids));
  }

  @ParameterizedTest(name = "{0}, {1} pooling, quantized: {2}")
  @MethodSource("networks")
  void each_text_scores_as_alone_to_the_last_bit(
      RecurrentSpec recurrent, Pooling pooling, boolean quantized) {
    NetworkSpec spec = Networks.classifier(recurrent, pooling);
    Weights weights = Networks.weights(spec);
    BackendSettings settings = new BackendSettings(4).executor(counting).quantized(quantized);
    Batch batch = batch();
    try (Network network = new JavaNetwork(settings, spec, weights, Kernels.HERE)) {
      float[][] together = network.score(batch);
      assertThat(helpers).hasValue(3);
      for (int n = 0; n < TEXTS; n++) {
        assertThat(together[n]).isEqualTo(network.score(alone(batch, n))[0]);
      }
    }
  }

  @Test
  void one_thread_and_few_texts_ask_nobody_for_help() {
    NetworkSpec spec = Networks.classifier(RecurrentSpec.gru(4), Pooling.MAX);
    Weights weights = Networks.weights(spec);
    BackendSettings settings = new BackendSettings(1).executor(counting);
    try (Network one = new JavaNetwork(settings, spec, weights, Kernels.HERE);
        Network many = new JavaNetwork(settings.threads(8), spec, weights, Kernels.HERE)) {
      one.score(batch());
      many.score(alone(batch(), 0));
    }
    assertThat(helpers).hasValue(0);
  }
}
