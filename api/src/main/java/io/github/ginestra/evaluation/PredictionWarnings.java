package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** See {@link Predictions#warnings}. */
final class PredictionWarnings {
  /** With fewer examples, such things happen by chance. */
  private static final int FEW = 10;

  private final List<Prediction> predictions;
  private final List<String> warnings = new ArrayList<>();

  private PredictionWarnings(List<Prediction> predictions) {
    this.predictions = predictions;
  }

  static List<String> of(List<Prediction> predictions) {
    PredictionWarnings found = new PredictionWarnings(predictions);
    found.addUnknownLabels();
    found.addOneLabel();
    return found.warnings;
  }

  private void addUnknownLabels() {
    Map<String, Integer> unknown = new TreeMap<>();
    predictions.stream()
        .filter(prediction -> !prediction.isLabelKnown())
        .forEach(prediction -> unknown.merge(prediction.label(), 1, Integer::sum));
    int texts = unknown.values().stream().mapToInt(Integer::intValue).sum();
    if (texts > 0) {
      warnings.add(
          texts
              + " of "
              + predictions.size()
              + " examples have a label that the classifier has not learned, and count as wrong: "
              + Printable.counts(unknown));
    }
  }

  private void addOneLabel() {
    if (predictions.size() < FEW) {
      return;
    }
    List<String> given = predictions.stream().map(Prediction::predicted).distinct().toList();
    Map<String, Integer> counts = new TreeMap<>();
    predictions.forEach(prediction -> counts.merge(prediction.label(), 1, Integer::sum));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    long right = predictions.stream().filter(Prediction::isRight).count();
    if (given.size() == 1 && counts.size() > 1) {
      warnings.add(
          "all "
              + predictions.size()
              + " examples are predicted to be "
              + Printable.quoted(given.get(0))
              + ", although "
              + counts.size()
              + " labels occur: the classifier has learned nothing; train it for more epochs, or on"
              + " more examples");
    } else if (right <= most && counts.size() > 1) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the accuracy (%.4f) does not exceed that of always predicting the most frequent label"
                  + " (%.4f)",
              (double) right / predictions.size(),
              (double) most / predictions.size()));
    }
  }
}
