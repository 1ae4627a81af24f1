package io.github.ginestra.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the report of a classifier that was really trained. */
class ClassifierReportTest {
  private static final Split SPLIT = TrainedModels.topics(3, 300);

  private static SequenceClassifier classifier;
  private static Document page;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    classifier = TrainedModels.classifier(SPLIT);
    page = page(report());
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  private static ClassifierReport report() {
    return TrainingReport.of(classifier)
        .title("Topics & <i>labels</i>")
        .split(SPLIT)
        .note("Data", "made <by> chance");
  }

  private static Document page(ClassifierReport report) {
    return Jsoup.parse(report.toHtml());
  }

  private static String row(String section, String name) {
    return page.select("#" + section + " tr").stream()
        .filter(row -> row.select("th").text().equals(name))
        .map(row -> String.join(" | ", row.select("td").eachText()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_page_is_whole_and_names_its_language_and_width() {
    assertThat(report().toHtml())
        .startsWith("<!doctype html><html lang=\"en\">")
        .endsWith("</html>\n");
    assertThat(page.select("meta[charset]").attr("charset")).isEqualTo("utf-8");
    assertThat(page.select("meta[name=viewport]").attr("content"))
        .isEqualTo("width=device-width, initial-scale=1");
    assertThat(page.title()).isEqualTo("Topics & <i>labels</i>");
    assertThat(page.select("h1").text()).isEqualTo("Topics & <i>labels</i>");
  }

  @Test
  void nothing_refers_to_anything_outside() {
    assertThat(page.select("script, link, iframe, object, embed, base, form")).isEmpty();
    assertThat(page.select("[src], [srcset], [style*=url], [background], [ping]")).isEmpty();
    for (Element reference : page.select("[href], [xlink:href]")) {
      assertThat(reference.attr("href")).startsWith("#");
    }
    assertThat(page.select("[clip-path]"))
        .isNotEmpty()
        .allSatisfy(element -> assertThat(element.attr("clip-path")).startsWith("url(#"));
    assertThat(page.select("style").html()).doesNotContain("url(", "@import", "http");
    assertThat(page.getAllElements().stream().flatMap(e -> e.attributes().asList().stream()))
        .noneMatch(attribute -> attribute.getKey().startsWith("on"));
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'");
  }

  @Test
  void every_anchor_has_a_target_and_no_name_is_duplicate() {
    List<String> ids = page.select("[id]").eachAttr("id");

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(page.select("nav a").eachAttr("href"))
        .containsExactly(
            "#result",
            "#data",
            "#learning",
            "#confusion",
            "#labels",
            "#thresholds",
            "#mistakes",
            "#provenance")
        .allSatisfy(anchor -> assertThat(ids).contains(anchor.substring(1)));
    assertThat(page.select("[clip-path]").eachAttr("clip-path"))
        .allSatisfy(clip -> assertThat(ids).contains(clip.replaceAll("url\\(#(.*)\\)", "$1")));
  }

  @Test
  void headings_are_in_order_and_tables_and_charts_have_text_alternatives() {
    int level = 0;
    for (Element heading : page.select("h1, h2, h3, h4")) {
      int next = heading.normalName().charAt(1) - '0';
      assertThat(next).as(heading.text()).isLessThanOrEqualTo(level + 1);
      level = next;
    }
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("svg")).hasSize(3);
    assertThat(page.select("svg[role=img]").eachAttr("aria-label"))
        .hasSize(3)
        .anyMatch(text -> text.matches("Line chart of loss in nats per text; training from .*"));
    assertThat(page.select("table th:not([scope])")).isEmpty();
    assertThat(page.select(".scroll:not([aria-label])")).isEmpty();
  }

  @Test
  void figures_are_those_of_the_evaluation() {
    Evaluation evaluation = classifier.evaluate(SPLIT.test());
    int wrong = (int) Math.round((1 - evaluation.accuracy()) * evaluation.size());

    assertThat(page.select("#result dd").eachText())
        .contains(
            String.format(Locale.ROOT, "%.2f %%", 100 * evaluation.accuracy()),
            String.valueOf(wrong),
            String.format(Locale.ROOT, "%.4f", evaluation.mcc()));
    for (String label : evaluation.labels()) {
      assertThat(row("labels", label))
          .contains(String.format(Locale.ROOT, "%.4f", evaluation.scores(label).f1()));
      int count = evaluation.count(label, evaluation.labels().get(0));
      assertThat(row("confusion", label)).startsWith(count == 0 ? "" : count + " ");
      assertThat(row("thresholds", label))
          .startsWith(
              String.format(
                  Locale.ROOT,
                  "%.4f",
                  classifier.predict(SPLIT.test()).binary(label).averagePrecision()));
    }
  }

  @Test
  void with_many_labels_columns_are_numbered_zeros_are_blank_and_confusions_are_listed() {
    Split many = TrainedModels.topics(12, 360);
    try (SequenceClassifier of = TrainedModels.classifier(many)) {
      Evaluation evaluation = of.evaluate(many.test());
      Document shown = page(TrainingReport.of(of).test(many.test()));

      assertThat(shown.select("#confusion .many thead th").eachText())
          .containsExactly(
              "true label", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
      Element fourth = shown.select("#confusion .many tbody tr").get(3);
      String label = evaluation.labels().get(3);
      assertThat(fourth.select("th").text()).isEqualTo("4 " + label);
      for (int l = 0; l < 12; l++) {
        int count = evaluation.count(label, evaluation.labels().get(l));
        assertThat(fourth.select("td").get(l).text()).isEqualTo(count == 0 ? "" : count + "");
      }
      Element first = shown.select("#confusion .confusions tbody tr").first();
      assertThat(first).isNotNull();
      assertThat(first.child(2).text())
          .isEqualTo(evaluation.count(first.child(0).text(), first.child(1).text()) + "");
    }
  }

  @Test
  void data_are_counted_on_both_sides() {
    int train = SPLIT.train().counts().get("topic 1");
    int test = SPLIT.test().counts().get("topic 1");

    assertThat(row("data", "topic 1")).startsWith(train + " ").contains("| " + test + " ");
    assertThat(row("data", "all")).isEqualTo(SPLIT.train().size() + " | " + SPLIT.test().size());
    assertThat(row("data", "Data")).isEqualTo("made <by> chance");
    assertThat(page.select("#data").text()).contains("No text is on both sides.");
  }

  @Test
  void texts_on_both_sides_are_a_warning() {
    Examples train = SPLIT.train();
    Examples test =
        Examples.of(Stream.concat(SPLIT.test().stream(), Stream.of(train.get(0), train.get(1))));

    String warning =
        page(TrainingReport.of(classifier).train(train).test(test)).select("#data .warning").text();

    assertThat(warning).startsWith("2 training texts are among the test texts too");
  }

  @Test
  void every_epoch_is_in_the_table_and_on_the_curves() {
    assertThat(page.select("#learning details tbody tr")).hasSize(3);
    assertThat(row("learning", "2"))
        .startsWith(
            String.format(
                Locale.ROOT, "%.4f", classifier.history().epochs().get(1).trainingLoss()));
    assertThat(page.select("#learning figure.chart .key").first().text())
        .isEqualTo("training validation");
  }

  @Test
  void the_worst_mistakes_come_first_with_what_they_hang_on() {
    List<Prediction> wrong =
        classifier.predict(SPLIT.test()).stream()
            .filter(prediction -> !prediction.isRight())
            .sorted(Comparator.comparingDouble(p -> p.probability(p.label())))
            .toList();

    List<Element> shown = page.select("#mistakes .mistakes > li");

    assertThat(wrong).isNotEmpty();
    assertThat(shown).hasSize(Math.min(wrong.size(), ClassifierReport.DEFAULT_MISTAKES));
    for (int i = 0; i < shown.size(); i++) {
      Prediction prediction = wrong.get(i);
      assertThat(shown.get(i).select("h3").text())
          .startsWith(
              "Labelled “" + prediction.label() + "”, called “" + prediction.predicted() + "”");
      assertThat(shown.get(i).select("figure p").first().wholeText()).isEqualTo(prediction.text());
      assertThat(shown.get(i).select("mark[title]")).isNotEmpty();
    }
  }

  @Test
  void texts_can_be_kept_out() {
    Document discreet = page(report().mistakes(0));

    assertThat(discreet.select("#mistakes, mark")).isEmpty();
    assertThat(discreet.text()).doesNotContain("worda");
    assertThat(page(report().mistakes(2)).select(".mistakes > li")).hasSize(2);
  }

  @Test
  void without_mistakes_the_least_sure_answers_are_shown() {
    Examples right =
        Examples.of(
            classifier.predict(SPLIT.test()).stream()
                .filter(Prediction::isRight)
                .map(p -> new Example(p.label(), p.text())));

    Document flawless = page(TrainingReport.of(classifier).test(right).mistakes(3));

    assertThat(flawless.select("#mistakes").text())
        .contains("No test text is classified wrong.", "rightly called");
    assertThat(flawless.select(".mistakes > li")).hasSize(3);
  }

  @Test
  void without_examples_there_are_curves_and_provenance() {
    Document page = page(TrainingReport.of(classifier));

    assertThat(page.select("section").eachAttr("id")).containsExactly("learning", "provenance");
  }

  @Test
  void test_examples_of_one_label_have_no_curve_of_precision_and_recall() {
    Examples one = Examples.of(SPLIT.test().stream().filter(e -> e.label().equals("topic 1")));

    assertThat(page(TrainingReport.of(classifier).test(one)).select("#thresholds")).isEmpty();
  }

  @Test
  void provenance_names_engine_seed_corpus_and_every_option() {
    assertThat(row("provenance", "engine")).startsWith("Ginestra");
    assertThat(row("provenance", "seed")).isEqualTo("5");
    assertThat(row("provenance", "SHA-256 of the training data"))
        .isEqualTo(classifier.provenance().corpusSha256());
    classifier
        .provenance()
        .options()
        .forEach((name, value) -> assertThat(row("provenance", name)).isEqualTo(value));
    assertThat(page.select("#provenance details").text()).contains("Text classifier: ");
  }

  @Test
  void the_file_is_replaced_as_a_whole() throws IOException {
    Path file = Files.writeString(folder.resolve("report.html"), "old");

    report().write(file);

    assertThat(Files.readString(file)).isEqualTo(report().toHtml());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void the_language_of_the_system_changes_nothing() {
    String before = report().toHtml();
    Locale system = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(report().toHtml()).isEqualTo(before);
    } finally {
      Locale.setDefault(system);
    }
  }

  @Test
  void wrong_values_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report().mistakes(-1))
        .withMessage("count (-1) must be zero or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report().test(Examples.of(List.of())))
        .withMessage("examples must not be empty");
  }

  @Test
  void test_texts_of_a_label_that_was_not_learned_are_reported_as_wrong() {
    ClassifierReport unknown =
        report().test(Examples.of(Stream.of(new Example("eggs", "and spam"))));
    assertThat(unknown.toHtml())
        .contains("Warning: 1 of 1 examples have a label", "wrong: eggs (1).")
        .doesNotContain("{eggs");
  }

  @Test
  void a_closed_classifier_has_no_scores_to_report() {
    SequenceClassifier closed = TrainedModels.classifier(SPLIT);
    closed.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> TrainingReport.of(closed).split(SPLIT).toHtml())
        .withMessage("the classifier is closed");
  }
}
