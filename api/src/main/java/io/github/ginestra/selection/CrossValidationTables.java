package io.github.ginestra.selection;

import static io.github.ginestra.internal.TextColumns.format;
import static io.github.ginestra.internal.TextColumns.longest;
import static io.github.ginestra.internal.TextColumns.padded;

import io.github.ginestra.selection.CrossValidationResult.Spread;
import java.util.Collection;
import java.util.Map;

/** The result of a cross-validation as text. */
final class CrossValidationTables {
  private static final String POINT = "     recall  false pos  precision";

  private CrossValidationTables() {}

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
    int width = longest(result.folds().stream().map(CrossValidationTables::name).toList());
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
    values.forEach(value -> table.append(format("  %9s", number(value))));
    table.append(format("%n"));
  }

  /** An infinite threshold is none, and such have no mean and deviation. */
  private static String number(double value) {
    return Double.isInfinite(value) ? "none" : Double.isNaN(value) ? "–" : format("%.4f", value);
  }
}
