package io.github.ginestra.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How accurate a classifier is on the texts that it answers, if it rejects those whose most
 * probable label is less probable than a threshold (El-Yaniv and Wiener, 2010): for each threshold
 * the share of texts that are answered, and the accuracy on them. Immutable.
 *
 * <p>A threshold is chosen on texts that the classifier has not learned from, for example out of
 * fold:
 *
 * <pre>{@code
 * Predictions predictions = CrossValidation.of(Classifiers.text()).run(examples).predictions();
 * double threshold = CoverageCurve.of(predictions).thresholdForAccuracy(0.98).orElseThrow();
 * SequenceClassifier careful = classifier.rejectBelow(threshold);
 * }</pre>
 *
 * @param points the points, the threshold ascending and the coverage descending
 */
public record CoverageCurve(List<Point> points) {

  /** Copies the points. */
  public CoverageCurve {
    points = List.copyOf(points);
  }

  /**
   * One threshold.
   *
   * @param threshold the probability from which on a text is answered
   * @param coverage the share of texts that are answered, in (0, 1]
   * @param accuracy the share of right answers among them, in [0, 1]
   */
  public record Point(double threshold, double coverage, double accuracy) {}

  /**
   * Draws the curve of predictions.
   *
   * @param predictions of texts that the classifier has not learned from
   * @return a point for each probability of a predicted label
   */
  public static CoverageCurve of(Predictions predictions) {
    List<Prediction> surest =
        predictions.stream()
            .sorted(Comparator.comparingDouble(CoverageCurve::probability).reversed())
            .toList();
    List<Point> points = new ArrayList<>();
    int right = 0;
    for (int n = 0; n < surest.size(); n++) {
      right += surest.get(n).isRight() ? 1 : 0;
      double own = probability(surest.get(n));
      if (n + 1 == surest.size() || probability(surest.get(n + 1)) < own) {
        points.add(0, new Point(own, (n + 1.0) / surest.size(), (double) right / (n + 1)));
      }
    }
    return new CoverageCurve(points);
  }

  private static double probability(Prediction prediction) {
    return prediction.probability(prediction.predicted());
  }

  /**
   * Finds the lowest threshold at which the answers are as accurate as wanted.
   *
   * @param accuracy the share of answers that are to be right
   * @return the threshold; empty if there is none
   */
  public OptionalDouble thresholdForAccuracy(double accuracy) {
    Optional<Point> found =
        points.stream().filter(point -> point.accuracy() >= accuracy).findFirst();
    return found.isPresent() ? OptionalDouble.of(found.get().threshold()) : OptionalDouble.empty();
  }
}
