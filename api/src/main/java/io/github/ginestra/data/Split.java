package io.github.ginestra.data;

import io.github.ginestra.internal.Checks;
import java.util.stream.Stream;

/**
 * Examples in two parts.
 *
 * @param train what to learn from
 * @param test what to be tested on
 */
public record Split(Examples train, Examples test) {

  /** Refuses null. */
  public Split {
    Checks.notNull(train, "train");
    Checks.notNull(test, "test");
  }

  /**
   * Counts the texts that are in both parts, which a model can memorise.
   *
   * @return how many different texts, equal ones in the sense of {@link Examples} counted once; 0
   *     for the splits that {@link Examples#split} and {@link Examples#folds} make
   */
  public int shared() {
    Examples learned = train.distinct();
    Examples tested = test.distinct();
    Examples both = Examples.of(Stream.concat(learned.stream(), tested.stream())).distinct();
    return learned.size() + tested.size() - both.size();
  }
}
