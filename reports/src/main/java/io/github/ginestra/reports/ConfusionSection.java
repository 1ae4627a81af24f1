package io.github.ginestra.reports;

import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Evaluation.LabelScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** The confusion matrix, and the scores of each label. */
final class ConfusionSection {
  /** The opacity of a cell with all texts of its row; its text is still legible. */
  private static final double DARKEST = 0.5;

  private ConfusionSection() {}

  static void addTo(Page page, Evaluation evaluation) {
    addMatrix(
        page,
        evaluation,
        "Texts by true label and answer",
        "true label",
        "Each row is a true label, each column a predicted label; the percentage is the fraction of"
            + " the row. Correct predictions are on the diagonal.");
    page.section("labels", "Labels")
        .table(scores(evaluation))
        .paragraph(
            "Precision: the fraction of the texts predicted to have the label that have it. Recall:"
                + " the fraction of the texts with the label that are predicted to have it. F1: their"
                + " harmonic mean. False positives: the fraction of the texts without the label that"
                + " are predicted to have it. All labels have the same weight in the mean, all texts"
                + " in the weighted mean.");
  }

  /**
   * Adds the matrix alone.
   *
   * @param caption its title
   * @param rows what its rows are
   * @param explanation how to read it
   */
  static void addMatrix(
      Page page, Evaluation evaluation, String caption, String rows, String explanation) {
    page.section("confusion", "Confusion matrix")
        .table(matrix(evaluation, caption, rows))
        .paragraph(explanation);
  }

  private static Table matrix(Evaluation evaluation, String caption, String rows) {
    List<String> columns = new ArrayList<>(List.of(rows));
    evaluation.labels().forEach(label -> columns.add("called " + label));
    Table table = new Table(caption, columns);
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
