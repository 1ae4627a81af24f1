package io.github.ginestra.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * What JMH measured.
 *
 * @param all the benchmarks, in the order in which they were run
 */
record Scores(List<Score> all) {

  /**
   * Finds a benchmark.
   *
   * @param name {@code Class.method}
   * @param parameters values of its parameters
   * @throws IllegalStateException if it was not run
   */
  Score get(String name, String... parameters) {
    return all.stream()
        .filter(score -> score.is(name, parameters))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name + " was not measured with " + Arrays.toString(parameters)));
  }
}
