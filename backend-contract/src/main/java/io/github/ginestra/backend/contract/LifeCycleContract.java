package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.TrainableNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Opening, closing, and the memory in between. */
abstract class LifeCycleContract extends BackendUnderTest {
  private static final NetworkSpec SPEC = Fixtures.spamLike();
  private static final Batch TEXTS = Fixtures.batch(1, 5, 12, 3);
  private static final Batch LABELLED = Fixtures.labelled(1, 2, 5, 12, 3);
  private static final NetworkSpec LANGUAGE =
      Fixtures.language(RecurrentSpec.lstm(12).layers(2), 0.3);
  private static final Batch SEQUENCES = Fixtures.sequences(1, 16, 20, false);
  private static final Batch CONTINUED = Fixtures.sequences(2, 16, 20, true);

  /**
   * How much the process may grow over hundreds of calls, for the JVM's own memory: a leak is far
   * more. The JVM of the tests must have a heap of fixed size, touched from the start, or its
   * growth counts too.
   */
  private static final long GROWTH_KILOBYTES = 8_000;

  /** What leaks grows each time; compiled code and caches of the JVM only at first. */
  private static final int ROUNDS = 3;

  LifeCycleContract(Supplier<Backend> backend) {
    super(backend);
  }

  @Test
  void a_closed_network_refuses_to_score() {
    Network network = load(SPEC, Fixtures.weights(SPEC));
    network.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> network.score(TEXTS))
        .withMessageContaining("closed");
  }

  @Test
  void a_closed_training_refuses_everything() {
    TrainableNetwork network = train();
    network.close();
    assertThatIllegalStateException().isThrownBy(() -> Fixtures.learn(network, 0.1, LABELLED));
    assertThatIllegalStateException().isThrownBy(() -> network.score(TEXTS));
    assertThatIllegalStateException().isThrownBy(network::weights);
  }

  @Test
  void closing_twice_has_no_further_effect() {
    Network network = load(SPEC, Fixtures.weights(SPEC));
    network.close();
    network.close();
    assertThatIllegalStateException().isThrownBy(() -> network.score(TEXTS));
  }

  @Test
  void calls_during_closing_end_with_a_result_or_an_error() throws Exception {
    for (int round = 0; round < 20; round++) {
      Network network = load(SPEC, Fixtures.weights(SPEC));
      float[][] expected = network.score(TEXTS);
      AtomicInteger refused = new AtomicInteger();
      ConcurrencyContract.inParallel(
          4, thread -> scoreUntilClosed(network, thread, expected, refused));
      assertThat(refused).hasValue(3);
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
  @Tag("slow")
  void scoring_thousands_of_texts_does_not_grow_the_process() throws IOException {
    Batch ten = Fixtures.batch(1, 5, 12, 3, 8, 1, 2, 9, 4, 7);
    try (Network network = load(SPEC, Fixtures.weights(SPEC))) {
      assertFlat(400, 1_000, () -> network.score(ten));
    }
  }

  @Test
  @Tag("slow")
  void hundreds_of_training_steps_do_not_grow_the_process() throws IOException {
    try (TrainableNetwork network = train()) {
      assertFlat(200, 300, () -> Fixtures.learn(network, 0.001, LABELLED));
    }
  }

  @Test
  @Tag("slow")
  void opening_and_closing_networks_does_not_grow_the_process() throws IOException {
    assertFlat(
        30,
        60,
        () -> {
          try (TrainableNetwork training = train();
              Network network = load(SPEC, training.weights())) {
            Fixtures.learn(training, 0.001, LABELLED);
            network.score(TEXTS);
          }
        });
  }

  @Test
  void a_closed_language_network_refuses_everything() {
    Network network = load(LANGUAGE, Fixtures.weights(LANGUAGE));
    Stepper stepper = network.stepper();
    State state = stepper.start();
    step(LANGUAGE, network, state, 1);
    network.close();
    network.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> step(LANGUAGE, network, state, 1))
        .withMessageContaining("closed");
    assertThatIllegalStateException().isThrownBy(() -> stepper.score(state, new int[] {1}));
    assertThatIllegalStateException().isThrownBy(() -> stepper.read(state, new int[] {1}));
    assertThatIllegalStateException().isThrownBy(() -> network.score(Batch.of(new int[] {1})));
  }

  @Test
  void a_closed_training_of_a_language_network_refuses_everything() {
    TrainableNetwork network = trainLanguage();
    network.close();
    network.close();
    assertThatIllegalStateException().isThrownBy(() -> Fixtures.learn(network, 0.1, SEQUENCES));
    assertThatIllegalStateException().isThrownBy(() -> Fixtures.measure(network, SEQUENCES));
    assertThatIllegalStateException().isThrownBy(network::weights);
  }

  @Test
  @Tag("soak")
  void predicting_thousands_of_tokens_does_not_grow_the_process() throws IOException {
    try (Network network = load(LANGUAGE, Fixtures.weights(LANGUAGE))) {
      State state = network.stepper().start();
      int[] tokens = Fixtures.tokens(1, 40);
      int[] five = Arrays.copyOf(tokens, 5);
      assertFlat(
          400,
          800,
          () -> {
            steps(LANGUAGE, network, state, five);
            network.stepper().score(state, tokens);
          });
    }
  }

  @Test
  @Tag("soak")
  void hundreds_of_training_steps_of_a_language_network_do_not_grow_the_process()
      throws IOException {
    try (TrainableNetwork network = trainLanguage()) {
      Fixtures.learn(network, 0.001, SEQUENCES);
      Fixtures.measure(network, SEQUENCES);
      assertFlat(
          200,
          300,
          () -> {
            Fixtures.learn(network, 0.001, CONTINUED);
            Fixtures.measure(network, CONTINUED);
          });
    }
  }

  private TrainableNetwork trainLanguage() {
    return train(
        LANGUAGE, Fixtures.weights(LANGUAGE), Fixtures.optimizer(Method.ADAMW, 0.01, 1), 1);
  }

  private TrainableNetwork train() {
    return train(SPEC, Fixtures.weights(SPEC), Fixtures.optimizer(Method.ADAMW, 0.01, 1), 1);
  }

  private static void assertFlat(int warmUp, int times, Runnable work) throws IOException {
    assumeTrue(
        Files.isReadable(Path.of("/proc/self/status")),
        "this system does not report the resident size of a process");
    repeat(warmUp, work);
    long growth = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && growth >= GROWTH_KILOBYTES; round++) {
      long before = residentKilobytes();
      repeat(times, work);
      growth = residentKilobytes() - before;
    }
    assertThat(growth).as("growth in each of %d rounds, kB", ROUNDS).isLessThan(GROWTH_KILOBYTES);
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
