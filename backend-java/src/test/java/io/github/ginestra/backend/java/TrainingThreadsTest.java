package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed and data give the same bits, whoever computes them. */
class TrainingThreadsTest {
  private static final int WORDS = 50;

  private static final Examples EXAMPLES =
      Examples.of(
          new Example("sea", "the waves rise and the ship sails"),
          new Example("sea", "a sail on the waves"),
          new Example("sea", "the ship is in the harbour"),
          new Example("sea", "harbour and sea and waves"),
          new Example("hill", "the hermit climbs the lonely hill"),
          new Example("hill", "a hedge on the hill"),
          new Example("hill", "the meadow above the valley"),
          new Example("hill", "valley and hill and hedge"));

  /** The backend alone is compiled: with the JDK it would take ten seconds. */
  private static final String[] COMPILED = {
    "-Xcomp",
    "-XX:CompileCommand=quiet",
    "-XX:CompileCommand=compileonly,io.github.ginestra.backend.java.*::*"
  };

  @ParameterizedTest
  @EnumSource
  void a_classifier_is_the_same_for_any_number_of_threads(Cell cell) {
    RecurrentSpec recurrent = new RecurrentSpec(cell, 37, true, 2, 0.2);
    NetworkSpec spec = network(0.3, recurrent, new Head.Pooled(Pooling.MAX, 3));
    int expected = classifier(spec, 1);
    for (int threads : new int[] {2, 3, 7}) {
      assertThat(classifier(spec, threads)).as("%d threads", threads).isEqualTo(expected);
    }
  }

  @Test
  void a_training_is_resumed_with_another_number_of_threads_and_ends_as_one_with_a_single_thread(
      @TempDir Path folder) {
    List<Classification> whole = answers(classifier(1));
    TrainingListener ending =
        new TrainingListener() {
          @Override
          public void onEpoch(EpochMetrics metrics) {
            throw new IllegalStateException("the end");
          }
        };
    ClassifierBuilder ended = classifier(3).checkpoint(folder).listener(ending);
    assertThatIllegalStateException()
        .isThrownBy(() -> ended.train(EXAMPLES))
        .withMessage("the end");
    AtomicLong from = new AtomicLong();
    TrainingListener resuming =
        new TrainingListener() {
          @Override
          public void onResume(Path checkpoint, long step) {
            from.set(step);
          }
        };

    assertThat(answers(classifier(2).checkpoint(folder).resume(folder).listener(resuming)))
        .isEqualTo(whole);
    assertThat(from).hasPositiveValue();
  }

  private static List<Classification> answers(ClassifierBuilder builder) {
    try (SequenceClassifier classifier = builder.train(EXAMPLES)) {
      return classifier.classifyAll(EXAMPLES.texts());
    }
  }

  private static ClassifierBuilder classifier(int threads) {
    return Classifiers.text()
        .backend("java")
        .threads(threads)
        .recurrent(RecurrentSpec.gru(9).bidirectional())
        .calibrationFraction(0)
        .training(options -> options.epochs(3).batchSize(4));
  }

