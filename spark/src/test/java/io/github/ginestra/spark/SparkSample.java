package io.github.ginestra.spark;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.selection.CrossValidation;
import io.github.ginestra.selection.CrossValidationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The sample command {@code spark}, which measures: {@code score} messages of a folder of Parquet
 * files in {@code local[2]}, and in a plain loop over the same files; {@code select} among
 * configurations on a cluster of two executors, and one after the other. The page on Spark has the
 * commands.
 */
public final class SparkSample {
  private static final int READ_AT_ONCE = 4096;
  private static final int PARTITIONS = 16;

  private final Path work;
  private final int messages;
  private final int epochs;
  private final Examples collection;

  private SparkSample(Path work, int messages, int epochs) throws IOException {
    this.work = Files.createDirectories(work);
    this.messages = messages;
    this.epochs = epochs;
    collection = collection();
  }

  /**
   * Takes {@code score} or {@code select}, {@code --messages N}, {@code --work FOLDER} and, of
   * {@code select}, {@code --epochs N}.
   */
  public static void main(String[] args) throws IOException {
    String command = args.length == 0 ? "score" : args[0];
    int messages = command.equals("select") ? 1500 : 1_000_000;
    int epochs = 3;
    Path work = Path.of("target", "sample");
    for (int i = 1; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--messages" -> messages = Integer.parseInt(args[i + 1]);
        case "--epochs" -> epochs = Integer.parseInt(args[i + 1]);
        case "--work" -> work = Path.of(args[i + 1]);
        default -> throw new IllegalArgumentException(args[i] + " is no option");
      }
    }
    SparkSample sample = new SparkSample(work, messages, epochs);
    switch (command) {
      case "score" -> sample.score();
      case "select" -> sample.select();
      default -> throw new IllegalArgumentException(command + " is neither score nor select");
    }
  }

  /** The SMS collection, or generated texts where the real data are not. */
  private static Examples collection() throws IOException {
    String data = System.getenv("GINESTRA_DATA");
    if (data == null) {
      print("GINESTRA_DATA is not set: the messages are generated");
      return SparkUnderTest.examples(5000, 1);
    }
    List<Example> examples = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(data, "sms", "SMSSpamCollection"))) {
      String[] parts = line.split("\t", 2);
      examples.add(new Example(parts[0], parts[1]));
    }
    return Examples.of(examples);
  }

  private void score() throws IOException {
    Path model = work.resolve("spam.ginestra");
    if (!Files.exists(model)) {
      print("training a model");
      try (SequenceClassifier classifier = Classifiers.spam().backend("java").train(collection)) {
        classifier.save(model);
      }
    }
    SparkSession session = SparkUnderTest.session();
    String input = work.resolve("messages-" + messages).toString();
    if (!Files.exists(Path.of(input, "_SUCCESS"))) {
      print(String.format(Locale.ROOT, "writing %,d messages", messages));
      write(session, input);
    }
    GinestraClassifierModel stage = GinestraClassifierModel.of(ModelScorer.of(model));
    String output = work.resolve("scored").toString();
    // A tenth first, until both ways are compiled.
    loop(session.read().parquet(input).limit(messages / 10), model);
    stage.transform(session.read().parquet(input).limit(messages / 10)).count();

    double plain = timed(() -> loop(session.read().parquet(input), model));
    report("a plain loop of classifyAll", plain);
    double spark =
        timed(
            () ->
                stage
                    .transform(session.read().parquet(input))
                    .write()
                    .mode("overwrite")
                    .parquet(output));
    report("Spark, read, scored and written", spark);
    print(String.format(Locale.ROOT, "ratio %.2f", plain / spark));
    session.stop();
  }

  private void write(SparkSession session, String folder) {
    String[] texts = collection.stream().map(Example::text).toArray(String[]::new);
    MapFunction<Long, String> variation = i -> texts[(int) (i % texts.length)] + " " + i;
    session
        .range(0, messages, 1, PARTITIONS)
        .map(variation, Encoders.STRING())
        .toDF("text")
        .write()
        .mode("overwrite")
        .parquet(folder);
  }

  /** Classifies on all cores what Spark's reader reads. */
  private static void loop(Dataset<Row> messages, Path model) {
    Iterator<Row> rows = messages.toLocalIterator();
    List<String> texts = new ArrayList<>();
    long spam = 0;
    try (SequenceClassifier classifier = SequenceClassifier.loader().backend("java").load(model)) {
      while (rows.hasNext()) {
        texts.add(rows.next().getString(0));
        if (texts.size() == READ_AT_ONCE || !rows.hasNext()) {
          for (Classification answer : classifier.classifyAll(texts)) {
            spam += answer.label().equals("spam") ? 1 : 0;
          }
          texts.clear();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    print(String.format(Locale.ROOT, "%,d of them spam", spam));
  }

  private void select() throws IOException {
    Examples examples = Examples.of(collection.stream().limit(messages).toList());
    List<ClassifierBuilder> grid = new ArrayList<>();
    for (int units : new int[] {8, 16}) {
      for (double rate : new double[] {0.005, 0.01}) {
        grid.add(
            Classifiers.spam()
                .recurrent(RecurrentSpec.gru(units))
                .backend("java")
                .threads(1)
                .training(options -> options.epochs(epochs).learningRate(rate)));
      }
    }
    List<CrossValidationResult> local = new ArrayList<>();
    double one = timed(() -> grid.forEach(b -> local.add(validation(b).run(examples))));
    print(String.format(Locale.ROOT, "one after the other: %.1f s", one));

    SparkSession session = LocalCluster.start(work.resolve("home"));
    ClusterTraining trainer = new ClusterTraining(session);
    trainer.train(grid.get(0).config(), examples).close(); // until executors are there
    List<CrossValidationResult> cluster = new ArrayList<>();
    double two =
        timed(
            () ->
                grid.forEach(
                    b -> cluster.add(validation(b).parallel(2).trainer(trainer).run(examples))));
    print(String.format(Locale.ROOT, "two executors: %.1f s, ratio %.2f", two, one / two));
    for (int i = 0; i < grid.size(); i++) {
      boolean equal = true;
      for (long seed = 1; seed <= 3; seed++) {
        equal &=
            cluster
                .get(i)
                .ofSeed(seed)
                .predictions()
                .equals(local.get(i).ofSeed(seed).predictions());
      }
      print("configuration " + (i + 1) + (equal ? ": equal to the bit" : ": DIFFERENT"));
    }
    LocalCluster.stop(session);
  }

  private static CrossValidation validation(ClassifierBuilder builder) {
    return CrossValidation.of(builder).folds(5).seeds(1, 2, 3);
  }

  private void report(String what, double seconds) {
    print(String.format(Locale.ROOT, "%s: %,.0f messages/s", what, messages / seconds));
  }

  private static double timed(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return (System.nanoTime() - start) / 1e9;
  }

  @SuppressWarnings("SystemOut") // a program
  private static void print(String line) {
    System.out.println(line);
  }
}
