package io.github.ginestra.data;

import io.github.ginestra.internal.Checks;
import java.util.stream.Stream;

/**
 * Training and test examples.
 *
 * @param train the training examples
 * @param test the test examples
 */
public record Split(Examples train, Examples test) {

  /** Refuses null. */
  public Split {
    Checks.notNull(train, "train");
    Checks.notNull(test, "test");
  }

  /**
   * Counts the texts that are on both sides, which makes test results too optimistic.
   *
   * @return the number of different texts, where texts are equal as defined by {@link Examples}; 0
   *     for the splits of {@link Examples#split} and {@link Examples#folds}
   */
  public int shared() {
    Examples learned = train.distinct();
    Examples tested = test.distinct();
    Examples both = Examples.of(Stream.concat(learned.stream(), tested.stream())).distinct();
    return learned.size() + tested.size() - both.size();
  }
}
