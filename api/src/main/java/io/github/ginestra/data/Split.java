package io.github.ginestra.data;

import io.github.ginestra.internal.Checks;

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
}
