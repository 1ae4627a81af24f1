package io.github.ginestra.evaluation;

import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a classifier made of examples whose labels are known: the confusion matrix and the scores
 * that follow from it. Immutable.
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
   * From a confusion matrix.
   *
   * @param labels the labels, (L), two or more, each once
   * @param confusion counts, (L, L): how many texts of the row's label were given the column's;
   *     zero or more; copied
   * @return the evaluation
   * @throws IllegalArgumentException if the matrix is not L × L, a count negative, or there are not
   *     two different labels or more
   */
  public static Evaluation of(List<String> labels, int[][] confusion) {
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
   * From labels side by side.
   *
   * @param labels the labels that may occur, (L), two or more, each once
   * @param expected the true label of each text, (N)
   * @param predicted the predicted label of each text, (N)
   * @return the evaluation
   * @throws IllegalArgumentException if the lists differ in length or hold a label that is not
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
   * Adds the counts of another evaluation, as over the folds of a cross-validation.
   *
   * @param other an evaluation over the same labels
   * @return the evaluation of both
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

  /**
   * Returns the labels.
   *
   * @return the labels, (L), in the order of the confusion matrix
   */
  public List<String> labels() {
    return labels;
  }

  /**
   * Counts the texts of one label that were given another.
   *
   * @param label the true label
   * @param predicted the predicted label
   * @return how many
   * @throws IllegalArgumentException if one is not among {@link #labels()}
   */
  public int count(String label, String predicted) {
    return confusion[index.require(label, "")][index.require(predicted, "")];
  }

  /**
   * Returns the confusion matrix.
   *
   * @return a copy, (L, L): rows are true labels, columns predicted ones
   */
  public int[][] confusion() {
    return Arrays.stream(confusion).map(int[]::clone).toArray(int[][]::new);
  }

  /**
   * Counts the texts.
   *
   * @return how many texts were classified
   */
  public int size() {
    return size;
  }

  /**
   * Returns the fraction of texts that were given their own label.
   *
   * @return in [0, 1]
   */
  public double accuracy() {
    return ratio(correct(), size());
  }

  private int correct() {
    int correct = 0;
    for (int l = 0; l < confusion.length; l++) {
      correct += confusion[l][l];
    }
    return correct;
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
    double precision = ratio(confusion[l][l], predicted[l]);
    double recall = ratio(confusion[l][l], supports[l]);
    double f1 = ratio(2 * confusion[l][l], predicted[l] + supports[l]);
    return new LabelScores(precision, recall, f1, supports[l]);
  }

  /**
   * Returns the fraction of the texts without a label that were given it: for {@code "spam"}, the
   * fraction of ham that would be blocked.
   *
   * @param label a label
   * @return in [0, 1]
   * @throws IllegalArgumentException if it is not among {@link #labels()}
   */
  public double falsePositiveRate(String label) {
    int l = index.require(label, "");
    return ratio(predicted[l] - confusion[l][l], size() - supports[l]);
  }

  /**
   * Returns the plain mean of the labels' scores.
   *
   * @return each label counts alike; the support is the number of texts
   */
  public LabelScores macroAverage() {
    return average(scores -> 1);
  }

  /**
   * Returns the mean of the labels' scores, weighted by their support.
   *
   * @return each text counts alike; the support is the number of texts
   */
  public LabelScores weightedAverage() {
    return average(LabelScores::support);
  }

  private LabelScores average(ToDoubleFunction<LabelScores> weight) {
    return new LabelScores(
        mean(LabelScores::precision, weight),
        mean(LabelScores::recall, weight),
        mean(LabelScores::f1, weight),
        size());
  }

  private double mean(ToDoubleFunction<LabelScores> score, ToDoubleFunction<LabelScores> weight) {
    double sum = 0;
    double total = 0;
    for (int l = 0; l < confusion.length; l++) {
      LabelScores scores = scores(l);
      sum += weight.applyAsDouble(scores) * score.applyAsDouble(scores);
      total += weight.applyAsDouble(scores);
    }
    return ratio(sum, total);
  }

  /**
   * Returns Matthews' correlation coefficient between true and predicted labels (Matthews, 1975;
   * for more than two labels Gorodkin, 2004): (c·s - Σ p_l·t_l) / √((s² - Σ p_l²)·(s² - Σ t_l²)),
   * with s texts, c of them right, and for each label t_l texts that have it and p_l that were
   * given it.
   *
   * @return in [-1, 1]; 1 if all are right, 0 if no better than random
   */
  public double matthewsCorrelation() {
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
    return ratio(correct() * texts - both, spread);
  }

  private static double ratio(double numerator, double denominator) {
    return denominator == 0 ? 0 : numerator / denominator;
  }

  /**
   * Returns the scores as a table in the format of scikit-learn's classification report.
   *
   * @return a row for each label, the accuracy, the two averages; four digits
   */
  public String report() {
    return Tables.report(this);
  }

  /**
   * Prints the confusion matrix as a table.
   *
   * @return a row for each true label, a column for each predicted one
   */
  public String confusionTable() {
    return Tables.confusion(this);
  }

  /**
   * Returns the {@link #labels()}, by the name that what writes beans as JSON looks for.
   *
   * @return the labels in the order of the confusion matrix
   */
  public List<String> getLabels() {
    return labels();
  }

  /**
   * Returns the {@link #confusion()} matrix, by the name that what writes beans as JSON looks for.
   *
   * @return a copy, (L, L)
   */
  public int[][] getConfusion() {
    return confusion();
  }

  /**
   * Returns the {@link #accuracy()}, by the name that what writes beans as JSON looks for.
   *
   * @return in [0, 1]
   */
  public double getAccuracy() {
    return accuracy();
  }

  /**
   * Returns the {@link #matthewsCorrelation()}, by the name that what writes beans as JSON looks
   * for.
   *
   * @return in [-1, 1]
   */
  public double getMatthewsCorrelation() {
    return matthewsCorrelation();
  }

  /** Evaluations are equal if they count the same for the same labels in the same order. */
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
   * Prints accuracy and Matthews' correlation.
   *
   * @return a short line
   */
  @Override
  public String toString() {
    return Tables.summary(this);
  }
}
