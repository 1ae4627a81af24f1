package io.github.ginestra.selection;

import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.internal.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A threshold that was chosen on some examples, and what it brought on others.
 *
 * @param chosen the threshold, and what it brought where it was chosen; an infinite threshold if
 *     none there was within the bound, so that nothing is called positive
 * @param tested the same threshold, and what it brought on examples that had no part in the choice
 */
public record ThresholdChoice(OperatingPoint chosen, OperatingPoint tested) {

  /** Refuses null. */
  public ThresholdChoice {
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
  public static ThresholdChoice of(
      BinaryScores choice, BinaryScores test, double maximumFalsePositiveRate) {
    OperatingPoint chosen =
        choice
            .highestRecallAtFalsePositiveRate(maximumFalsePositiveRate)
            .orElseGet(() -> choice.at(Double.POSITIVE_INFINITY));
    return new ThresholdChoice(chosen, test.at(chosen.threshold()));
  }

  /**
   * Returns what the threshold brings by its name: {@code threshold}; {@code chosen recall}, {@code
   * chosen falsePositiveRate} and {@code chosen precision}; the same with {@code tested}.
   *
   * @return name → value, in that order; unmodifiable
   */
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("threshold", chosen.threshold());
    put(metrics, "chosen", chosen);
    put(metrics, "tested", tested);
    return Collections.unmodifiableMap(metrics);
  }

  private static void put(Map<String, Double> metrics, String where, OperatingPoint point) {
    metrics.put(where + " recall", point.recall());
    metrics.put(where + " falsePositiveRate", point.falsePositiveRate());
    metrics.put(where + " precision", point.precision());
  }
}
