package io.github.ginestra.spark;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.text.NgramSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One session for all tests of this JVM, and small data. */
final class SparkUnderTest {
  private static final List<List<String>> WORDS =
      List.of(
          List.of("goal", "match", "team", "score", "player"),
          List.of("bread", "cheese", "dinner", "wine", "cook"));

  private SparkUnderTest() {}

  /** The session of all tests, started by the first. */
  static SparkSession session() {
    return SparkSession.builder()
        .master("local[2,4]") // a task may fail three times
        .appName("ginestra")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.hadoop.fs.elsewhere.impl", ElsewhereFileSystem.class.getName())
        .config("spark.sql.warehouse.dir", "target/warehouse")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate();
  }

  /** Examples about sport and food, a third of whose words say nothing. */
  static Examples examples(int size, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      StringBuilder text = new StringBuilder();
      for (int w = 0; w < 6; w++) {
        List<String> words = WORDS.get(random.nextInt(3) == 0 ? random.nextInt(2) : i % 2);
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      examples.add(new Example(i % 2 == 0 ? "sport" : "food", text + "no " + i));
    }
    return Examples.of(examples);
  }

  static ClassifierBuilder builder() {
    return Classifiers.text()
        .recurrent(RecurrentSpec.gru(4))
        .embedding(4)
        .ngrams(NgramSpec.standard().buckets(1024))
        .backend("java")
        .threads(1)
        .training(options -> options.epochs(2).seed(5));
  }

  static ModelScorer scorer(long seed) {
    try (SequenceClassifier classifier =
        builder().training(options -> options.epochs(2).seed(seed)).train(examples(60, seed))) {
      return ModelScorer.of(classifier);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Threads that were started since and that are not Spark's own, which have other names. */
  static List<String> startedSince(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.matches("(pool-|Thread-|ForkJoinPool|.*(?i:ginestra)).*"))
        .toList();
  }

  /** Puts a model at a path, at once for all who look there. */
  static Path replace(Path file, ModelScorer model) throws IOException {
    Path next = Files.write(file.resolveSibling("next"), model.toBytes());
    return Files.move(
        next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  static Dataset<Row> frame(Examples examples) {
    return session()
        .createDataFrame(
            examples.stream().map(e -> RowFactory.create(e.label(), e.text())).toList(),
            new StructType().add("label", DataTypes.StringType).add("text", DataTypes.StringType));
  }

  static Dataset<Row> texts(String... texts) {
    List<Row> rows = new ArrayList<>();
    for (String text : texts) {
      rows.add(RowFactory.create(text));
    }
    return session().createDataFrame(rows, new StructType().add("text", DataTypes.StringType));
  }
}
