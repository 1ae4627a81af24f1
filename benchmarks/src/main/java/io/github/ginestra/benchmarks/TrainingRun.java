package io.github.ginestra.benchmarks;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A program that trains one network and prints how long that took: run in a JVM of its own, so that
 * no backend finds code that another has compiled, or memory that another has touched.
 */
public final class TrainingRun {
  /** How many messages the smallest training learns from. */
  private static final int FEW_MESSAGES = 336;

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private final BenchmarkData data = BenchmarkData.find();
  private final String backend;
  private final int threads;

  private TrainingRun(String backend, int threads) {
    this.backend = backend;
    this.threads = threads;
  }

  /**
   * Prints two numbers: the figure (seconds, or characters a second), and the greatest number of
   * MiB that the process has held in memory, -1 where the system does not say.
   *
   * @param arguments the backend, the number of threads or 0 for the default, what is trained
   *     ({@code spam}, {@code first}, {@code lesson}, {@code lstm}, or {@code peak} for the speed
   *     of a product); of {@code first}, the file of the messages; of {@code lstm}, the units, the
   *     layers, the sequences of a batch and the characters to learn from
   * @throws IOException if the data cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    TrainingRun run = new TrainingRun(arguments[0], Integer.parseInt(arguments[1]));
    double figure =
        switch (arguments[2]) {
          case "spam" -> run.spamFold();
          case "first" -> run.firstAnswer(Path.of(arguments[3]));
          case "lesson" -> run.lessonEpoch();
          case "peak" -> PeakProduct.gigaflops();
          case "lstm" ->
              run.charactersPerSecond(
                  Integer.parseInt(arguments[3]),
                  Integer.parseInt(arguments[4]),
                  Integer.parseInt(arguments[5]),
                  Integer.parseInt(arguments[6]));
          default -> throw new IllegalArgumentException(arguments[2]);
        };
    System.out.printf(Locale.ROOT, "%.6f %d%n", figure, peak());
  }

  /** Seconds of the whole call, of an engine that runs already. */
  private double spamFold() throws IOException {
    Examples messages = data.messages();
    spam(TrainingOptions.builder().epochs(1).build()).train(some(messages)).close();
    Examples fold = messages.folds(5, 1).get(0).train();
    long start = System.nanoTime();
    spam(TrainingOptions.builder().build()).train(fold).close();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Trains on a few messages and answers, to see what a program's first training takes. */
  private double firstAnswer(Path messages) throws IOException {
    long start = System.nanoTime();
    try (SequenceClassifier classifier =
        spam(TrainingOptions.builder().build()).train(Examples.fromTsv(messages))) {
      System.err.println(classifier.classify("You have won a prize, call now").label());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  static Examples some(Examples messages) {
    return messages.split((double) FEW_MESSAGES / messages.size(), 1).train();
  }

  private ClassifierBuilder spam(TrainingOptions options) {
    ClassifierBuilder builder = Classifiers.spam().backend(backend).training(options);
    return threads == 0 ? builder : builder.threads(threads);
  }

  /** Seconds of the fastest epoch. */
  private double lessonEpoch() throws IOException {
    WordVectors vectors =
        WordVectors.read(data.folder().resolve("vectors").resolve("glove100d-sms-vocab.txt"));
    TrainingOptions options =
        TrainingOptions.builder()
            .epochs(12)
            .batchSize(512)
            .bucketByLength(false)
            .optimizer(Method.ADAM)
            .schedule(Schedule.CONSTANT)
            .clipNorm(Double.POSITIVE_INFINITY)
            .build();
    try (SequenceClassifier classifier =
        Classifiers.text()
            .withoutNgrams()
            .backend(backend)
            .threads(threads)
            .tokenizer(Tokenizer.plainWords())
            .embedding(Embedding.pretrained(vectors))
            .recurrent(RecurrentSpec.simple(64))
            .pooling(Pooling.LAST)
            .inputDropout(0)
            .wordDropout(0)
            .initialization(Initialization.ORTHOGONAL)
            .fixedLength(50)
            .training(options)
            .train(data.messages().split(0.8, 1).train())) {
      return fastestEpoch(classifier.history());
    }
  }

  private static double fastestEpoch(TrainingHistory history) {
    List<EpochMetrics> epochs = history.epochs();
    return epochs.stream().mapToDouble(EpochMetrics::seconds).min().orElseThrow();
  }

  private double charactersPerSecond(int units, int layers, int batch, int characters)
      throws IOException {
    String poems = data.poems();
    String text = poems.substring(0, Math.min(poems.length(), characters));
    try (CharLanguageModel model =
        LanguageModels.characters()
            .backend(backend)
            .threads(threads)
            .recurrent(RecurrentSpec.lstm(units).layers(layers))
            .embedding(units > 128 ? 96 : 64)
            .unroll(50)
            .training(o -> o.batchSize(batch).epochs(4).validationFraction(0).patience(0))
            .train(text)) {
      return text.length() / fastestEpoch(model.history());
    }
  }

  private static long peak() throws IOException {
    if (Files.exists(STATUS)) {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(PEAK)) {
          return Long.parseLong(line.substring(PEAK.length()).replace("kB", "").strip()) >> 10;
        }
      }
    }
    return -1;
  }
}
