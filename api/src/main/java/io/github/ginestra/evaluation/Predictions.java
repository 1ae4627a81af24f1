package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.Printable;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a classifier said of examples whose labels are known, and all that follows from it.
 * Immutable. Jackson writes it as an array of its {@link Prediction}s.
 */
public final class Predictions implements Iterable<Prediction> {
  private final List<String> labels;
  private final LabelIndex index;
  private final List<Prediction> predictions;

  private Predictions(List<String> labels, List<Prediction> predictions) {
    this.labels = labels;
    index = new LabelIndex(labels);
    this.predictions = predictions;
  }

  /**
   * Of predictions.
   *
   * @param predictions one or more, all with the same labels; their order is kept
   * @return the predictions
   * @throws IllegalArgumentException if there are none, or their labels differ
   */
  public static Predictions of(List<Prediction> predictions) {
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
    return new Predictions(List.copyOf(new TreeSet<>(labels)), copy);
  }

  /**
   * Returns the labels.
   *
   * @return every label that has a probability, in natural order
   */
  public List<String> labels() {
    return labels;
  }

  /**
   * Counts the predictions.
   *
   * @return 1 or more
   */
  public int size() {
    return predictions.size();
  }

  /**
   * Returns one prediction.
   *
   * @param index its place, from 0
   * @return the prediction
   * @throws IndexOutOfBoundsException if there is none at that place
   */
  public Prediction get(int index) {
    return predictions.get(index);
  }

  @Override
  public Iterator<Prediction> iterator() {
    return predictions.iterator();
  }

  /**
   * Goes through the predictions.
   *
   * @return the predictions in order
   */
  public Stream<Prediction> stream() {
    return predictions.stream();
  }

  /**
   * Compares the most probable labels with the true ones.
   *
   * @return the confusion matrix and what follows from it
   * @throws IllegalArgumentException if there are fewer than two labels
   */
  public Evaluation evaluation() {
    return Evaluation.of(
        labels,
        predictions.stream().map(Prediction::label).toList(),
        predictions.stream().map(Prediction::predicted).toList());
  }

  /**
   * Scores the probability of one label, against all others.
   *
   * @param positive the label, for example {@code "spam"}
   * @return curves, areas under them, thresholds
   * @throws IllegalArgumentException if it is not among {@link #labels()}, or no example has it, or
   *     every one
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
   * Returns the mean of -ln of the true label's probability: the cross-entropy, or negative
   * log-likelihood.
   *
   * @return in nats, 0 or more; a probability of 0 counts as the least normal double, {@link
   *     Double#MIN_NORMAL}
   */
  public double logLoss() {
    return predictions.stream()
        .mapToDouble(p -> -Math.log(Math.max(p.probability(p.label()), Double.MIN_NORMAL)))
        .average()
        .orElseThrow();
  }

  /**
   * Compares the probabilities of the most probable labels with the fraction of examples for which
   * they are the true ones.
   *
   * @param bins how many bins, 1 or more
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
   * Returns every metric by its name: {@code accuracy}, {@code mcc}, {@code macroF1}, {@code
   * weightedF1}, {@code logLoss}, {@code expectedCalibrationError}; then for each label, as in
   * {@code recall spam}: {@code precision}, {@code recall}, {@code f1}, {@code falsePositiveRate}
   * and, where some examples have the label and some do not, {@code rocAuc}, {@code
   * averagePrecision}, {@code brierScore}.
   *
   * @return name → value, in that order; unmodifiable
   */
  public Map<String, Double> metrics() {
    Evaluation evaluation = evaluation();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", evaluation.accuracy());
    metrics.put("mcc", evaluation.matthewsCorrelation());
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

  /** Predictions are equal if they are the same in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Predictions that && predictions.equals(that.predictions);
  }

  @Override
  public int hashCode() {
    return predictions.hashCode();
  }

  /**
   * Says how many there are and how good they are.
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
}
