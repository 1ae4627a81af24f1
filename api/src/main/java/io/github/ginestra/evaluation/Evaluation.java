package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The confusion matrix of a classifier's predictions and the scores that follow from it: accuracy,
 * precision, recall, F1, MCC. Immutable.
 *
 * <p>A score whose denominator is 0 is 0.
 */
public final class Evaluation {
  private final List<String> labels;
  private final LabelIndex index;
  private final int[][] confusion; // (L, L), rows: true label, columns: predicted label
  private final int[] supports; // (L), sums of rows
  private final int[] predicted; // (L), sums of columns
  private final int size;

  private Evaluation(List<String> labels, int[][] confusion) {
    this.labels = labels;
    this.confusion = confusion;
    index = new LabelIndex(labels);
    supports = new int[confusion.length];
    predicted = new int[confusion.length];
    for (int row = 0; row < confusion.length; row++) {
      for (int column = 0; column < confusion.length; column++) {
        supports[row] += confusion[row][column];
        predicted[column] += confusion[row][column];
      }
    }
    size = Arrays.stream(supports).sum();
  }

  /**
   * Evaluates a confusion matrix.
   *
   * @param labels the labels, (L), two or more, each once
   * @param confusion counts, (L, L): how many texts with the row's label were predicted to have the
   *     column's; 0 or more; copied
   * @return the evaluation
   * @throws IllegalArgumentException if the matrix is not L × L, a count negative, or there are not
   *     two different labels or more
   */
  public static Evaluation of(List<String> labels, int[][] confusion) {
    Checks.notNull(confusion, "confusion");
    List<String> copy = List.copyOf(labels);
    if (copy.size() < 2 || copy.stream().distinct().count() != copy.size()) {
      throw new IllegalArgumentException(
          "labels " + Printable.list(copy) + " must be two or more, and each stand once");
    }
    requireSquare(confusion, copy.size());
    return new Evaluation(copy, Arrays.stream(confusion).map(int[]::clone).toArray(int[][]::new));
  }

  private static void requireSquare(int[][] confusion, int size) {
    boolean square =
        confusion.length == size && Arrays.stream(confusion).allMatch(row -> row.length == size);
    if (!square) {
      throw new IllegalArgumentException(
          "confusion must be " + size + " × " + size + ", as many as there are labels");
    }
    if (Arrays.stream(confusion).flatMapToInt(Arrays::stream).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("confusion must not hold negative counts");
    }
  }

  /**
   * Evaluates predicted labels.
   *
   * @param labels all possible labels, (L), two or more, each once
   * @param expected the true label of each text, (N)
   * @param predicted the predicted label of each text, (N)
   * @return the evaluation
   * @throws IllegalArgumentException if the lists differ in length or contain a label that is not
   *     among {@code labels}
   */
  public static Evaluation of(List<String> labels, List<String> expected, List<String> predicted) {
    if (expected.size() != predicted.size()) {
      throw new IllegalArgumentException(
          "expected ("
              + expected.size()
              + " labels) and predicted ("
              + predicted.size()
              + ") must be as many");
    }
    LabelIndex index = new LabelIndex(labels);
    int[][] confusion = new int[labels.size()][labels.size()];
    for (int n = 0; n < expected.size(); n++) {
      confusion[index.require(expected.get(n), "")][index.require(predicted.get(n), "")]++;
    }
    return of(labels, confusion);
  }

  /**
   * Adds the counts of another evaluation, for example of another fold.
   *
   * @param other an evaluation over the same labels
   * @return the evaluation of all texts of both
   * @throws IllegalArgumentException if the labels differ
   */
  public Evaluation plus(Evaluation other) {
    if (!labels.equals(other.labels)) {
      throw new IllegalArgumentException(
          "labels differ: " + Printable.list(labels) + " and " + Printable.list(other.labels));
    }
    int[][] sum = new int[labels.size()][labels.size()];
    for (int row = 0; row < sum.length; row++) {
      for (int column = 0; column < sum.length; column++) {
        sum[row][column] = confusion[row][column] + other.confusion[row][column];
      }
    }
    return new Evaluation(labels, sum);
  }

  /** {@return the labels, (L), in the order of the confusion matrix} */
  public List<String> labels() {
    return labels;
  }

  /**
   * Returns one count of the confusion matrix.
   *
   * @param label the true label
   * @param predicted the predicted label
   * @return the number of texts
   * @throws IllegalArgumentException if one is not among {@link #labels()}
   */
  public int count(String label, String predicted) {
    Checks.notNull(predicted, "predicted");
    return confusion[index.require(label, "")][index.require(predicted, "")];
  }

  /**
   * {@return a copy of the confusion matrix, (L, L): rows are true labels, columns predicted ones}
   */
  public int[][] confusion() {
    return Arrays.stream(confusion).map(int[]::clone).toArray(int[][]::new);
  }

  /** {@return the number of texts, 0 or more} */
  public int size() {
    return size;
  }

  /** {@return the fraction of texts whose predicted label is the true one, in [0, 1]} */
  public double accuracy() {
    return Probabilities.ratio(correct(), size());
  }

  /**
   * Returns the accuracy of always predicting the most frequent true label, a baseline for {@link
   * #accuracy()}.
   *
   * @return in [0, 1]
   */
  public double majorityAccuracy() {
    return Probabilities.ratio(Arrays.stream(supports).max().orElse(0), size());
  }

  private int correct() {
    return IntStream.range(0, confusion.length).map(l -> confusion[l][l]).sum();
  }

