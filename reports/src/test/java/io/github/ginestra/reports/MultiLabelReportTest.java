package io.github.ginestra.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.MultiLabelClassifier.Scores;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The report of a classifier of several labels that was really trained. */
class MultiLabelReportTest {
  private static final Split SPLIT = TrainedModels.mixtures(3, 300);
  private static final String FIRST = "<em>first</em> & \"only\"";

  private static MultiLabelClassifier classifier;
  private static Document page;

  @BeforeAll
  static void train() {
    classifier = TrainedModels.multiLabel(SPLIT);
    page = Jsoup.parse(TrainingReport.of(classifier).split(SPLIT).toHtml());
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  /** A text that surely gets a label, and its label column. */
  private static Example sure(String label, String word) {
    Example example = new Example(label, (word + "0 " + word + "1 " + word + "2 ").repeat(3));
    assertThat(classifier.classify(example.text()).labels()).hasSize(1);
    return example;
  }

  private static Document tested(Example... examples) {
    return Jsoup.parse(TrainingReport.of(classifier).test(Examples.of(examples)).toHtml());
  }

  @Test
  void figures_are_those_of_the_evaluation_with_the_threshold_of_each_label() {
    Scores scores = classifier.evaluate(SPLIT.test());

    assertThat(page.select("#result dd").eachText())
        .startsWith(
            Numbers.decimal(scores.microF1()),
            Numbers.decimal(scores.macroF1()),
            Shown.percent(scores.subsetAccuracy()));
    assertThat(scores.labels()).hasSize(3);
    scores
        .labels()
        .forEach(
            (label, s) ->
                assertThat(Shown.row(page, "#labels", label))
                    .containsExactly(
                        Shown.percent(s.precision()),
                        Shown.percent(s.recall()),
                        Numbers.decimal(s.f1()),
                        Numbers.decimal(classifier.thresholds().get(label)),
                        String.valueOf(s.support())));
  }

  @Test
  void data_are_counted_by_single_label_and_those_without_any() {
    long having =
        SPLIT.test().stream().filter(example -> example.label().contains("topic 2")).count();
    long without = SPLIT.test().stream().filter(example -> example.label().equals(";")).count();

    assertThat(Shown.row(page, "#data", "topic 2").get(1)).startsWith(having + " ");
    assertThat(Shown.row(page, "#data", "without a label").get(1)).startsWith(without + " ");
    assertThat(Shown.row(page, "#data", "all"))
        .containsExactly(SPLIT.train().size() + "", SPLIT.test().size() + "");
  }

  @Test
  void the_curve_is_of_the_loss_and_the_table_has_no_empty_columns() {
    assertThat(page.select("#learning h3").eachText()).containsExactly("Loss");
    assertThat(page.select("#learning details thead th").eachText())
        .containsExactly("epoch", "training loss", "seconds");
    assertThat(page.select("#learning").text()).contains("outOfFold");
    assertThat(Shown.row(page, "#provenance", "outOfFoldMicroF1")).isNotEmpty();
  }

  @Test
  void a_label_that_is_given_instead_of_a_missed_one_is_counted_with_it() {
    Example right = sure("topic 1", "wordb");
    Example wrong = new Example("topic 1", sure("topic 2", "wordc").text());

    Document shown = tested(right, wrong);

    assertThat(Shown.row(shown, "#confusion", "topic 1"))
        .containsExactly("topic 2", "1", "50.00 %");
    assertThat(shown.select("#confusion table")).hasSize(1);
    assertThat(shown.select("#mistakes h3").text())
        .startsWith("Missed: “topic 1”. Wrongly given: “topic 2”. Loss ");
    assertThat(shown.select("#mistakes .verbatim").eachText())
        .containsExactly(wrong.text().strip());
  }

  @Test
  void labels_that_are_missed_in_one_text_are_counted_as_a_pair() {
    Example both = new Example("topic 2;topic 1", sure("topic 1", "wordb").text());
    Example neither = new Example("topic 1;" + FIRST + ";topic 2", sure("topic 2", "wordc").text());

    Document shown = tested(both, neither);

    assertThat(shown.select("#confusion figcaption").eachText())
        .containsExactly("Most frequent: two labels are missed in one text");
    assertThat(Shown.row(shown, "#confusion", FIRST)).containsExactly("topic 1", "1", "100.00 %");
    assertThat(shown.select("#mistakes h3").eachText())
        .anyMatch(
            h -> h.startsWith("Missed: “" + FIRST + "”, “topic 1”. Rightly given: “topic 2”"));
  }

  @Test
  void without_a_wrong_or_missed_label_nothing_is_listed() {
    Document shown = tested(sure("topic 1", "wordb"), sure("topic 2;", "wordc"));

    assertThat(shown.select("#confusion")).isEmpty();
    assertThat(shown.select("#mistakes").text())
        .contains("Every test text gets exactly its labels.");
    assertThat(Shown.row(shown, "#labels", FIRST))
        .containsExactly("–", "–", "–", Numbers.decimal(classifier.thresholds().get(FIRST)), "0");
  }

  @Test
  void labels_that_were_never_learned_are_a_warning_and_have_no_threshold() {
    Document shown = tested(new Example("topic 1;eggs", "wordb0 wordb1"));

    assertThat(shown.select("#result").text()).contains("Warning: test texts have labels", "eggs");
    assertThat(Shown.row(shown, "#labels", "eggs").get(3)).isEqualTo("–");
  }

  @Test
  void texts_can_be_kept_out_and_without_test_there_are_curves_and_provenance() {
    Document discreet =
        Jsoup.parse(TrainingReport.of(classifier).split(SPLIT).mistakes(0).toHtml());

    assertThat(discreet.text()).doesNotContain("worda");
    assertThat(Jsoup.parse(TrainingReport.of(classifier).toHtml()).select("section").eachAttr("id"))
        .containsExactly("learning", "provenance");
  }

  @Test
  void the_worst_mistakes_are_as_many_as_wanted_and_come_in_the_order_of_their_loss() {
    List<Double> losses =
        page.select("#mistakes h3").stream()
            .map(Element::text)
            .map(heading -> heading.replaceAll(".*Loss.", ""))
            .map(Double::valueOf)
            .toList();

    assertThat(losses).hasSizeBetween(2, MultiLabelReport.DEFAULT_MISTAKES);
    assertThat(losses).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(
            Jsoup.parse(TrainingReport.of(classifier).split(SPLIT).mistakes(1).toHtml())
                .select("#mistakes li"))
        .hasSize(1);
  }

  @Test
  void no_test_examples_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingReport.of(classifier).test(Examples.of(List.of())))
        .withMessage("examples must not be empty");
  }
}
