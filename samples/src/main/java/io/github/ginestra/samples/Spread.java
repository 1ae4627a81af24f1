package io.github.ginestra.samples;

import java.util.Arrays;
import java.util.Collection;

/**
 * Where numbers lie.
 *
 * @param mean their mean
 * @param standardDeviation the sample's, with n - 1 below; 0 for a single number
 * @param median the one in the middle, or the mean of the two in the middle
 */
record Spread(double mean, double standardDeviation, double median) {

  /** Of one number or more. */
  static Spread of(Collection<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Spread(mean, n == 1 ? 0 : Math.sqrt(squares / (n - 1)), median);
  }
}
