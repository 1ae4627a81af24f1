package io.github.ginestra.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggingEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a tagger that was really trained. */
class TaggerReportTest {
  private static final TaggedTexts TRAIN = TrainedModels.names(60);

  /** The last two have tags that nobody could guess. */
  private static final TaggedTexts TEST =
      TaggedTexts.of(
          TaggedText.of(List.of("Ana", "lives", "in", "Roma"), List.of("B-PER", "O", "O", "B-LOC")),
          TaggedText.of(List.of("<b>", "sees", "Ana"), List.of("B-LOC", "I-LOC", "O")),
          TaggedText.of(List.of("Roma", "Roma"), List.of("B-PER", "B-PER")));

  private static SequenceTagger tagger;
  private static Document page;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    tagger = TrainedModels.tagger(TRAIN);
    page = Jsoup.parse(report().toHtml());
  }

  @AfterAll
  static void close() {
    tagger.close();
  }

  private static TaggerReport report() {
    return TrainingReport.of(tagger).title("Names & <i>places</i>").train(TRAIN).test(TEST);
  }

  private static List<String> row(String section, String name) {
    return Shown.row(page, "#" + section, name);
  }

  @Test
  void the_figures_are_those_of_the_evaluation() {
    TaggingEvaluation evaluation = tagger.evaluate(TEST);

    assertThat(page.select("#result dd").eachText())
        .startsWith(
            Numbers.decimal(evaluation.f1()),
            Shown.percent(evaluation.precision()),
            Shown.percent(evaluation.recall()),
            Shown.percent(evaluation.accuracy()));
    assertThat(row("labels", "LOC"))
        .startsWith(Shown.percent(evaluation.entities().scores("LOC").precision()))
        .endsWith("2");
    assertThat(page.select("#labels th").eachText()).contains("PER").doesNotContain("O");
  }

  @Test
  void the_data_are_counted_by_type_of_entity() {
    assertThat(row("data", "PER")).last().isEqualTo("3");
    assertThat(row("data", "texts")).containsExactly("60", "3");
    assertThat(row("data", "tokens")).last().isEqualTo("9");
  }

  @Test
  void the_matrix_counts_entities_and_what_is_none() {
    assertThat(page.select("#confusion .confusion thead th").eachText())
        .containsExactly("true type", "called LOC", "called O", "called PER");
  }

  @Test
  void the_worst_mistakes_are_shaded_by_type_in_the_whole_text() {
    List<Element> items = page.select("#mistakes li");
    assertThat(items).hasSize(2);
    for (Element item : items) {
      List<Element> lines = item.select("p.tagged");
      assertThat(lines).hasSize(2);
      assertThat(lines.get(0).select("b").text()).isEqualTo("found");
      assertThat(lines.get(1).select("b").text()).isEqualTo("true");
    }
    Element odd = page.select("#mistakes li:contains(<b>)").first();
    assertThat(odd.select("p.tagged").get(1).select("mark small").eachText())
        .containsExactly("LOC");
    assertThat(odd.select("p.tagged").get(1).select("mark").first().ownText().strip())
        .isEqualTo("<b> sees");
    assertThat(odd.select("p.tagged").get(0).text()).contains("<b>", "sees", "Ana");
  }

  @Test
  void texts_stay_out_of_the_report_if_no_mistakes_are_wanted() {
    assertThat(report().mistakes(0).toHtml()).doesNotContain("sees", "id=\"mistakes\"");
  }

  @Test
  void without_test_texts_there_are_curves_and_provenance() {
    Document bare = Jsoup.parse(TrainingReport.of(tagger).toHtml());
    assertThat(bare.select("section").eachAttr("id")).containsExactly("learning", "provenance");
    assertThat(bare.select("#learning h3").eachText()).contains("Loss");
  }

  @Test
  void wrong_tags_of_single_tokens_are_framed_with_the_true_tag() {
    try (SequenceTagger words = TrainedModels.wordTagger(TRAIN)) {
      Document report = Jsoup.parse(TrainingReport.of(words).test(TEST).toHtml());
      assertThat(report.select("#mistakes mark.wrong small").eachText())
          .isNotEmpty()
          .allMatch(text -> text.contains(", not "));
      assertThat(report.select("#mistakes li:contains(<b>) p.tagged mark")).hasSize(3);
      assertThat(report.select("#result dt").eachText()).doesNotContain("F1 of entities");
    }
  }

  @Test
  void it_is_written_to_a_file_as_a_whole_page() throws IOException {
    Path file = folder.resolve("tagger.html");
    report().note("Data", "made <by> chance").write(file);

    assertThat(Files.readString(file)).startsWith("<!doctype html>").endsWith("</html>\n");
    assertThat(Jsoup.parse(Files.readString(file)).select("#data td.text").text())
        .isEqualTo("made <by> chance");
    assertThat(page.title()).isEqualTo("Names & <i>places</i>");
  }

  @Test
  void test_texts_without_tokens_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report().test(TaggedTexts.of()))
        .withMessage("texts must have a token");
  }
}
