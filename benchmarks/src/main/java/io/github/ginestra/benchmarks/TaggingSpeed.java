package io.github.ginestra.benchmarks;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How many tokens are tagged in a second.
 *
 * @param seconds how long the JVM compiles, and how long it is measured after that
 */
record TaggingSpeed(double seconds) {

  /**
   * The median of several rounds in a JVM that has compiled the work.
   *
   * @param work tags all texts once
   */
  double tokensPerSecond(List<List<String>> texts, Runnable work) {
    long tokens = texts.stream().mapToLong(List::size).sum();
    rounds(work);
    double[] sorted = rounds(work);
    return tokens / sorted[sorted.length / 2];
  }

  /** The seconds of each round, ascending. */
  private double[] rounds(Runnable work) {
    DoubleStream.Builder times = DoubleStream.builder();
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < seconds * 1e9) {
      long start = System.nanoTime();
      work.run();
      times.add((System.nanoTime() - start) / 1e9);
    }
    return times.build().sorted().toArray();
  }
}
