package io.github.ginestra.evaluation;

import io.github.ginestra.evaluation.Predictions.Coverage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The risk-coverage curve of a classifier that may reject texts (El-Yaniv and Wiener, 2010). */
final class RiskCoverage {
  private RiskCoverage() {}

  /** Returns a point for each probability of a predicted label, the threshold ascending. */
  static List<Coverage> of(List<Prediction> predictions) {
    List<Prediction> surest =
        predictions.stream()
            .sorted(Comparator.comparingDouble(RiskCoverage::confidence).reversed())
            .toList();
    List<Coverage> points = new ArrayList<>();
    int right = 0;
    for (int n = 1; n <= surest.size(); n++) {
      double own = confidence(surest.get(n - 1));
      right += surest.get(n - 1).isRight() ? 1 : 0;
      if (n == surest.size() || confidence(surest.get(n)) < own) {
        points.add(new Coverage(own, (double) n / surest.size(), (double) right / n));
      }
    }
    Collections.reverse(points);
    return Collections.unmodifiableList(points);
  }

  private static double confidence(Prediction prediction) {
    return prediction.probability(prediction.predicted());
  }
}
