package io.github.ginestra.reports;

import io.github.ginestra.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** The confusion matrix, and the scores of each label. */
final class ConfusionSection {
  /** The opacity of a cell with all texts of its row; its text is still legible. */
  private static final double DARKEST = 0.5;

  /** With more labels than this, columns have numbers instead of names, and cells counts alone. */
  private static final int MANY = 8;

  private ConfusionSection() {}

  static void addTo(Page page, Evaluation evaluation) {
    addMatrix(
        page,
        evaluation,
        "Texts by true label and answer",
        "true label",
        "Each row is a true label, each column a predicted label; the percentage is the fraction of"
            + " the row. Correct predictions are on the diagonal; an empty cell is a 0.");
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
    boolean many = evaluation.labels().size() > MANY;
    Section section =
        page.section("confusion", "Confusion matrix")
            .table(matrix(evaluation, caption, rows, many))
            .paragraph(
                many ? explanation + " The columns have the numbers of the rows." : explanation);
    if (evaluation.labels().size() > 2) {
      addConfusions(section, evaluation, rows);
    }
  }

  /**
   * The matrix.
   *
   * @param many whether there are many labels: then columns are numbered
   */
  private static Table matrix(Evaluation evaluation, String caption, String rows, boolean many) {
    List<String> labels = evaluation.labels();
    List<String> columns = new ArrayList<>(List.of(rows));
    for (int l = 0; l < labels.size(); l++) {
      columns.add(many ? String.valueOf(l + 1) : "called " + labels.get(l));
    }
    Table table = new Table(caption, columns).sticky();
    table.element().addClass("confusion").addClass(many ? "many" : "few");
    for (int l = 0; l < labels.size(); l++) {
      addRow(table, evaluation, labels.get(l), many ? l + 1 + " " + labels.get(l) : labels.get(l));
      if (!many) {
        addFractions(table, evaluation, labels.get(l));
      }
    }
    return table;
  }

  private static void addRow(Table table, Evaluation evaluation, String label, String name) {
    List<Integer> counts = counts(evaluation, label);
    table.row(name, counts.stream().map(count -> count == 0 ? "" : Numbers.count(count)).toList());
    for (int l = 0; l < counts.size(); l++) {
      double fraction = fraction(evaluation, label, counts.get(l));
      Element cell = table.cell(l + 1);
      cell.attr("style", String.format(Locale.ROOT, "--fraction:%.3f", DARKEST * fraction));
      if (evaluation.labels().get(l).equals(label)) {
        cell.addClass("right");
      }
    }
  }

  private static void addFractions(Table table, Evaluation evaluation, String label) {
    List<Integer> counts = counts(evaluation, label);
    for (int l = 0; l < counts.size(); l++) {
      if (counts.get(l) > 0) {
        table.below(l + 1, Numbers.percent(fraction(evaluation, label, counts.get(l))));
      }
    }
  }

  private static List<Integer> counts(Evaluation evaluation, String label) {
    return evaluation.labels().stream().map(other -> evaluation.count(label, other)).toList();
  }

  private static double fraction(Evaluation evaluation, String label, int count) {
    return (double) count / Math.max(1, evaluation.scores(label).support());
  }

  /** The pairs of labels that are confused most often. */
  private static void addConfusions(Section section, Evaluation evaluation, String rows) {
    Confusions confusions = new Confusions();
    for (String label : evaluation.labels()) {
      for (String predicted : evaluation.labels()) {
        if (!predicted.equals(label)) {
          confusions.add(label, predicted, evaluation.count(label, predicted));
        }
      }
    }
    confusions.addTo(
        section,
        "Most frequent confusions",
        List.of(rows, "called", "number", "of the row"),
        pair -> evaluation.scores(pair.label()).support());
  }

  private static Table scores(Evaluation evaluation) {
    Table table =
        new Table(
                "Scores of each label",
                List.of("label", "precision", "recall", "F1", "false positives", "texts"))
            .sticky();
    for (String label : evaluation.labels()) {
      table.row(
          label,
          Numbers.scores(
              evaluation.scores(label), Numbers.percent(evaluation.falsePositiveRate(label))));
    }
    table.row("mean", Numbers.scores(evaluation.macroAverage(), "")).emphasised();
    table.row("weighted mean", Numbers.scores(evaluation.weightedAverage(), ""));
    return table;
  }
}
