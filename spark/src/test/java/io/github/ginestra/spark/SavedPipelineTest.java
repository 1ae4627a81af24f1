package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What one version of Spark and Scala has saved, the other loads. To save the pipelines anew:
 *
 * <pre>
 * mvn -pl spark -am test -Dtest=SavedPipelineTest -Dginestra.save=true -Dsurefire.failIfNoSpecifiedTests=false
 * mvn -pl spark -am test -Dtest=SavedPipelineTest -Dginestra.save=true -Dsurefire.failIfNoSpecifiedTests=false -Pspark-3.5
 * </pre>
 */
class SavedPipelineTest {
  private static final Path SAVED = Path.of("src", "test", "resources", "saved");
  private static final List<String> TEXTS =
      List.of("A Goal for the team", "dinner with BREAD", "goal and cheese", "");

  @BeforeAll
  static void startSpark() {
    assertThat(SparkUnderTest.session().version()).matches("(3\\.5|4\\.2).*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark-3.5", "spark-4.2"})
  void a_pipeline_of_either_version_is_loaded_and_answers_as_its_model(String saved)
      throws IOException {
    Path folder = SAVED.resolve(saved);
    List<Row> rows =
        PipelineModel.load(folder.resolve("fitted").toUri().toString())
            .transform(SparkUnderTest.texts(TEXTS.toArray(new String[0])))
            .collectAsList();
    try (SequenceClassifier model =
        SequenceClassifier.loader().backend("java").load(file(folder))) {
      for (int i = 0; i < TEXTS.size(); i++) {
        Classification expected = model.classify(TEXTS.get(i).toLowerCase(Locale.ROOT));
        Vector probabilities = rows.get(i).getAs("probability");
        assertThat((String) rows.get(i).getAs("topic")).isEqualTo(expected.label());
        assertThat(probabilities.apply(1)).isEqualTo(expected.probability("sport"));
      }
    }
    assertThat(rows).extracting(row -> (String) row.getAs("topic")).startsWith("sport", "food");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark-3.5", "spark-4.2"})
  void an_estimator_of_either_version_is_loaded_and_trains(String saved) {
    Pipeline plan = Pipeline.load(SAVED.resolve(saved).resolve("plan").toUri().toString());
    List<Row> rows =
        plan.fit(SparkUnderTest.frame(SparkUnderTest.examples(60, 1)))
            .transform(SparkUnderTest.texts("a goal", "dinner"))
            .collectAsList();

    assertThat(rows)
        .extracting(row -> (String) row.getAs("topic"))
        .containsExactly("sport", "food");
  }

  @Test
  @EnabledIfSystemProperty(named = "ginestra.save", matches = "true")
  void saves_the_pipelines_of_this_version() throws IOException {
    String[] version = SparkUnderTest.session().version().split("\\.", 3);
    Path folder = SAVED.resolve("spark-" + version[0] + "." + version[1]);
    GinestraClassifier classifier = new GinestraClassifier();
    classifier.set(classifier.config(), SparkUnderTest.builder().config().toJson());
    classifier.set(classifier.inputCol(), "lowered");
    classifier.set(classifier.predictedLabelCol(), "topic");
    SQLTransformer lowered =
        new SQLTransformer().setStatement("SELECT *, lower(text) AS lowered FROM __THIS__");
    Pipeline plan = new Pipeline().setStages(new PipelineStage[] {lowered, classifier});
    plan.write().overwrite().save(folder.resolve("plan").toUri().toString());
    plan.fit(SparkUnderTest.frame(SparkUnderTest.examples(60, 1)))
        .write()
        .overwrite()
        .save(folder.resolve("fitted").toUri().toString());
    for (Path file : files(folder)) {
      if (file.toString().endsWith(".crc")) {
        Files.delete(file);
      }
    }
  }

  private static Path file(Path folder) throws IOException {
    return files(folder).stream()
        .filter(file -> file.endsWith("model.ginestra"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList();
    }
  }
}
