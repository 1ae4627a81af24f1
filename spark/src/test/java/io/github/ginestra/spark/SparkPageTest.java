package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.selection.CrossValidation;
import io.github.ginestra.selection.CrossValidationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import py4j.Gateway;
import py4j.Protocol;

/**
 * The Java of the page on Spark and of this module's comments, as it stands there; only its files
 * are in a folder of the test.
 */
@Tag("slow")
class SparkPageTest {
  private static final Path PAGE = Path.of("..", "docs", "spark.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/github/ginestra/spark/SparkPageTest.java");
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern PYTHON =
      Pattern.compile(
          """
          ```python
          functions = spark\\._jvm\\.(?<class>.*)
          functions\\.(?<method>\\w+)\\(spark\\._jsparkSession, "/models/(?<model>.*)"\\)
          messages\\.selectExpr\\((?<columns>.*)\\)\\.show\\(\\)
          ```
          """);
  private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code(.*?)\\}</pre>");

  private final SparkSession session = SparkUnderTest.session();
  private final Examples examples = mails(SparkUnderTest.examples(60, 1));

  @TempDir private Path folder;

  private static Examples mails(Examples examples) {
    return Examples.of(
        examples.stream()
            .map(e -> new Example(e.label().equals("sport") ? "spam" : "ham", e.text()))
            .toList());
  }

  @Test
  void functions_answer_in_sql() throws IOException {
    try (SequenceClassifier spam = SparkUnderTest.builder().train(examples)) {
      spam.save(folder.resolve("spam.ginestra"));
    }
    SparkUnderTest.texts("a goal for the team", "dinner").createOrReplaceTempView("messages");

    GinestraFunctions.register(session, ModelScorer.of(folder.resolve("spam.ginestra")));
    session
        .sql(
            "SELECT text, ginestra_classify(text), ginestra_probability(text, 'spam') FROM messages")
        .show();

    Row first = session.sql("SELECT ginestra_classify(text) FROM messages").first();
    assertThat(first.getString(0)).isEqualTo("spam");
  }

  @Test
  void a_pipeline_is_fitted_and_answers() {
    Dataset<Row> messages = SparkUnderTest.frame(examples);
    Dataset<Row> others = SparkUnderTest.texts("a goal for the team", "dinner");

    GinestraClassifier classifier = new GinestraClassifier();
    classifier.set(classifier.config(), Classifiers.spam().config().toJson());
    PipelineModel model = new Pipeline().setStages(new PipelineStage[] {classifier}).fit(messages);
    model.transform(others).select("predictedLabel", "probability").show();

    assertThat(model.transform(others).select("predictedLabel").first().getString(0))
        .isEqualTo("spam");
  }

  @Test
  void the_trainings_of_a_cross_validation_are_tasks() {
    CrossValidationResult result =
        CrossValidation.of(Classifiers.spam().backend("java"))
            .folds(5)
            .seeds(1, 2, 3)
            .parallel(8) // as many as the cluster has cores
            .trainer(new ClusterTraining(session))
            .run(examples);
    System.out.println(result.report());

    assertThat(result.folds()).hasSize(15);
  }

  @Test
  void a_stage_alone_is_fitted_and_answers() {
    Dataset<Row> messages = SparkUnderTest.frame(examples);
    Dataset<Row> others = SparkUnderTest.texts("a goal for the team", "dinner");

    GinestraClassifier classifier = new GinestraClassifier();
    classifier.set(classifier.config(), Classifiers.spam().config().toJson());
    GinestraClassifierModel model = classifier.fit(messages); // columns label and text
    model.transform(others).show();

    assertThat(model.labels()).containsExactly("ham", "spam");
  }

  @Test
  void a_scorer_answers_in_the_tasks_of_an_rdd() throws IOException {
    try (SequenceClassifier classifier = SparkUnderTest.builder().train(examples)) {
      classifier.save(folder.resolve("spam.ginestra"));
    }
    JavaRDD<String> messages =
        SparkUnderTest.texts("a goal", "dinner").toJavaRDD().map(row -> row.getString(0));

    ModelScorer spam = ModelScorer.of(folder.resolve("spam.ginestra"));
    JavaRDD<String> labels = messages.map(text -> spam.classify(text).label());

    assertThat(labels.collect()).containsExactly("spam", "ham");
  }

  /** The calls of the Python, made as Py4J's gateway makes them; there is no PySpark to be had. */
  @Test
  void py4j_makes_the_calls_of_the_python() throws Exception {
    try (SequenceClassifier spam = SparkUnderTest.builder().train(examples)) {
      spam.save(folder.resolve("spam.ginestra"));
    }
    Dataset<Row> messages = SparkUnderTest.texts("a goal for the team", "dinner");
    Matcher python = PYTHON.matcher(Files.readString(PAGE));
    assertThat(python.find()).isTrue();

    new Gateway(null)
        .invoke(
            python.group("method"),
            Protocol.STATIC_PREFIX + python.group("class"),
            List.of(session, folder.resolve(python.group("model")).toString()));
    String[] columns = python.group("columns").replaceAll("^\"|\"$", "").split("\", \"");

    assertThat(messages.selectExpr(columns).select("label").as(Encoders.STRING()).collectAsList())
        .containsExactly("spam", "ham");
  }

  @Test
  void the_page_and_the_comments_show_what_is_tested() throws IOException {
    String source = withoutSpaces(Files.readString(SOURCE));
    List<String> blocks = new ArrayList<>(found(BLOCK, Files.readString(PAGE)));
    assertThat(blocks).hasSize(3);
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        found(EXAMPLE, Files.readString(file))
            .forEach(example -> blocks.add(example.replaceAll("(?m)^ *\\*", "")));
      }
    }

    assertThat(blocks)
        .hasSizeGreaterThan(5)
        .allSatisfy(block -> assertThat(source).contains(withoutSpaces(block)));
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(block -> block.group(1).replace("Path.of(", "folder.resolve("))
        .toList();
  }

  private static String withoutSpaces(String code) {
    return code.replaceAll("\\s", "");
  }
}
