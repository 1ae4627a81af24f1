package io.github.ginestra.evaluation;

import io.github.ginestra.evaluation.Evaluation.LabelScores;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A classifier's predictions for examples whose labels are known, and the metrics that follow from
 * them. Immutable. Jackson writes it as an array of its {@link Prediction}s.
 */
public final class Predictions implements Iterable<Prediction> {
  private final List<String> labels;
  private final LabelIndex index;
  private final List<Prediction> predictions;
  private final List<String> warnings;

  private Predictions(List<String> labels, List<Prediction> predictions, List<String> warnings) {
    this.labels = labels;
    index = new LabelIndex(labels);
    this.predictions = predictions;
    this.warnings = warnings;
  }

  /**
   * Collects predictions in their order.
   *
   * @param predictions one or more, all with the same labels
   * @return the predictions
   * @throws IllegalArgumentException if there are none, or their labels differ
   */
  public static Predictions of(List<Prediction> predictions) {
    return of(predictions, List.of());
  }

  /**
   * Collects predictions in their order, with what is suspicious about the examples.
   *
   * @param predictions one or more, all with the same labels
   * @param warnings sentences that {@link #warnings()} begins with
   * @return the predictions
   * @throws IllegalArgumentException if there are none, or their labels differ
   */
  public static Predictions of(List<Prediction> predictions, List<String> warnings) {
    Checks.notNull(warnings, "warnings");
    List<Prediction> copy = List.copyOf(predictions);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("predictions must not be empty");
    }
    Set<String> labels = copy.get(0).probabilities().keySet();
    for (Prediction prediction : copy) {
      if (!prediction.probabilities().keySet().equals(labels)) {
        throw new IllegalArgumentException(
            "labels differ: "
                + Printable.list(labels)
                + " and "
                + Printable.list(prediction.probabilities().keySet()));
      }
    }
    return new Predictions(List.copyOf(new TreeSet<>(labels)), copy, List.copyOf(warnings));
  }

  /**
   * Reports what makes the figures doubtful: examples that the classifier has learned from, labels
   * that it has not learned, one label predicted for all texts, and an accuracy no higher than
   * {@link Evaluation#majorityAccuracy()}.
   *
   * @return a sentence for each; empty if nothing is suspicious
   */
  public List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(PredictionWarnings.of(predictions));
    return Collections.unmodifiableList(all);
  }

  /** {@return every label that has a probability, in natural order} */
  public List<String> labels() {
    return labels;
  }

  /** {@return the number of predictions, 1 or more} */
  public int size() {
    return predictions.size();
  }

  /**
   * Returns one prediction.
   *
   * @param index its index, from 0
   * @return the prediction
   * @throws IndexOutOfBoundsException if there is no such index
   */
  public Prediction get(int index) {
    return predictions.get(index);
  }

  @Override
  public Iterator<Prediction> iterator() {
    return predictions.iterator();
  }

  /** {@return the predictions in order} */
  public Stream<Prediction> stream() {
    return predictions.stream();
  }

  /**
   * Compares the most probable labels with the true ones. A label that the classifier has not
   * learned is among the labels of the evaluation, and its examples count as wrong.
   *
   * @return the confusion matrix and its scores
   * @throws IllegalArgumentException if there are fewer than two labels
   */
  public Evaluation evaluation() {
    Set<String> all = new TreeSet<>(labels);
    predictions.forEach(prediction -> all.add(prediction.label()));
    return Evaluation.of(
        List.copyOf(all),
        predictions.stream().map(Prediction::label).toList(),
        predictions.stream().map(Prediction::predicted).toList());
  }

  /**
   * Scores the probability of one label against all others.
   *
   * @param positive the label, for example {@code "spam"}
   * @return curves, areas under them, thresholds
   * @throws IllegalArgumentException if it is not among {@link #labels()}, or no example or every
   *     example has it
   */
  public BinaryScores binary(String positive) {
    String label = labels.get(index.require(Checks.notNull(positive, "positive"), ""));
    boolean[] truths = new boolean[size()];
    double[] probabilities = new double[size()];
    for (int n = 0; n < size(); n++) {
      truths[n] = get(n).label().equals(label);
      probabilities[n] = get(n).probability(label);
    }
    return BinaryScores.of(probabilities, truths);
  }

  /**
   * Returns the log loss (cross-entropy, negative log-likelihood): the mean of -ln p of the true
   * label's probability p, over the examples whose label the classifier has learned.
   *
   * @return in nats, 0 or more; a probability of 0 counts as {@link Double#MIN_NORMAL}; NaN if no
   *     example has a label that was learned
   */
  public double logLoss() {
    return predictions.stream()
        .filter(Prediction::isLabelKnown)
        .mapToDouble(p -> -Math.log(Math.max(p.trueProbability(), Double.MIN_NORMAL)))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * Compares the probabilities of the most probable labels with the fraction of examples for which
   * they are the true ones.
   *
   * @param bins the number of bins, 1 or more
   * @return the diagram
   * @throws IllegalArgumentException if there are no bins
   */
  public ReliabilityDiagram reliability(int bins) {
    boolean[] truths = new boolean[size()];
    double[] confidences = new double[size()];
    for (int n = 0; n < size(); n++) {
      truths[n] = get(n).isRight();
      confidences[n] = get(n).probability(get(n).predicted());
    }
    return ReliabilityDiagram.of(confidences, truths, bins);
  }

  /**
   * Returns the {@linkplain ReliabilityDiagram#expectedCalibrationError() expected calibration
   * error} of the most probable labels, over {@value ReliabilityDiagram#DEFAULT_BINS} bins.
   *
   * @return in [0, 1]; 0 is best
   */
  public double expectedCalibrationError() {
    return reliability(ReliabilityDiagram.DEFAULT_BINS).expectedCalibrationError();
  }

  /**
   * Returns how accurate the classifier is on the texts that it answers, if it rejects those whose
   * most probable label is less probable than a threshold (El-Yaniv and Wiener, 2010).
   *
   * @return a point for each probability of a predicted label, the threshold ascending;
   *     unmodifiable
   */
  public List<Coverage> coverage() {
    return RiskCoverage.of(predictions);
  }

  /**
   * Chooses a threshold for {@code SequenceClassifier.rejectBelow}: the lowest at which the answers
   * are as accurate as wanted. The predictions must be of texts that the classifier has not learned
   * from, for example those of a cross-validation.
   *
   * @param accuracy the fraction of answers that are to be right, in [0, 1]; not checked
   * @return the threshold, in [0, 1]; empty if no threshold reaches the accuracy
   */
  public OptionalDouble rejectionThreshold(double accuracy) {
    return coverage().stream()
        .filter(point -> point.accuracy() >= accuracy)
        .mapToDouble(Coverage::threshold)
        .findFirst();
  }

  /**
   * The effect of a rejection threshold.
   *
   * @param threshold the probability from which on a text is answered
   * @param coverage the fraction of texts that are answered, in (0, 1]
   * @param accuracy the fraction of right answers among them, in [0, 1]
   */
  public record Coverage(double threshold, double coverage, double accuracy) {}

  /**
   * Returns every metric by its name: {@code accuracy}, {@code mcc}, {@code macroF1}, {@code
   * weightedF1}, {@code logLoss}, {@code expectedCalibrationError}. Then for each label, as in
   * {@code recall spam}: {@code precision}, {@code recall}, {@code f1}, {@code falsePositiveRate}
   * and, if some examples have the label and some do not, {@code rocAuc}, {@code averagePrecision},
   * {@code brierScore}.
   *
   * @return name → value, in that order; unmodifiable
   */
  public Map<String, Double> metrics() {
    Evaluation evaluation = evaluation();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", evaluation.accuracy());
    metrics.put("mcc", evaluation.mcc());
    metrics.put("macroF1", evaluation.macroAverage().f1());
    metrics.put("weightedF1", evaluation.weightedAverage().f1());
    metrics.put("logLoss", logLoss());
    metrics.put("expectedCalibrationError", expectedCalibrationError());
    for (String label : labels) {
      LabelScores scores = evaluation.scores(label);
      metrics.put("precision " + label, scores.precision());
      metrics.put("recall " + label, scores.recall());
      metrics.put("f1 " + label, scores.f1());
      metrics.put("falsePositiveRate " + label, evaluation.falsePositiveRate(label));
      if (scores.support() > 0 && scores.support() < size()) {
        BinaryScores binary = binary(label);
        metrics.put("rocAuc " + label, binary.rocAuc());
        metrics.put("averagePrecision " + label, binary.averagePrecision());
        metrics.put("brierScore " + label, binary.brierScore());
      }
    }
    return Collections.unmodifiableMap(metrics);
  }

  /** Equal if they are the same predictions in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Predictions that && predictions.equals(that.predictions);
  }

  @Override
  public int hashCode() {
    return predictions.hashCode();
  }

  /**
   * Returns the number of predictions and of correct ones.
   *
   * @return for example {@code 5574 predictions of [ham, spam], 5530 of them right}
   */
  @Override
  public String toString() {
    return size()
        + " predictions of "
        + labels
        + ", "
        + predictions.stream().filter(Prediction::isRight).count()
        + " of them right";
  }

  /**
   * A reliability diagram, which shows how well probabilities are calibrated. Predictions are
   * sorted by their probability into bins of equal width, and in each bin the mean probability is
   * compared with the fraction of predictions that are correct (Guo et al., <i>On Calibration of
   * Modern Neural Networks</i>, 2017). Of M bins, bin m contains the probabilities in ((m - 1) / M,
   * m / M], the first one also 0.
   *
   * @param counts the number of predictions in each bin, (M), 0 or more
   * @param meanProbabilities the mean of their probabilities, (M), in [0, 1]; 0 for an empty bin
   * @param trueFractions the fraction of them that are correct, (M), in [0, 1]; 0 for an empty bin
   */
  public record ReliabilityDiagram(
      List<Integer> counts, List<Double> meanProbabilities, List<Double> trueFractions) {
    /** The default number of bins, as in the paper. */
    public static final int DEFAULT_BINS = 15;

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there are no bins, or the lists differ in length
     */
    public ReliabilityDiagram {
      counts = List.copyOf(counts);
      meanProbabilities = List.copyOf(meanProbabilities);
      trueFractions = List.copyOf(trueFractions);
      Checks.positive(counts.size(), "bins");
      if (counts.size() != meanProbabilities.size() || counts.size() != trueFractions.size()) {
        throw new IllegalArgumentException(
            "counts ("
                + counts.size()
                + "), meanProbabilities ("
                + meanProbabilities.size()
                + ") and trueFractions ("
                + trueFractions.size()
                + ") must have one value for each bin");
      }
    }

    /**
     * Sorts predictions into bins.
     *
     * @param probabilities the probability of each prediction, (N), in [0, 1]
     * @param truths whether it is correct, (N)
     * @param bins the number of bins, M, 1 or more
     * @return the diagram
     * @throws IllegalArgumentException if the arrays differ in length, a probability is out of
     *     range, or there are no bins
     */
    public static ReliabilityDiagram of(double[] probabilities, boolean[] truths, int bins) {
      Checks.positive(bins, "bins");
      Probabilities.check(probabilities, truths);
      int[] counts = new int[bins];
      int[] hits = new int[bins];
      double[] sums = new double[bins];
      for (int n = 0; n < probabilities.length; n++) {
        int bin = Math.max(0, (int) Math.ceil(probabilities[n] * bins) - 1);
        counts[bin]++;
        hits[bin] += truths[n] ? 1 : 0;
        sums[bin] += probabilities[n];
      }
      return of(counts, hits, sums);
    }

    private static ReliabilityDiagram of(int[] counts, int[] hits, double[] sums) {
      List<Integer> sizes = new ArrayList<>();
      List<Double> means = new ArrayList<>();
      List<Double> fractions = new ArrayList<>();
      for (int m = 0; m < counts.length; m++) {
        double count = Math.max(1, counts[m]);
        sizes.add(counts[m]);
        means.add(sums[m] / count);
        fractions.add(hits[m] / count);
      }
      return new ReliabilityDiagram(sizes, means, fractions);
    }

    /**
     * Returns the expected calibration error: the mean difference between the mean probability of a
     * bin and its fraction of correct predictions, weighted by the number of predictions.
     *
     * @return in [0, 1]; 0 for perfectly calibrated probabilities
     */
    public double expectedCalibrationError() {
      double sum = 0;
      long size = 0;
      for (int m = 0; m < counts.size(); m++) {
        sum += counts.get(m) * Math.abs(meanProbabilities.get(m) - trueFractions.get(m));
        size += counts.get(m);
      }
      return sum / Math.max(1, size);
    }
  }
}
