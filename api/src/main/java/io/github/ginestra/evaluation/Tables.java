package io.github.ginestra.evaluation;

import static io.github.ginestra.internal.TextColumns.format;
import static io.github.ginestra.internal.TextColumns.longest;
import static io.github.ginestra.internal.TextColumns.padded;

import io.github.ginestra.evaluation.Evaluation.LabelScores;
import java.util.List;

/** Formats evaluations as text. */
final class Tables {
  private static final String WEIGHTED = "weighted avg";
  private static final String ROW = "  %9.4f %9.4f %9.4f %9d%n";

  private Tables() {}

  static String report(Evaluation evaluation) {
    int width = Math.max(WEIGHTED.length(), longest(evaluation.labels()));
    StringBuilder table = new StringBuilder();
    table.append(" ".repeat(width));
    table.append(format("  %9s %9s %9s %9s%n%n", "precision", "recall", "f1-score", "support"));
    for (String label : evaluation.labels()) {
      append(table, width, label, evaluation.scores(label));
    }
    table.append(
        format(
            "%n%s  %29.4f %9d%n",
            padded("accuracy", width), evaluation.accuracy(), evaluation.size()));
    append(table, width, "macro avg", evaluation.macroAverage());
    append(table, width, WEIGHTED, evaluation.weightedAverage());
    return table.toString();
  }

  private static void append(StringBuilder table, int width, String name, LabelScores scores) {
    table.append(padded(name, width));
    table.append(format(ROW, scores.precision(), scores.recall(), scores.f1(), scores.support()));
  }

  static String confusion(Evaluation evaluation) {
    List<String> labels = evaluation.labels();
    int width = Math.max(8, longest(labels));
    String title = "true \\ predicted";
    int first = Math.max(title.length(), longest(labels));
    StringBuilder table = new StringBuilder(padded(title, first));
    labels.forEach(label -> table.append("  ").append(padded(label, width)));
    table.append(format("%n"));
    for (String label : labels) {
      table.append(padded(label, first));
      for (String predicted : labels) {
        table.append("  ").append(format("%" + width + "d", evaluation.count(label, predicted)));
      }
      table.append(format("%n"));
    }
    return table.toString();
  }

  static String summary(Evaluation evaluation) {
    return format(
        "accuracy %.4f, MCC %.4f over %d texts",
        evaluation.accuracy(), evaluation.mcc(), evaluation.size());
  }
}
