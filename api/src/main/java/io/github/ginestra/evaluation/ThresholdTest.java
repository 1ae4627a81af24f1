package io.github.ginestra.evaluation;

import io.github.ginestra.internal.Checks;

/**
 * A threshold that was chosen on some examples, and what it brought on others.
 *
 * @param chosen the threshold, and what it brought where it was chosen; an infinite threshold if
 *     none there was within the bound, so that nothing is called positive
 * @param tested the same threshold, and what it brought on examples that had no part in the choice
 */
public record ThresholdTest(OperatingPoint chosen, OperatingPoint tested) {

  /** Refuses null. */
  public ThresholdTest {
    Checks.notNull(chosen, "chosen");
    Checks.notNull(tested, "tested");
  }

  /**
   * Chooses a threshold and tests it.
   *
   * @param choice what it is chosen on
   * @param test what it is tested on
   * @param maximumFalsePositiveRate the bound, in [0, 1]
   * @return the threshold with the {@linkplain BinaryScores#highestRecallAtFalsePositiveRate
   *     highest recall} within the bound
   * @throws IllegalArgumentException if the bound is out of range
   */
  public static ThresholdTest of(
      BinaryScores choice, BinaryScores test, double maximumFalsePositiveRate) {
    OperatingPoint chosen =
        choice
            .highestRecallAtFalsePositiveRate(maximumFalsePositiveRate)
            .orElseGet(() -> choice.at(Double.POSITIVE_INFINITY));
    return new ThresholdTest(chosen, test.at(chosen.threshold()));
  }
}