  /**
   * Returns precision, recall, F1 and support of one label.
   *
   * @param label a label
   * @return its scores
   * @throws IllegalArgumentException if it is not among {@link #labels()}
   */
  public LabelScores scores(String label) {
    return scores(index.require(label, ""));
  }

  private LabelScores scores(int l) {
    double precision = Probabilities.ratio(confusion[l][l], predicted[l]);
    double recall = Probabilities.ratio(confusion[l][l], supports[l]);
    double f1 = Probabilities.ratio(2 * confusion[l][l], predicted[l] + supports[l]);
    return new LabelScores(precision, recall, f1, supports[l]);
  }

  /**
   * Returns the false positive rate of one label: the fraction of the texts without it that are
   * predicted to have it; for {@code "spam"}, the fraction of ham that would be blocked.
   *
   * @param label a label
   * @return in [0, 1]
   * @throws IllegalArgumentException if it is not among {@link #labels()}
   */
  public double falsePositiveRate(String label) {
    int l = index.require(label, "");
    return Probabilities.ratio(predicted[l] - confusion[l][l], size() - supports[l]);
  }

  /**
   * Returns the unweighted mean of the scores of the labels that occur, as true or as predicted
   * ones; as scikit-learn does.
   *
   * @return the mean, in which all these labels have the same weight; the support is the number of
   *     texts
   */
  public LabelScores macroAverage() {
    return average(l -> supports[l] + predicted[l] > 0 ? 1 : 0);
  }

  /**
   * {@return the mean of the labels' scores, weighted by their support, so that all texts have the
   * same weight; its support is the number of texts}
   */
  public LabelScores weightedAverage() {
    return average(l -> supports[l]);
  }

  private LabelScores average(IntToDoubleFunction weight) {
    return new LabelScores(
        mean(LabelScores::precision, weight),
        mean(LabelScores::recall, weight),
        mean(LabelScores::f1, weight),
        size());
  }

  private double mean(ToDoubleFunction<LabelScores> score, IntToDoubleFunction weight) {
    double sum = 0;
    double total = 0;
    for (int l = 0; l < confusion.length; l++) {
      sum += weight.applyAsDouble(l) * score.applyAsDouble(scores(l));
      total += weight.applyAsDouble(l);
    }
    return Probabilities.ratio(sum, total);
  }

  /**
   * Returns the Matthews correlation coefficient between true and predicted labels (Matthews, 1975;
   * for more than two labels Gorodkin, 2004). It is (c·s - Σ p_l·t_l) / √((s² - Σ p_l²)·(s² - Σ
   * t_l²)), for s texts, c of them correct, and for each label l, t_l texts that have it and p_l
   * that are predicted to have it.
   *
   * @return in [-1, 1]; 1 if all predictions are correct, 0 if they are no better than random ones
   */
  public double mcc() {
    double texts = size;
    double both = 0;
    double predictedSquares = 0;
    double trueSquares = 0;
    for (int l = 0; l < confusion.length; l++) {
      double given = predicted[l];
      double support = supports[l];
      both += given * support;
      predictedSquares += given * given;
      trueSquares += support * support;
    }
    double spread = Math.sqrt((texts * texts - predictedSquares) * (texts * texts - trueSquares));
    return Probabilities.ratio(correct() * texts - both, spread);
  }

  /**
   * Formats the scores as a table like scikit-learn's classification report.
   *
   * @return a row for each label, the accuracy, the two averages; four digits
   */
  public String report() {
    return Tables.report(this);
  }

  /**
   * Formats the confusion matrix as a table.
   *
   * @return a row for each true label, a column for each predicted one
   */
  public String confusionTable() {
    return Tables.confusion(this);
  }

  /**
   * Returns the {@link #labels()}; a bean property for JSON libraries.
   *
   * @return the labels in the order of the confusion matrix
   */
  public List<String> getLabels() {
    return labels();
  }

  /**
   * Returns the {@link #confusion()} matrix; a bean property for JSON libraries.
   *
   * @return a copy, (L, L)
   */
  public int[][] getConfusion() {
    return confusion();
  }

  /**
   * Returns the {@link #accuracy()}; a bean property for JSON libraries.
   *
   * @return in [0, 1]
   */
  public double getAccuracy() {
    return accuracy();
  }

  /**
   * Returns the {@link #mcc()}; a bean property for JSON libraries.
   *
   * @return in [-1, 1]
   */
  public double getMcc() {
    return mcc();
  }

  /** Equal if labels and counts are equal, in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Evaluation that
        && labels.equals(that.labels)
        && Arrays.deepEquals(confusion, that.confusion);
  }

  @Override
  public int hashCode() {
    return 31 * labels.hashCode() + Arrays.deepHashCode(confusion);
  }

  /**
   * Returns accuracy and MCC on one line.
   *
   * @return for example {@code accuracy 0.9932, MCC 0.9704 over 5574 texts}
   */
  @Override
  public String toString() {
    return Tables.summary(this);
  }

  /**
   * Precision, recall and F1 of one label, or their average over labels.
   *
   * @param precision the fraction of the texts predicted to have the label that have it, in [0, 1];
   *     0 if there are none
   * @param recall the fraction of the texts with the label that are predicted to have it, in [0,
   *     1]; 0 if there are none
   * @param f1 the harmonic mean of precision and recall, in [0, 1]; 0 if both are 0
   * @param support the number of texts with the label
   */
  public record LabelScores(double precision, double recall, double f1, int support) {}
}
