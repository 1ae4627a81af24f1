package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.Taggers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL knows the model's functions. */
class GinestraFunctionsTest {
  private static final ModelScorer SCORER = SparkUnderTest.scorer(1);

  private static List<Row> query(String expressions) {
    SparkUnderTest.texts("a goal for the team", null, "").createOrReplaceTempView("messages");
    return SparkUnderTest.session().sql("SELECT " + expressions + " FROM messages").collectAsList();
  }

  @Test
  void a_query_classifies_and_null_stays_null() {
    GinestraFunctions.register(SparkUnderTest.session(), SCORER);
    List<Row> rows = query("ginestra_classify(text), ginestra_probability(text, 'sport')");

    assertThat(rows.get(0).getString(0)).isEqualTo("sport");
    assertThat(rows.get(0).getDouble(1))
        .isEqualTo(SCORER.classify("a goal for the team").probability("sport"));
    assertThat(rows.get(1).isNullAt(0) && rows.get(1).isNullAt(1)).isTrue();
    assertThat(rows.get(2).getString(0)).isEqualTo(SCORER.classify("").label());
  }

  @Test
  void an_unknown_label_is_null_or_in_strict_mode_an_error_that_names_it() {
    GinestraFunctions.register(SparkUnderTest.session(), SCORER);
    assertThat(query("ginestra_probability(text, 'music')")).allMatch(row -> row.isNullAt(0));

    GinestraFunctions.register(SparkUnderTest.session(), SCORER, true);
    assertThatThrownBy(() -> query("ginestra_probability(text, 'music')"))
        .hasStackTraceContaining("label \"music\" is not among");
  }

  @Test
  void an_argument_that_is_no_string_and_a_model_of_another_kind_are_named() {
    GinestraFunctions.register(SparkUnderTest.session(), SCORER);
    assertThatThrownBy(() -> query("ginestra_classify(1.5)"))
        .hasStackTraceContaining("ginestra_classify takes strings, not a BigDecimal");
    assertThatThrownBy(() -> query("ginestra_perplexity(text)"))
        .hasStackTraceContaining("the model is no language model: it has no perplexity");
  }

  @Test
  void a_model_at_an_address_is_read_by_the_tasks(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.ginestra"), SCORER.toBytes());
    GinestraFunctions.register(SparkUnderTest.session(), file.toString());

    assertThat(query("ginestra_classify(text)").get(0).getString(0)).isEqualTo("sport");
  }

  @Test
  void a_tagger_gives_its_entities_with_their_places() throws IOException {
    List<TaggedText> texts = new ArrayList<>();
    for (String name : List.of("Ann", "Bob", "Carl", "Dora", "Eva", "Fred")) {
      texts.add(TaggedText.of(List.of(name, "is", "here"), List.of("B-PER", "O", "O")));
      texts.add(TaggedText.of(List.of("where", "is", name), List.of("O", "O", "B-PER")));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (SequenceTagger tagger =
        Taggers.entities()
            .backend("java")
            .training(options -> options.epochs(8).batchSize(2).seed(1))
            .train(TaggedTexts.of(texts))) {
      tagger.save(file);
    }
    GinestraFunctions.register(SparkUnderTest.session(), ModelScorer.of(file.toByteArray()));
    SparkUnderTest.texts("Dora is here", null).createOrReplaceTempView("sentences");
    List<Row> rows =
        SparkUnderTest.session().sql("SELECT ginestra_tag(text) FROM sentences").collectAsList();

    assertThat(rows.get(0).<Row>getList(0)).containsExactly(RowFactory.create("Dora", "PER", 0, 4));
    assertThat(rows.get(1).isNullAt(0)).isTrue();
  }
}