  @ParameterizedTest
  @EnumSource
  void a_language_network_is_the_same_for_any_number_of_threads(Cell cell) {
    NetworkSpec spec =
        network(0, new RecurrentSpec(cell, 37, false, 2, 0.2), new Head.PerStep(WORDS, false));
    int expected = language(spec, 1);
    for (int threads : new int[] {2, 3, 7}) {
      assertThat(language(spec, threads)).as("%d threads", threads).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3})
  void a_tagger_that_reads_characters_is_the_same_for_any_number_of_threads(double inputDropout) {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(new EmbeddingTable("embedding", WORDS, 11, true)),
            new CharacterEncoder(new EmbeddingTable("characters", 40, 7, true), 3, 13),
            inputDropout,
            RecurrentSpec.lstm(37).bidirectional(),
            false,
            0.4,
            new Head.PerStep(5, false));
    int expected = tagger(spec, 1);
    for (int threads : new int[] {2, 3, 7}) {
      assertThat(tagger(spec, threads)).as("%d threads", threads).isEqualTo(expected);
    }
  }

  private static int tagger(NetworkSpec spec, int threads) {
    List<Batch> batches = new ArrayList<>();
    for (int step = 0; step < 4; step++) {
      Random random = new Random(step);
      int[] lengths = random.ints(23, 1, 18).toArray();
      int size = 23 * Arrays.stream(lengths).max().orElseThrow();
      int[][] words = new int[150][];
      for (int w = 0; w < words.length; w++) {
        words[w] = random.ints(random.nextInt(1, 12), 0, 40).toArray();
      }
      int[] tags = random.ints(size, 0, spec.outputs()).toArray();
      for (int i = 0; i < size; i++) {
        tags[i] = i / 23 < lengths[i % 23] ? tags[i] : Targets.NOT_COUNTED;
      }
      batches.add(
          Batch.of(lengths, List.of(random.ints(size, 0, WORDS).toArray()))
              .words(new Batch.Words(words, random.ints(size, 0, words.length).toArray()))
              .targets(tags, null));
    }
    return train(spec, batches, threads);
  }

  @Test
  @Tag("slow")
  void a_jvm_that_only_interprets_computes_the_same() throws Exception {
    assertThat(inOwnProcess("-Xint")).isEqualTo(inOwnProcess(COMPILED));
  }

  private static String inOwnProcess(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TrainingThreadsTest.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /** Trains two small networks and prints what has become of their weights. */
  public static void main(String[] arguments) {
    System.out.println(
        classifier(
            network(0.3, RecurrentSpec.gru(5).bidirectional(), new Head.Pooled(Pooling.MEAN, 2)),
            1));
    System.out.println(
        language(network(0, RecurrentSpec.lstm(5), new Head.PerStep(WORDS, false)), 2));
  }

  private static NetworkSpec network(double inputDropout, RecurrentSpec recurrent, Head head) {
    return new NetworkSpec(
        List.of(new EmbeddingTable("embedding", WORDS, 11, true)),
        inputDropout,
        recurrent,
        false,
        0.4,
        head);
  }

  private static int classifier(NetworkSpec spec, int threads) {
    List<Batch> batches = new ArrayList<>();
    for (int step = 0; step < 4; step++) {
      Random random = new Random(step);
      int[] lengths = random.ints(23, 1, 18).toArray();
      int[] ids = random.ints(23L * Arrays.stream(lengths).max().orElseThrow(), 0, WORDS).toArray();
      int[] labels = random.ints(23, 0, spec.outputs()).toArray();
      batches.add(Batch.of(lengths, List.of(ids)).targets(labels, null));
    }
    return train(spec, batches, threads);
  }

  private static int language(NetworkSpec spec, int threads) {
    List<Batch> batches = new ArrayList<>();
    for (int step = 0; step < 4; step++) {
      int[] ids = new Random(step).ints(13 * 9, 0, WORDS).toArray();
      int[] targets = new Random(step + 9L).ints(13 * 9, 0, WORDS).toArray();
      batches.add(Batch.of(13, ids, targets, step > 0));
    }
    return train(spec, batches, threads);
  }

  /** A number made of all bits of the weights after a few steps, and of the losses. */
  private static int train(NetworkSpec spec, List<Batch> batches, int threads) {
    OptimizerSpec optimizer =
        new OptimizerSpec(OptimizerSpec.Method.ADAMW, 0.9, 0.999, 1e-8, 0.01, 0.5);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    BackendSettings settings = new BackendSettings(threads).executor(executor);
    try (TrainableNetwork network =
        new JavaBackend()
            .train(spec, TrainingState.beginning(weights(spec)), optimizer, 7, settings)) {
      int bits = 0;
      for (Batch batch : batches) {
        double loss = network.step(List.of(batch, batch), Loss.SOFTMAX_CROSS_ENTROPY, 0.01);
        bits = 31 * bits + Double.hashCode(loss);
        bits = 31 * bits + Double.hashCode(network.loss(batch, Loss.SOFTMAX_CROSS_ENTROPY));
      }
      Weights weights = network.weights();
      for (String name : weights.names()) {
        bits = 31 * bits + Arrays.hashCode(weights.get(name).values());
      }
      return bits;
    } finally {
      executor.shutdown();
    }
  }

  private static Weights weights(NetworkSpec spec) {
    Random random = new Random(1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.weightShapes()
        .forEach((name, shape) -> tensors.put(name, new Tensor(shape, values(random, shape))));
    return Weights.of(tensors);
  }

  private static float[] values(Random random, List<Integer> shape) {
    float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
