package io.github.ginestra.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/** How many tokens are tagged in a second. */
final class TaggingSpeed {
  /** How long the JVM compiles, and how long it is measured after that. */
  private static final long NANOSECONDS = TimeUnit.SECONDS.toNanos(4);

  private TaggingSpeed() {}

  /**
   * The median of several rounds in a JVM that has compiled the work.
   *
   * @param work tags all texts once
   */
  static double tokensPerSecond(List<List<String>> texts, Runnable work) {
    long tokens = texts.stream().mapToLong(List::size).sum();
    rounds(work);
    double[] seconds = rounds(work);
    return tokens / seconds[seconds.length / 2];
  }

  /** The seconds of each round, ascending. */
  private static double[] rounds(Runnable work) {
    DoubleStream.Builder seconds = DoubleStream.builder();
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < NANOSECONDS) {
      long start = System.nanoTime();
      work.run();
      seconds.add((System.nanoTime() - start) / 1e9);
    }
    return seconds.build().sorted().toArray();
  }
}
