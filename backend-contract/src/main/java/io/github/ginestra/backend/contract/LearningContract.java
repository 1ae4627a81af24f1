package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.TrainableNetwork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gated cells learn dependencies over many time steps, and sequences. */
@Tag("slow")
abstract class LearningContract extends BackendUnderTest {
  private static final int LENGTH = 60;
  private static final int BATCH = 32;
  private static final int MAX_STEPS = 600;
  private static final int CHECK_STEPS = 50;

  LearningContract(Supplier<Backend> backend) {
    super(backend);
  }

  static Stream<RecurrentSpec> gated() {
    return Stream.of(RecurrentSpec.lstm(16), RecurrentSpec.gru(16));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gated")
  void the_first_of_sixty_tokens_is_remembered_at_the_last(RecurrentSpec recurrent) {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(new EmbeddingTable("embedding", 4, 8, true)),
            0,
            recurrent,
            false,
            0,
            new Head.Pooled(Pooling.LAST, 2));
    Random random = new Random(1);
    try (TrainableNetwork network =
        train(spec, initial(spec), Fixtures.optimizer(Method.ADAM, 0, 1), 0)) {
      double accuracy = 0;
      for (int step = 1; accuracy < 0.99 && step <= MAX_STEPS; step++) {
        Fixtures.learn(network, 0.02, batch(random));
        accuracy = step % CHECK_STEPS == 0 ? accuracy(network, random) : accuracy;
      }
      assertThat(accuracy).isGreaterThanOrEqualTo(0.99);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gated")
  void a_repeating_text_is_learned_and_continued(RecurrentSpec recurrent) {
    int[] period = {0, 1, 2, 0, 1, 3, 0, 2, 1, 0, 0, 4};
    NetworkSpec spec = Fixtures.language(recurrent, 0);
    try (TrainableNetwork training =
        train(spec, Fixtures.weights(spec, 5, 0.25), Fixtures.optimizer(Method.ADAM, 0, 1), 0)) {
      for (int step = 0; step < 200; step++) {
        Fixtures.learn(training, 0.02, repeated(period, 4, 12, step));
      }
      assertThat(Fixtures.measure(training, repeated(period, 4, 12, 0))).isBetween(0.0, 0.5);
      assertThat(Fixtures.measure(training, repeated(period, 4, 12, 1))).isBetween(0.0, 0.05);
      try (Network network = load(spec, training.weights())) {
        assertThat(continuation(spec, network, Arrays.copyOf(period, 7), 60))
            .isEqualTo(IntStream.range(7, 67).map(i -> period[i % period.length]).toArray());
      }
    }
  }

  /** N streams of a repeating text, each from a different offset; batch k of T steps. */
  private static Batch repeated(int[] period, int size, int steps, int batch) {
    int[] ids = new int[size * steps];
    int[] targets = new int[size * steps];
    for (int i = 0; i < ids.length; i++) {
      int at = batch * steps + i / size + 3 * (i % size);
      ids[i] = period[at % period.length];
      targets[i] = period[(at + 1) % period.length];
    }
    return Batch.of(size, ids, targets, batch > 0);
  }

  /** What the network thinks likeliest to follow, token by token. */
  private static int[] continuation(NetworkSpec spec, Network network, int[] prompt, int length) {
    State state = network.stepper().start();
    float[] logits = network.stepper().score(state, prompt)[prompt.length - 1];
    int[] tokens = new int[length];
    for (int t = 0; t < length; t++) {
      for (int v = 0; v < logits.length; v++) {
        tokens[t] = logits[v] > logits[tokens[t]] ? v : tokens[t];
      }
      logits = step(spec, network, state, tokens[t]);
    }
    return tokens;
  }

  /** The first token is 0 or 1, which is the label; the others are 2 or 3. */
  private static Batch batch(Random random) {
    int[] labels = random.ints(BATCH, 0, 2).toArray();
    int[] ids = random.ints(LENGTH * BATCH, 2, 4).toArray(); // (T, N)
    System.arraycopy(labels, 0, ids, 0, BATCH);
    int[] lengths = new int[BATCH];
    Arrays.fill(lengths, LENGTH);
    return Batch.of(lengths, List.of(ids)).targets(labels, null);
  }

  /** Small weights, and gate biases that keep the state at first. */
  private static Weights initial(NetworkSpec spec) {
    Weights drawn = Fixtures.weights(spec, 5, 0.25);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    drawn.names().forEach(name -> tensors.put(name, drawn.get(name)));
    int units = spec.recurrent().units();
    float[] bias = drawn.get("recurrent.bias_ih_l0").values().clone();
    Arrays.fill(bias, units, 2 * units, 5); // LSTM: forget gate; GRU: update gate
    tensors.put("recurrent.bias_ih_l0", new Tensor(List.of(bias.length), bias));
    return Weights.of(tensors);
  }

  private static double accuracy(TrainableNetwork network, Random random) {
    int correct = 0;
    int seen = 0;
    for (int i = 0; i < 10; i++) {
      Batch batch = batch(random);
      float[][] logits = network.score(batch);
      for (int n = 0; n < logits.length; n++) {
        correct +=
            (logits[n][1] > logits[n][0] ? 1 : 0) == Fixtures.targets(batch).ids()[n] ? 1 : 0;
        seen++;
      }
    }
    return (double) correct / seen;
  }
}
