package io.github.ginestra.reports;

import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.evaluation.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Precision and recall at other thresholds than "the most probable label". */
final class ThresholdSection {
  private static final int MOST_LINES = 5;
  private static final double[] BOUNDS = {0.001, 0.002, 0.01};

  /** The least distance between two points of a curve, as a fraction. */
  private static final double VISIBLE = 0.001;

  private ThresholdSection() {}

  /** Adds the section, if there is a label that some test texts have and some do not. */
  static void addTo(Page page, Predictions predictions) {
    Map<String, BinaryScores> scores = scores(predictions);
    if (scores.isEmpty()) {
      return;
    }
    Section section = page.section("thresholds", "Precision and recall");
    section.chart(curves(scores));
    section.paragraph(
        "A text is predicted to have a label if the label’s probability is at least a threshold: at a"
            + " lower threshold more of the texts with the label are found (recall rises), and more"
            + " of the others are wrongly included (precision falls).");
    section.table(areas(scores));
    if (predictions.labels().size() == 2) {
      scores.forEach((label, binary) -> addBounds(section, label, binary));
    }
  }

  /** The rarer one of two labels, otherwise all labels in their order. */
  private static Map<String, BinaryScores> scores(Predictions predictions) {
    Map<String, BinaryScores> scores = new LinkedHashMap<>();
    for (String label : predictions.labels()) {
      long support = predictions.stream().filter(p -> p.label().equals(label)).count();
      if (support > 0 && support < predictions.size()) {
        scores.put(label, predictions.binary(label));
      }
    }
    if (predictions.labels().size() == 2) {
      List<String> byNumber =
          scores.entrySet().stream()
              .sorted(Comparator.comparingInt(entry -> entry.getValue().positives()))
              .map(Map.Entry::getKey)
              .toList();
      byNumber.stream().skip(1).forEach(scores::remove);
    }
    return scores;
  }

  /** The curves of the labels with the worst scores. */
  private static LineChart curves(Map<String, BinaryScores> scores) {
    List<String> worst =
        scores.entrySet().stream()
            .sorted(Comparator.comparingDouble(entry -> entry.getValue().averagePrecision()))
            .limit(MOST_LINES)
            .map(Map.Entry::getKey)
            .toList();
    String which =
        scores.size() > MOST_LINES
            ? "the " + MOST_LINES + " labels with the lowest average precision"
            : String.join(", ", worst);
    LineChart chart =
        new LineChart(
                "Precision, upwards, by recall: " + which,
                "Line chart of precision by recall for "
                    + which
                    + "; the table below has the areas",
                "recall",
                "precision")
            .fractions();
    for (String label : worst) {
      BinaryScores binary = scores.get(label);
      if (binary != null) {
        addLine(chart, label, binary.precisionRecallCurve());
      }
    }
    return chart;
  }

  private static void addLine(LineChart chart, String label, List<OperatingPoint> curve) {
    List<OperatingPoint> seen = new ArrayList<>();
    for (OperatingPoint point : curve) {
      if (seen.isEmpty() || distance(seen.get(seen.size() - 1), point) >= VISIBLE) {
        seen.add(point);
      }
    }
    chart.line(
        label,
        seen.stream().mapToDouble(OperatingPoint::recall).toArray(),
        seen.stream().mapToDouble(OperatingPoint::precision).toArray(),
        false);
  }

  private static double distance(OperatingPoint one, OperatingPoint other) {
    return Math.abs(one.recall() - other.recall()) + Math.abs(one.precision() - other.precision());
  }

  private static Table areas(Map<String, BinaryScores> scores) {
    Table table =
        new Table(
            "At all thresholds together",
            List.of("label", "average precision", "ROC area", "Brier score"));
    scores.forEach(
        (label, binary) ->
            table.row(
                label,
                List.of(
                    Numbers.decimal(binary.averagePrecision()),
                    Numbers.decimal(binary.rocAuc()),
                    Numbers.decimal(binary.brierScore()))));
    return table;
  }

  private static void addBounds(Section section, String label, BinaryScores binary) {
    Table table =
        new Table(
            "Choosing a threshold for “" + label + "”",
            List.of("of the others, at most", "found", "wrongly called", "threshold"));
    for (double bound : BOUNDS) {
      Optional<OperatingPoint> point = binary.highestRecallAtFalsePositiveRate(bound);
      table.row(
          Numbers.percent(bound),
          point.map(ThresholdSection::row).orElse(List.of("none", "–", "–")));
    }
    section
        .table(table)
        .paragraph(
            "The fraction of the texts labelled “"
                + label
                + "” that is found if at most the given fraction of the others may be wrongly called"
                + " so. The threshold is chosen on the same texts, so that these figures are a"
                + " little too optimistic.");
  }

  private static List<String> row(OperatingPoint point) {
    return List.of(
        Numbers.percent(point.recall()),
        Numbers.count(point.falsePositives()) + " of " + Numbers.count(point.negatives()),
        String.format(Locale.ROOT, "%.6f", point.threshold()));
  }
}
