package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.LanguageNetwork;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.RecurrentState;
import io.github.ginestra.spi.SequenceBatch;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.TrainableNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Opening, closing, and the memory in between. */
public abstract class LifeCycleContract implements BackendUnderTest {
  private static final NetworkSpec SPEC = Fixtures.spamLike();
  private static final EncodedBatch TEXTS = Fixtures.batch(1, 5, 12, 3);
  private static final EncodedBatch LABELLED = Fixtures.labelled(1, 2, 5, 12, 3);
  private static final LanguageNetworkSpec LANGUAGE =
      Fixtures.language(RecurrentSpec.lstm(12).layers(2), 0.3);
  private static final SequenceBatch SEQUENCES = Fixtures.sequences(1, 4, 10, false);
  private static final SequenceBatch CONTINUED = Fixtures.sequences(2, 4, 10, true);

  /**
   * How much the process may grow over thousands of calls, for what the JVM itself does meanwhile:
   * a leak is far more. The JVM of the tests must have a heap of fixed size, touched from the
   * start, or its growth counts too.
   */
  private static final long GROWTH_KILOBYTES = 40_000;

  /** For subclasses. */
  protected LifeCycleContract() {}

  @Test
  void a_closed_network_refuses_to_score() {
    try (Backend backend = open()) {
      Network network = backend.load(SPEC, Fixtures.weights(SPEC));
      network.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> network.score(TEXTS))
          .withMessageContaining("closed");
    }
  }

  @Test
  void a_closed_training_refuses_everything() {
    try (Backend backend = openForTraining()) {
      TrainableNetwork network = train(backend);
      network.close();
      assertThatIllegalStateException().isThrownBy(() -> network.step(LABELLED, 0.1));
      assertThatIllegalStateException().isThrownBy(() -> network.score(TEXTS));
      assertThatIllegalStateException().isThrownBy(network::weights);
    }
  }

  @Test
  void a_closed_backend_makes_no_networks() {
    Backend backend = open();
    backend.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> backend.load(SPEC, Fixtures.weights(SPEC)))
        .withMessageContaining("closed");
  }

  @Test
  void closing_twice_is_closing_once() {
    Backend backend = open();
    Network network = backend.load(SPEC, Fixtures.weights(SPEC));
    network.close();
    network.close();
    backend.close();
    backend.close();
    assertThatIllegalStateException().isThrownBy(() -> network.score(TEXTS));
  }

  @Test
  void networks_outlive_the_backend_that_made_them() {
    Backend backend = open();
    try (Network network = backend.load(SPEC, Fixtures.weights(SPEC))) {
      float[][] before = network.score(TEXTS);
      backend.close();
      assertThat(network.score(TEXTS)).isDeepEqualTo(before);
    }
  }

  @Test
  void closing_while_others_score_ends_them_with_an_answer_or_an_error() throws Exception {
    for (int round = 0; round < 20; round++) {
      try (Backend backend = open()) {
        Network network = backend.load(SPEC, Fixtures.weights(SPEC));
        float[][] expected = network.score(TEXTS);
        AtomicInteger refused = new AtomicInteger();
        ConcurrencyContract.inParallel(
            4, thread -> scoreUntilClosed(network, thread, expected, refused));
        assertThat(refused).hasValue(3);
      }
    }
  }

  private static void scoreUntilClosed(
      Network network, int thread, float[][] expected, AtomicInteger refused) {
    if (thread == 0) {
      network.close();
      return;
    }
    try {
      while (true) {
        assertThat(network.score(TEXTS)).isDeepEqualTo(expected);
      }
    } catch (IllegalStateException e) {
      refused.incrementAndGet();
    }
  }

  @Test
  void fifty_thousand_texts_scored_leave_the_memory_flat() throws IOException {
    EncodedBatch five = Fixtures.batch(1, 5, 12, 3, 8, 1);
    try (Backend backend = open();
        Network network = backend.load(SPEC, Fixtures.weights(SPEC))) {
      assertFlat(3_000, 10_000, () -> network.score(five));
    }
  }

  @Test
  void thousands_of_steps_leave_the_memory_flat() throws IOException {
    try (Backend backend = openForTraining();
        TrainableNetwork network = train(backend)) {
      assertFlat(700, 1_500, () -> network.step(LABELLED, 0.001));
    }
  }

  @Test
  void hundreds_of_networks_leave_the_memory_flat() throws IOException {
    try (Backend backend = openForTraining()) {
      assertFlat(
          80,
          250,
          () -> {
            try (TrainableNetwork training = train(backend);
                Network network = backend.load(SPEC, training.weights())) {
              training.step(LABELLED, 0.001);
              network.score(TEXTS);
            }
          });
    }
  }

  @Test
  void a_closed_language_network_refuses_everything() {
    try (Backend backend = open()) {
      LanguageNetwork network = backend.load(LANGUAGE, Fixtures.weights(LANGUAGE));
      RecurrentState state = network.start();
      network.step(state, 1);
      network.close();
      network.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> network.step(state, 1))
          .withMessageContaining("closed");
      assertThatIllegalStateException().isThrownBy(() -> network.score(state, new int[] {1}));
    }
  }

  @Test
  void a_closed_training_of_a_language_network_refuses_everything() {
    try (Backend backend = openForTraining()) {
      TrainableLanguageNetwork network = trainLanguage(backend);
      network.close();
      network.close();
      assertThatIllegalStateException().isThrownBy(() -> network.step(SEQUENCES, 0.1));
      assertThatIllegalStateException().isThrownBy(() -> network.loss(SEQUENCES));
      assertThatIllegalStateException().isThrownBy(network::weights);
    }
  }

  @Test
  void a_closed_backend_makes_no_language_networks() {
    Backend backend = open();
    backend.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> backend.load(LANGUAGE, Fixtures.weights(LANGUAGE)))
        .withMessageContaining("closed");
  }

  @Test
  void a_hundred_thousand_tokens_told_leave_the_memory_flat() throws IOException {
    try (Backend backend = open();
        LanguageNetwork network = backend.load(LANGUAGE, Fixtures.weights(LANGUAGE))) {
      RecurrentState state = network.start();
      int[] tokens = SEQUENCES.ids();
      assertFlat(
          1_500,
          4_000,
          () -> {
            for (int t = 0; t < 5; t++) {
              network.step(state, tokens[t]);
            }
            network.score(state, tokens);
          });
    }
  }

  @Test
  void thousands_of_steps_of_a_language_network_leave_the_memory_flat() throws IOException {
    try (Backend backend = openForTraining();
        TrainableLanguageNetwork network = trainLanguage(backend)) {
      network.step(SEQUENCES, 0.001);
      network.loss(SEQUENCES);
      assertFlat(
          700,
          1_500,
          () -> {
            network.step(CONTINUED, 0.001);
            network.loss(CONTINUED);
          });
    }
  }

  private static TrainableLanguageNetwork trainLanguage(Backend backend) {
    return backend.train(
        LANGUAGE, Fixtures.weights(LANGUAGE), Fixtures.optimizer(Method.ADAMW, 0.01, 1), 1);
  }

  private static TrainableNetwork train(Backend backend) {
    return backend.train(
        SPEC, Fixtures.weights(SPEC), Fixtures.optimizer(Method.ADAMW, 0.01, 1), 1);
  }

  private static void assertFlat(int warmUp, int times, Runnable work) throws IOException {
    assumeTrue(
        Files.isReadable(Path.of("/proc/self/status")),
        "this system does not tell a process's resident size");
    repeat(warmUp, work);
    long before = residentKilobytes();
    repeat(times, work);
    assertThat(residentKilobytes() - before).isLessThan(GROWTH_KILOBYTES);
  }

  private static void repeat(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
    System.gc(); // arrays awaiting the collector are not a leak
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
