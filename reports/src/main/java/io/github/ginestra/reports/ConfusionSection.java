package io.github.ginestra.reports;

import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.LabelScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Which labels are taken for which, and the scores of each. */
final class ConfusionSection {
  /** The opacity of a cell that holds all texts of its row; letters are still read on it. */
  private static final double DARKEST = 0.5;

  private ConfusionSection() {}

  static void addTo(Page page, Evaluation evaluation) {
    Section section = page.section("confusion", "Confusion matrix");
    section.table(matrix(evaluation));
    section.paragraph(
        "Each row is a true label, each column what its texts were called; the percentage is the"
            + " percentage of the row. Correct answers are on the diagonal.");
    page.section("labels", "Labels")
        .table(scores(evaluation))
        .paragraph(
            "Precision: of the texts that were given the label, the fraction that have it. Recall: of"
                + " the texts that have it, the fraction that were given it. F1: their harmonic mean."
                + " False positives: of the texts without the label, the fraction that were given it. The"
                + " mean counts every label alike, the weighted mean every text.");
  }

  private static Table matrix(Evaluation evaluation) {
    List<String> columns = new ArrayList<>(List.of("true label"));
    evaluation.labels().forEach(label -> columns.add("called " + label));
    Table table = new Table("Texts by true label and answer", columns);
    table.element().addClass("confusion");
    for (String label : evaluation.labels()) {
      addRow(table, evaluation, label);
    }
    return table;
  }

  private static void addRow(Table table, Evaluation evaluation, String label) {
    List<Integer> counts =
        evaluation.labels().stream().map(predicted -> evaluation.count(label, predicted)).toList();
    table.row(label, counts.stream().map(Numbers::count).toList());
    int support = evaluation.scores(label).support();
    for (int l = 0; l < counts.size(); l++) {
      double fraction = (double) counts.get(l) / Math.max(1, support);
      table.below(l + 1, Numbers.percent(fraction));
      Element cell = table.cell(l + 1);
      cell.attr("style", String.format(Locale.ROOT, "--fraction:%.3f", DARKEST * fraction));
      if (evaluation.labels().get(l).equals(label)) {
        cell.addClass("right");
      }
    }
  }

  private static Table scores(Evaluation evaluation) {
    Table table =
        new Table(
            "Scores of each label",
            List.of("label", "precision", "recall", "F1", "false positives", "texts"));
    for (String label : evaluation.labels()) {
      table.row(
          label,
          row(evaluation.scores(label), Numbers.percent(evaluation.falsePositiveRate(label))));
    }
    table.row("mean", row(evaluation.macroAverage(), "")).emphasised();
    table.row("weighted mean", row(evaluation.weightedAverage(), ""));
    return table;
  }

  private static List<String> row(LabelScores scores, String falsePositiveRate) {
    return List.of(
        Numbers.percent(scores.precision()),
        Numbers.percent(scores.recall()),
        Numbers.decimal(scores.f1()),
        falsePositiveRate,
        Numbers.count(scores.support()));
  }
}
