package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * How far probabilities can be taken at their word: claims are sorted by their probability into
 * bins of equal width, and in each bin the mean probability is compared with the fraction of
 * predictions that came true (Guo et al., <i>On Calibration of Modern Neural Networks</i>, 2017).
 * Of M bins, bin m holds the probabilities in ((m - 1) / M, m / M], the first 0 too.
 *
 * @param bins the bins, (M), from 0 to 1; empty ones too
 */
public record ReliabilityDiagram(List<Bin> bins) {
  /** The number of bins where none is given, as in the paper. */
  public static final int DEFAULT_BINS = 15;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are no bins
   */
  public ReliabilityDiagram {
    bins = List.copyOf(bins);
    Checks.positive(bins.size(), "bins");
  }

  /**
   * The claims of some probabilities.
   *
   * @param count how many there are, 0 or more
   * @param meanProbability the mean of their probabilities; 0 if there are none
   * @param shareTrue the fraction that is true; 0 if there are none
   */
  public record Bin(int count, double meanProbability, double shareTrue) {

    /**
     * Returns the absolute difference of the mean probability and the fraction that is true.
     *
     * @return in [0, 1]
     */
    public double gap() {
      return Math.abs(meanProbability - shareTrue);
    }
  }

  /**
   * Sorts claims into bins.
   *
   * @param probabilities the probability of each claim, (N), in [0, 1]
   * @param truths whether it came true, (N)
   * @param bins how many bins, M, 1 or more
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
    List<Bin> list = new ArrayList<>(bins);
    for (int m = 0; m < bins; m++) {
      double count = Math.max(1, counts[m]);
      list.add(new Bin(counts[m], sums[m] / count, hits[m] / count));
    }
    return new ReliabilityDiagram(list);
  }

  /**
   * Returns the mean of the bins' {@linkplain Bin#gap() gaps}, each counted as often as the bin has
   * claims.
   *
   * @return in [0, 1]; 0 for probabilities that can be taken at their word
   */
  public double expectedCalibrationError() {
    long size = bins.stream().mapToLong(Bin::count).sum();
    return bins.stream().mapToDouble(bin -> bin.count() * bin.gap()).sum() / Math.max(1, size);
  }
}
