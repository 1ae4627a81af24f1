package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.TrainableNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many threads at once. */
abstract class ConcurrencyContract extends BackendUnderTest {
  private static final int THREADS = 8;
  private static final NetworkSpec SPEC = Fixtures.spamLike();
  private static final NetworkSpec LANGUAGE =
      Fixtures.language(RecurrentSpec.lstm(12).layers(2), 0.3);

  ConcurrencyContract(Supplier<Backend> backend) {
    super(backend);
  }

  @Tag("slow")
  @Test
  void eight_threads_get_the_answers_that_one_gets() throws Exception {
    try (Network network = load(SPEC, Fixtures.weights(SPEC))) {
      List<Batch> texts = new ArrayList<>();
      List<float[]> expected = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        texts.add(Fixtures.batch(i, 1 + i % 25));
        expected.add(network.score(texts.get(i))[0]);
      }
      inParallel(
          THREADS,
          thread -> {
            for (int i = 0; i < 400; i++) {
              int text = (i * 7 + thread) % texts.size();
              assertThat(network.score(texts.get(text))[0]).isEqualTo(expected.get(text));
            }
          });
    }
  }

  @Test
  void trainings_take_turns_and_do_not_disturb_each_other() throws Exception {
    List<Double> alone = losses(1);
    inParallel(
        3,
        thread -> {
          List<Double> together = losses(1);
          assertThat(together).isEqualTo(alone);
        });
  }

  @Test
  void networks_score_while_another_one_is_trained() throws Exception {
    try (Network network = load(SPEC, Fixtures.weights(SPEC))) {
      Batch text = Fixtures.batch(3, 6);
      float[] expected = network.score(text)[0];
      List<Double> alone = losses(2);
      inParallel(
          3,
          thread -> {
            if (thread == 0) {
              assertThat(losses(2)).isEqualTo(alone);
            } else {
              for (int i = 0; i < 300; i++) {
                assertThat(network.score(text)[0]).isEqualTo(expected);
              }
            }
          });
    }
  }

  @Tag("slow")
  @Test
  void eight_threads_get_the_logits_that_one_gets() throws Exception {
    try (Network network = load(LANGUAGE, Fixtures.weights(LANGUAGE))) {
      List<float[]> expected = lastLogits(network);
      inParallel(THREADS, thread -> assertTold(network, thread, expected.get(thread)));
    }
  }

  @Tag("slow")
  @Test
  void eight_threads_get_the_same_logits_while_another_network_is_trained() throws Exception {
    try (Network network = load(LANGUAGE, Fixtures.weights(LANGUAGE))) {
      List<Double> alone = losses(3);
      List<float[]> expected = lastLogits(network);
      inParallel(
          THREADS + 1,
          thread -> {
            if (thread == THREADS) {
              assertThat(losses(3)).isEqualTo(alone);
            } else {
              assertTold(network, thread, expected.get(thread));
            }
          });
    }
  }

  private static void assertTold(Network network, int seed, float[] expected) {
    for (int i = 0; i < 10; i++) {
      assertThat(lastLogits(network, seed)).isEqualTo(expected);
    }
  }

  private static List<float[]> lastLogits(Network network) {
    return IntStream.range(0, THREADS).mapToObj(seed -> lastLogits(network, seed)).toList();
  }

  /** The logits after a random text, read step by step and then at once. */
  private static float[] lastLogits(Network network, int seed) {
    State state = network.stepper().start();
    int[] tokens = Fixtures.tokens(seed, 40);
    steps(LANGUAGE, network, state, tokens);
    return network.stepper().score(state, tokens)[tokens.length - 1];
  }

  private List<Double> losses(long seed) {
    List<Double> losses = new ArrayList<>();
    try (TrainableNetwork network =
        train(SPEC, Fixtures.weights(SPEC), Fixtures.optimizer(Method.ADAMW, 0.01, 1), seed)) {
      for (int step = 0; step < 25; step++) {
        losses.add(Fixtures.learn(network, 0.01, Fixtures.labelled(step, 2, 9, 4, 15)));
      }
    }
    return losses;
  }

  /** What one of several threads does. */
  @FunctionalInterface
  interface Work {
    void run(int thread) throws Exception;
  }

  /** Runs the same work on several threads, and throws what any of them threw. */
  static void inParallel(int threads, Work work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        Callable<Object> call =
            () -> {
              work.run(number);
              return number;
            };
        running.add(pool.submit(call));
      }
      for (Future<?> future : running) {
        await(future);
      }
    } finally {
      pool.shutdown();
    }
  }

  private static void await(Future<?> future) throws Exception {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
