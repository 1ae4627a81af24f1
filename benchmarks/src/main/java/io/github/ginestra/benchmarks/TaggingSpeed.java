package io.github.ginestra.benchmarks;

import java.util.List;

/** How many tokens are tagged in a second. */
final class TaggingSpeed {
  private static final int ROUNDS = 5;

  private TaggingSpeed() {}

  /**
   * The fastest of several rounds.
   *
   * @param work tags all texts once
   */
  static double tokensPerSecond(List<List<String>> texts, Runnable work) {
    long tokens = texts.stream().mapToLong(List::size).sum();
    double fastest = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      work.run();
      fastest = Math.max(fastest, tokens / ((System.nanoTime() - start) / 1e9));
    }
    return fastest;
  }
}
