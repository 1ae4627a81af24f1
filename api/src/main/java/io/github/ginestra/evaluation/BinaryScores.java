package io.github.ginestra.evaluation;

import io.github.ginestra.evaluation.Predictions.ReliabilityDiagram;
import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Scores of the probability of one label, the positive one: ROC and precision-recall curves, the
 * areas under them, thresholds, calibration. With more than two labels this is one label against
 * the rest. Immutable.
 *
 * <p>A text is predicted positive if its probability is at least the threshold. Texts of equal
 * probability therefore have the same prediction, and every curve has one point for each different
 * probability.
 */
public final class BinaryScores {
  private final double[] probabilities; // (N)
  private final boolean[] truths; // (N)
  private final int positives;
  private final int negatives;

  /** One for each different probability, in descending order. */
  private final List<OperatingPoint> points;

  private BinaryScores(double[] probabilities, boolean[] truths) {
    this.probabilities = probabilities;
    this.truths = truths;
    positives = (int) IntStream.range(0, truths.length).filter(n -> truths[n]).count();
    negatives = truths.length - positives;
    if (positives == 0 || negatives == 0) {
      throw new IllegalArgumentException(
          "there must be texts with the positive label and texts without it, not "
              + positives
              + " and "
              + negatives);
    }
    points = points();
  }

  /**
   * Scores probabilities.
   *
   * @param probabilities the probability of the positive label of each text, (N), in [0, 1]; copied
   * @param truths whether each text has the positive label, (N); copied
   * @return the scores
   * @throws IllegalArgumentException if the arrays differ in length, a probability is out of range,
   *     or there is no positive or no negative text
   */
  public static BinaryScores of(double[] probabilities, boolean[] truths) {
    Probabilities.check(probabilities, truths);
    return new BinaryScores(probabilities.clone(), truths.clone());
  }

