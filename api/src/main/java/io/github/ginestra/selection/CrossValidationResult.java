package io.github.ginestra.selection;

import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The result of a cross-validation: that of each fold, and means and standard deviations over the
 * folds. Immutable.
 *
 * <p>The models of one seed share most of their training examples, so the standard deviation over
 * their folds says how much a figure depends on the examples tested. It is not the error of the
 * mean.
 *
 * @param folds the results of the folds, one or more: the folds of the first seed in order, then
 *     those of the next
 */
public record CrossValidationResult(List<FoldResult> folds) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are none
   */
  public CrossValidationResult {
    folds = List.copyOf(folds);
    if (folds.isEmpty()) {
      throw new IllegalArgumentException("folds must not be empty");
    }
  }

  /**
   * Collects the results of folds.
   *
   * @param folds one or more; their order is kept
   * @return the result
   * @throws IllegalArgumentException if there are none
   */
  public static CrossValidationResult of(List<FoldResult> folds) {
    return new CrossValidationResult(folds);
  }

  /** {@return the seeds, each once, in order} */
  public List<Long> seeds() {
    return folds.stream().map(FoldResult::seed).distinct().toList();
  }

  /**
   * Picks the folds of one seed.
   *
   * @param seed one of {@link #seeds()}
   * @return the result of this seed
   * @throws IllegalArgumentException if it is none of them
   */
  public CrossValidationResult ofSeed(long seed) {
    List<FoldResult> picked = folds.stream().filter(fold -> fold.seed() == seed).toList();
    if (picked.isEmpty()) {
      throw new IllegalArgumentException("seed (" + seed + ") is not among " + seeds());
    }
    return new CrossValidationResult(picked);
  }

  /**
   * Returns the out-of-fold predictions: for each example, that of the model that did not learn
   * from its fold.
   *
   * @return one prediction for each example, in the order of the examples
   * @throws IllegalStateException if there are several seeds, so that each example was tested
   *     several times; {@link #ofSeed} picks one
   */
  public Predictions predictions() {
    if (seeds().size() > 1) {
      throw new IllegalStateException(
          "each example was tested once for each of the seeds "
              + seeds()
              + "; pick one by ofSeed(seed)");
    }
    List<Prediction> all = new ArrayList<>();
    folds.forEach(fold -> fold.predictions().forEach(all::add));
    all.sort(Comparator.comparingInt(Prediction::index));
    return Predictions.of(all);
  }

  /**
   * Measures each fold.
   *
   * @param measure from a fold to a figure, as in {@code fold ->
   *     fold.evaluation().scores("spam").f1()}
   * @return mean and standard deviation over the folds of all seeds
   */
  public Spread overFolds(ToDoubleFunction<FoldResult> measure) {
    return Spread.of(folds.stream().map(measure::applyAsDouble).toList());
  }

  /**
   * Measures each fold, and takes the mean over each seed's folds.
   *
   * @param measure from a fold to a figure
   * @return mean and standard deviation of the seeds' means: how much the figure depends on the
   *     random folds and initial weights
   */
  public Spread overSeeds(ToDoubleFunction<FoldResult> measure) {
    return Spread.of(seeds().stream().map(seed -> ofSeed(seed).overFolds(measure).mean()).toList());
  }

  /**
   * Returns every metric of {@link Predictions#metrics()} over the folds of all seeds.
   *
   * @return name → mean and standard deviation; unmodifiable
   */
  public Map<String, Spread> metrics() {
    return spreads(folds.stream().map(fold -> fold.predictions().metrics()).toList());
  }

  /**
   * Returns every metric of {@link ThresholdChoice#metrics()} over the folds of all seeds. The
   * {@code tested} values are what to expect of a threshold; the {@code chosen} ones are too
   * optimistic. If a fold's threshold is infinite, so is the mean, and the standard deviation is
   * not a number; the median still has a meaning.
   *
   * @return name → mean and standard deviation; unmodifiable; empty if no thresholds were chosen
   */
  public Map<String, Spread> thresholdMetrics() {
    return spreads(
        folds.stream().flatMap(fold -> fold.threshold().stream()).map(t -> t.metrics()).toList());
  }

  private static Map<String, Spread> spreads(List<Map<String, Double>> each) {
    if (each.isEmpty()) {
      return Map.of();
    }
    Set<String> names = new LinkedHashSet<>(each.get(0).keySet());
    each.forEach(metrics -> names.retainAll(metrics.keySet()));
    Map<String, Spread> spreads = new LinkedHashMap<>();
    for (String name : names) {
      spreads.put(name, Spread.of(each.stream().map(metrics -> metrics.get(name)).toList()));
    }
    return Collections.unmodifiableMap(spreads);
  }

  /**
   * Prints every metric as a table and, if thresholds were chosen, the scores of each fold's
   * threshold.
   *
   * @return a row for each of {@link #metrics()}, with mean and standard deviation; then, if
   *     thresholds were chosen, a row for each fold with its {@link ThresholdChoice#metrics()}, and
   *     one each for their means and standard deviations. Numbers have four digits; a threshold
   *     that no text reaches is "none"
   */
  public String report() {
    return CrossValidationTables.report(this);
  }

  /** {@return accuracy and Matthews' correlation in a short line} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "accuracy %s, MCC %s over %d folds",
        overFolds(fold -> fold.evaluation().accuracy()),
        overFolds(fold -> fold.evaluation().mcc()),
        folds.size());
  }

  /**
   * The mean and the spread of a figure that was measured several times.
   *
   * @param mean their mean
   * @param standardDeviation the standard deviation of the sample, with the denominator n - 1; 0
   *     for a single number
   * @param median the one in the middle, or the mean of the two in the middle
   */
  public record Spread(double mean, double standardDeviation, double median) {

    /**
     * Computes mean, standard deviation and median.
     *
     * @param numbers one or more
     * @return their spread
     * @throws IllegalArgumentException if there are none
     */
    public static Spread of(Collection<Double> numbers) {
      if (Checks.notNull(numbers, "numbers").isEmpty()) {
        throw new IllegalArgumentException("numbers must not be empty");
      }
      double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int n = sorted.length;
      double mean = Arrays.stream(sorted).sum() / n;
      double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
      double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
      return new Spread(mean, n == 1 ? 0 : Math.sqrt(squares / (n - 1)), median);
    }

    /**
     * Prints mean and standard deviation.
     *
     * @return for example {@code 0.9924 ± 0.0018}
     */
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.4f ± %.4f", mean, standardDeviation);
    }
  }

  /**
   * A threshold that was chosen on some examples, and its scores on others.
   *
   * @param chosen the threshold, with its scores on the examples on which it was chosen; it is
   *     infinite if no threshold was within the bound, so that nothing is predicted positive
   * @param tested the same threshold, with its scores on examples that had no part in the choice
   */
  public record ThresholdChoice(OperatingPoint chosen, OperatingPoint tested) {

    /** Refuses null. */
    public ThresholdChoice {
      Checks.notNull(chosen, "chosen");
      Checks.notNull(tested, "tested");
    }

    /**
     * Chooses a threshold and tests it.
     *
     * @param choice what it is chosen on
     * @param test what it is tested on
     * @param maximumFalsePositiveRate the bound, in [0, 1]
     * @return the threshold with the {@linkplain BinaryScores#highestRecallAtFalsePositiveRate
     *     highest recall} within the bound
     * @throws IllegalArgumentException if the bound is out of range
     */
    public static ThresholdChoice of(
        BinaryScores choice, BinaryScores test, double maximumFalsePositiveRate) {
      OperatingPoint chosen =
          choice
              .highestRecallAtFalsePositiveRate(maximumFalsePositiveRate)
              .orElseGet(() -> choice.at(Double.POSITIVE_INFINITY));
      return new ThresholdChoice(chosen, test.at(chosen.threshold()));
    }

    /**
     * Returns the threshold and its scores by name: {@code threshold}; {@code chosen recall},
     * {@code chosen falsePositiveRate} and {@code chosen precision}; the same with {@code tested}.
     *
     * @return name → value, in that order; unmodifiable
     */
    public Map<String, Double> metrics() {
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("threshold", chosen.threshold());
      put(metrics, "chosen", chosen);
      put(metrics, "tested", tested);
      return Collections.unmodifiableMap(metrics);
    }

    private static void put(Map<String, Double> metrics, String where, OperatingPoint point) {
      metrics.put(where + " recall", point.recall());
      metrics.put(where + " falsePositiveRate", point.falsePositiveRate());
      metrics.put(where + " precision", point.precision());
    }
  }
}
