package io.github.ginestra.selection;

import io.github.ginestra.internal.Checks;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * Where numbers lie that were measured several times.
 *
 * @param mean their mean
 * @param standardDeviation the sample's, with n - 1 below; 0 for a single number
 * @param median the one in the middle, or the mean of the two in the middle
 */
public record Spread(double mean, double standardDeviation, double median) {

  /**
   * Of numbers.
   *
   * @param numbers one or more
   * @return where they lie
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