  private List<OperatingPoint> points() {
    int[] order =
        IntStream.range(0, truths.length)
            .boxed()
            .sorted(Comparator.comparingDouble(n -> -probabilities[n]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<OperatingPoint> result = new ArrayList<>();
    int truePositives = 0;
    for (int i = 0; i < order.length; i++) {
      truePositives += truths[order[i]] ? 1 : 0;
      double threshold = probabilities[order[i]];
      if (i == order.length - 1 || probabilities[order[i + 1]] < threshold) {
        result.add(point(threshold, truePositives, i + 1 - truePositives));
      }
    }
    return List.copyOf(result);
  }

  private OperatingPoint point(double threshold, int truePositives, int falsePositives) {
    return new OperatingPoint(threshold, truePositives, falsePositives, positives, negatives);
  }

  /** {@return the number of texts with the positive label, 1 or more} */
  public int positives() {
    return positives;
  }

  /** {@return the number of texts without the positive label, 1 or more} */
  public int negatives() {
    return negatives;
  }

  /**
   * Returns the scores at one threshold.
   *
   * @param threshold the least probability that is predicted positive; may be greater than 1
   * @return recall, false positive rate and precision
   * @throws IllegalArgumentException if the threshold is not a number
   */
  public OperatingPoint at(double threshold) {
    int truePositives = 0;
    int falsePositives = 0;
    for (int n = 0; n < truths.length; n++) {
      if (probabilities[n] >= threshold) {
        truePositives += truths[n] ? 1 : 0;
        falsePositives += truths[n] ? 0 : 1;
      }
    }
    return point(threshold, truePositives, falsePositives);
  }

  /**
   * Chooses the threshold with the highest recall whose false positive rate is within a bound, as
   * in "block at most 0.1 % of ham". Of those with equal recall it takes the highest threshold,
   * which has the lowest false positive rate. The threshold is one of the texts' probabilities.
   *
   * <p>The resolution of the rate is 1 / {@link #negatives()}: with a smaller bound no negative
   * text may reach the threshold, which does not prove so small a rate on other texts. A threshold
   * is fitted to the texts it was chosen on; measure it on others, as a cross-validation with
   * {@code chooseThreshold} does.
   *
   * @param maximum the greatest false positive rate allowed, in [0, 1]
   * @return the threshold and its scores; empty if no threshold within the bound reaches a positive
   *     text, because negative texts have the greatest probabilities
   * @throws IllegalArgumentException if the bound is out of range
   */
  public Optional<OperatingPoint> highestRecallAtFalsePositiveRate(double maximum) {
    Checks.probability(maximum, "maximum");
    return points.stream()
        .filter(point -> point.falsePositiveRate() <= maximum && point.truePositives() > 0)
        .max(
            Comparator.comparingInt(OperatingPoint::truePositives)
                .thenComparingDouble(OperatingPoint::threshold));
  }

  /**
   * Returns precision and recall at every threshold.
   *
   * @return one point for each different probability, in descending order, so that recall
   *     increases; without an additional point at recall 0
   */
  public List<OperatingPoint> precisionRecallCurve() {
    return points;
  }

  /**
   * Returns recall and false positive rate at every threshold: the receiver operating
   * characteristic (ROC).
   *
   * @return the point (0, 0), where no text is predicted positive, then one point for each
   *     different probability, in descending order, up to (1, 1)
   */
  public List<OperatingPoint> rocCurve() {
    List<OperatingPoint> curve = new ArrayList<>(points.size() + 1);
    curve.add(point(Double.POSITIVE_INFINITY, 0, 0));
    curve.addAll(points);
    return curve;
  }

  /**
   * Returns the area under the ROC curve. It is the fraction of pairs of a positive and a negative
   * text in which the positive one has the greater probability, where equal ones count half (Mann
   * and Whitney, 1947).
   *
   * @return in [0, 1]; 1 for a perfect ranking, 0.5 for a random one
   */
  public double rocAuc() {
    double ordered = 0;
    int truePositives = 0;
    int falsePositives = 0;
    for (OperatingPoint point : points) {
      double newPositives = point.truePositives() - truePositives;
      double newNegatives = point.falsePositives() - falsePositives;
      ordered += newPositives * (negatives - point.falsePositives() + newNegatives / 2);
      truePositives = point.truePositives();
      falsePositives = point.falsePositives();
    }
    return ordered / ((double) positives * negatives);
  }

  /**
   * {@return the average precision, Σ (R_i - R_(i-1))·P_i over thresholds in descending order,
   * without interpolation, in [0, 1]; the fraction of positive texts for a random ranking}
   */
  public double averagePrecision() {
    double sum = 0;
    double recall = 0;
    for (OperatingPoint point : points) {
      sum += (point.recall() - recall) * point.precision();
      recall = point.recall();
    }
    return sum;
  }

  /**
   * {@return the Brier score, the mean squared difference between probability and truth (Brier,
   * 1950, in the form for one event), in [0, 1]; 0 is best}
   */
  public double brierScore() {
    double sum = 0;
    for (int n = 0; n < truths.length; n++) {
      double difference = probabilities[n] - (truths[n] ? 1 : 0);
      sum += difference * difference;
    }
    return sum / truths.length;
  }

  /**
   * Compares the probabilities of the positive label with the fraction of texts that have it.
   *
   * @param bins the number of bins, 1 or more
   * @return the diagram
   * @throws IllegalArgumentException if there are no bins
   */
  public ReliabilityDiagram reliability(int bins) {
    return ReliabilityDiagram.of(probabilities, truths, bins);
  }

  /**
   * Returns the {@linkplain ReliabilityDiagram#expectedCalibrationError() expected calibration
   * error} of the positive label's probability, over {@value ReliabilityDiagram#DEFAULT_BINS} bins.
   * {@link Predictions#expectedCalibrationError()} is that of the most probable label.
   *
   * @return in [0, 1]; 0 is best
   */
  public double expectedCalibrationError() {
    return reliability(ReliabilityDiagram.DEFAULT_BINS).expectedCalibrationError();
  }

  /**
   * Returns {@link #positives()}; a bean property for JSON libraries.
   *
   * @return 1 or more
   */
  public int getPositives() {
    return positives;
  }

  /**
   * Returns {@link #negatives()}; a bean property for JSON libraries.
   *
   * @return 1 or more
   */
  public int getNegatives() {
    return negatives;
  }

  /**
   * Returns {@link #rocAuc()}; a bean property for JSON libraries.
   *
   * @return in [0, 1]
   */
  public double getRocAuc() {
    return rocAuc();
  }

  /**
   * Returns {@link #averagePrecision()}; a bean property for JSON libraries.
   *
   * @return in [0, 1]
   */
  public double getAveragePrecision() {
    return averagePrecision();
  }

  /**
   * Returns {@link #brierScore()}; a bean property for JSON libraries.
   *
   * @return in [0, 1]; 0 is best
   */
  public double getBrierScore() {
    return brierScore();
  }

  /** Equal if probabilities and truths are equal, in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof BinaryScores that
        && Arrays.equals(probabilities, that.probabilities)
        && Arrays.equals(truths, that.truths);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(probabilities) + Arrays.hashCode(truths);
  }

  /**
   * Returns the main scores on one line.
   *
   * @return for example {@code ROC AUC 0.9982, average precision 0.9911 over 747 positive and 4827
   *     negative texts}
   */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "ROC AUC %.4f, average precision %.4f over %d positive and %d negative texts",
        rocAuc(),
        averagePrecision(),
        positives,
        negatives);
  }
}
