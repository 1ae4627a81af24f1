package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Evaluations as text. */
final class Tables {
  private static final String WEIGHTED = "weighted avg";
  private static final String POINT = "     recall  false pos  precision";
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
        evaluation.accuracy(), evaluation.matthewsCorrelation(), evaluation.size());
  }

  static String report(CrossValidationResult result) {
    Map<String, Spread> metrics = result.metrics();
    int width = longest(metrics.keySet());
    StringBuilder table = new StringBuilder();
    table.append(
        format(
            "%s  %8s   %8s  over %d folds%n",
            " ".repeat(width), "mean", "sd", result.folds().size()));
    metrics.forEach(
        (name, spread) ->
            table.append(
                format(
                    "%s  %8.4f ± %8.4f%n",
                    padded(name, width), spread.mean(), spread.standardDeviation())));
    if (!result.thresholdMetrics().isEmpty()) {
      appendThresholds(table, result);
    }
    return table.toString();
  }

  private static void appendThresholds(StringBuilder table, CrossValidationResult result) {
    int width = longest(result.folds().stream().map(Tables::name).toList());
    String indent = " ".repeat(width);
    table.append(
        format(
            "%n%s  %9s  %31s  %31s%n",
            indent, "", "chosen on the other folds", "tested on the fold"));
    table.append(format("%s  %9s%s%s%n", indent, "threshold", POINT, POINT));
    for (FoldResult fold : result.folds()) {
      fold.threshold().ifPresent(t -> appendRow(table, width, name(fold), t.metrics().values()));
    }
    Collection<Spread> spreads = result.thresholdMetrics().values();
    appendRow(table, width, "mean", spreads.stream().map(Spread::mean).toList());
    appendRow(table, width, "sd", spreads.stream().map(Spread::standardDeviation).toList());
  }

  private static String name(FoldResult fold) {
    return format("seed %d fold %d", fold.seed(), fold.fold());
  }

  private static void appendRow(
      StringBuilder table, int width, String name, Collection<Double> values) {
    table.append(padded(name, width));
    values.forEach(value -> table.append(format("  %9.4f", value)));
    table.append(format("%n"));
  }

  private static int longest(Collection<String> labels) {
    return labels.stream().map(Printable::of).mapToInt(String::length).max().orElse(0);
  }

  /** Padded on the left, so that names end where the numbers begin. */
  private static String padded(String name, int width) {
    String text = Printable.of(name);
    return " ".repeat(width - text.length()) + text;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
  }
}
