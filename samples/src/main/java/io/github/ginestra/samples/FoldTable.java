package io.github.ginestra.samples;

import io.github.ginestra.selection.FoldResult;
import java.util.Locale;
import java.util.Map;

/** The rows of a cross-validation as text, in columns. */
final class FoldTable {
  private FoldTable() {}

  static String heading() {
    StringBuilder heading = new StringBuilder("seed  fold");
    for (SpamMeasure measure : SpamMeasure.values()) {
      heading.append(String.format(Locale.ROOT, "  %11s", measure.heading()));
    }
    return heading.append("   errors  seconds").toString();
  }

  static String row(FoldResult result) {
    String name = String.format(Locale.ROOT, "%4d  %4d", result.seed(), result.fold());
    return row(
        name,
        SpamMeasure.all(result.evaluation()),
        SpamMeasure.errors(result.evaluation()),
        result.seconds());
  }

  static String row(String name, Map<String, Double> measures, double errors, double seconds) {
    return row(name, measures) + String.format(Locale.ROOT, "  %7.1f  %7.2f", errors, seconds);
  }

  static String row(String name, Map<String, Double> measures) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%10s", name));
    for (double value : measures.values()) {
      row.append(String.format(Locale.ROOT, "  %11.5f", value));
    }
    return row.toString();
  }
}
