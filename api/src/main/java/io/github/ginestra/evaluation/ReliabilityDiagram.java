package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * A reliability diagram, which shows how well probabilities are calibrated: predictions are sorted
 * by their probability into bins of equal width, and in each bin the mean probability is compared
 * with the fraction of predictions that are correct (Guo et al., <i>On Calibration of Modern Neural
 * Networks</i>, 2017). Of M bins, bin m contains the probabilities in ((m - 1) / M, m / M], the
 * first one also 0.
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
   * @throws IllegalArgumentException if the arrays differ in length, a probability is out of range,
   *     or there are no bins
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
