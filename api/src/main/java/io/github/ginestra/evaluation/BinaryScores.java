package io.github.ginestra.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well the probability of one label, the positive one, separates the texts that have it from
 * all others: at every threshold, and at the one that suits. With more than two labels this is one
 * against the rest. Immutable.
 *
 * <p>A text is called positive if its probability is the threshold or more, so that texts of equal
 * probability are always called alike: every curve here has one point for each probability that
 * occurs.
 */
public final class BinaryScores {
  private final double[] probabilities; // (N)
  private final boolean[] truths; // (N)
  private final int positives;
  private final int negatives;

  /** For each probability that occurs, from the greatest to the least. */
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
   * From probabilities and what was true.
   *
   * @param probabilities the probability of the positive label, (N), in [0, 1]; copied
   * @param truths whether the text has the positive label, (N); copied
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

  /**
   * Counts the texts that have the positive label.
   *
   * @return 1 or more
   */
  public int positives() {
    return positives;
  }

  /**
   * Counts the texts that do not have the positive label.
   *
   * @return 1 or more
   */
  public int negatives() {
    return negatives;
  }

  /**
   * Returns what a threshold brings.
   *
   * @param threshold the least probability that is called positive; may be greater than 1
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
   * Returns the threshold with the highest recall among those whose false positive rate is within a
   * bound, as in "block at most 0.1 % of ham"; of those with equal recall the highest threshold,
   * which has the lowest false positive rate. The threshold is a probability that occurs.
   *
   * <p>A rate cannot be measured more finely than 1 / {@link #negatives()}: with a bound below
   * that, no negative text may reach the threshold, which does not show that the rate on other
   * texts is as low. And a threshold fits the texts it was chosen on: how well it does on others is
   * to be measured on others, as a cross-validation with {@code chooseThreshold} does.
   *
   * @param maximum the bound, in [0, 1]; reached or not, never passed
   * @return the threshold and what it brings here; empty if no threshold within the bound reaches
   *     any positive text, because negative ones have the greatest probabilities, or equal ones
   * @throws IllegalArgumentException if the bound is out of range
   */
  public Optional<OperatingPoint> highestRecallAtFalsePositiveRate(double maximum) {
    Probabilities.check(maximum, "maximum");
    return points.stream()
        .filter(point -> point.falsePositiveRate() <= maximum && point.truePositives() > 0)
        .max(
            Comparator.comparingInt(OperatingPoint::truePositives)
                .thenComparingDouble(OperatingPoint::threshold));
  }

  /**
   * Returns precision and recall at every threshold.
   *
   * @return one point for each probability that occurs, from the greatest, so that recall rises; no
   *     point is added at recall 0
   */
  public List<OperatingPoint> precisionRecallCurve() {
    return points;
  }

  /**
   * Returns recall and false positive rate at every threshold: the receiver operating
   * characteristic.
   *
   * @return from (0, 0), where nothing is called positive, one point for each probability that
   *     occurs, from the greatest, to (1, 1)
   */
  public List<OperatingPoint> rocCurve() {
    List<OperatingPoint> curve = new ArrayList<>(points.size() + 1);
    curve.add(point(Double.POSITIVE_INFINITY, 0, 0));
    curve.addAll(points);
    return curve;
  }

  /**
   * Returns the area under the ROC curve: the fraction of pairs of a positive and a negative text
   * in which the positive one has the greater probability, equal ones counted half (the statistic
   * of Mann and Whitney, 1947, by their number).
   *
   * @return in [0, 1]; 1 if all are in order, 0.5 for random scores
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
   * Returns the mean precision over the steps of recall, Σ (R_i - R_(i-1))·P_i from the greatest
   * threshold on, without interpolation.
   *
   * @return in [0, 1]; the fraction of positive texts for random scores
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
   * Returns the mean squared difference between probability and truth (Brier, 1950, in the form for
   * one event).
   *
   * @return in [0, 1]; 0 is best
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
   * @param bins how many bins, 1 or more
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
   * Returns {@link #positives()}, by the name that what writes beans as JSON looks for.
   *
   * @return 1 or more
   */
  public int getPositives() {
    return positives;
  }

  /**
   * Returns {@link #negatives()}, by the name that what writes beans as JSON looks for.
   *
   * @return 1 or more
   */
  public int getNegatives() {
    return negatives;
  }

  /**
   * Returns {@link #rocAuc()}, by the name that what writes beans as JSON looks for.
   *
   * @return in [0, 1]
   */
  public double getRocAuc() {
    return rocAuc();
  }

  /**
   * Returns {@link #averagePrecision()}, by the name that what writes beans as JSON looks for.
   *
   * @return in [0, 1]
   */
  public double getAveragePrecision() {
    return averagePrecision();
  }

  /**
   * Returns {@link #brierScore()}, by the name that what writes beans as JSON looks for.
   *
   * @return in [0, 1]; 0 is best
   */
  public double getBrierScore() {
    return brierScore();
  }

  /** Scores are equal if the same probabilities met the same truths in the same order. */
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
   * Returns a summary: the number of texts and how well they are separated.
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
