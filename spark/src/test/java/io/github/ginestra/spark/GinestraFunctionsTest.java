package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL knows the model's functions. */
class GinestraFunctionsTest {
  private static final ModelScorer SCORER = SparkUnderTest.scorer(1);

  private static List<Row> query(String expressions) {
    SparkUnderTest.texts("a goal for the team", null, "").createOrReplaceTempView("messages");
    return SparkUnderTest.SESSION.sql("SELECT " + expressions + " FROM messages").collectAsList();
  }

  @Test
  void a_query_classifies_and_null_stays_null() {
    GinestraFunctions.register(SparkUnderTest.SESSION, SCORER);
    List<Row> rows = query("ginestra_classify(text), ginestra_probability(text, 'sport')");

    assertThat(rows.get(0).getString(0)).isEqualTo("sport");
    assertThat(rows.get(0).getDouble(1))
        .isEqualTo(SCORER.classify("a goal for the team").probability("sport"));
    assertThat(rows.get(1).isNullAt(0) && rows.get(1).isNullAt(1)).isTrue();
    assertThat(rows.get(2).getString(0)).isEqualTo(SCORER.classify("").label());
  }

  @Test
  void an_unknown_label_is_null_or_in_strict_mode_an_error_that_names_it() {
    GinestraFunctions.register(SparkUnderTest.SESSION, SCORER);
    assertThat(query("ginestra_probability(text, 'music')")).allMatch(row -> row.isNullAt(0));

    GinestraFunctions.register(SparkUnderTest.SESSION, SCORER, true);
    assertThatThrownBy(() -> query("ginestra_probability(text, 'music')"))
        .hasStackTraceContaining("label \"music\" is not among");
  }

  @Test
  void a_model_at_an_address_is_read_by_the_tasks(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.ginestra"), SCORER.toBytes());
    GinestraFunctions.register(SparkUnderTest.SESSION, file.toString());

    assertThat(query("ginestra_classify(text)").get(0).getString(0)).isEqualTo("sport");
  }
}
