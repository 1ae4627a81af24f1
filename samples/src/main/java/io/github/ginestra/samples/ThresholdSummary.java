package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.selection.CrossValidationResult;
import io.github.ginestra.selection.FoldResult;
import java.util.Map;

/** What thresholds brought that were chosen without the fold they were tested on. */
final class ThresholdSummary {
  private final CrossValidationResult result;
  private final double blockAtMost;

  /**
   * Of folds with thresholds.
   *
   * @param blockAtMost the maximum fraction of ham that the thresholds may block
   */
  ThresholdSummary(CrossValidationResult result, double blockAtMost) {
    this.result = result;
    this.blockAtMost = blockAtMost;
  }

  /** What is measured at a threshold. */
  private enum Measure {
    SPAM_RECALL("spamRecall"),
    HAM_BLOCKED("hamBlocked"),
    SPAM_PRECISION("spamPrecision");

    private final String key;

    Measure(String key) {
      this.key = key;
    }

    double of(FoldResult fold) {
      return switch (this) {
        case SPAM_RECALL -> tested(fold).recall();
        case HAM_BLOCKED -> tested(fold).falsePositiveRate();
        case SPAM_PRECISION -> tested(fold).precision();
      };
    }
  }

  private static OperatingPoint tested(FoldResult fold) {
    return fold.threshold().orElseThrow().tested();
  }

  void print(Console console) {
    console.say("%nthreshold chosen on the other folds to block at most %s of ham:", blockAtMost);
    console.say(
        "spam recall %s, ham blocked %s, spam precision %s over %d folds",
        result.overFolds(Measure.SPAM_RECALL::of),
        result.overFolds(Measure.HAM_BLOCKED::of),
        result.overFolds(Measure.SPAM_PRECISION::of),
        result.folds().size());
    console.say(
        "median threshold %.4f; in %d folds more ham was blocked",
        result.overFolds(fold -> tested(fold).threshold()).median(), foldsThatBlockMore());
  }

  private long foldsThatBlockMore() {
    return result.folds().stream()
        .filter(fold -> tested(fold).falsePositiveRate() > blockAtMost)
        .count();
  }

  Figures figures() {
    Figures figures = new Figures().put("blockAtMost", blockAtMost);
    Figures overFolds = new Figures();
    Figures overSeeds = new Figures();
    for (Measure measure : Measure.values()) {
      figures.put(measure.key, result.overFolds(measure::of).mean());
      overFolds.put(measure.key, result.overFolds(measure::of).standardDeviation());
      overSeeds.put(measure.key, result.overSeeds(measure::of).standardDeviation());
    }
    return figures
        .put("foldsThatBlockMore", foldsThatBlockMore())
        .put("standardDeviationOverFolds", overFolds.asMap())
        .put("standardDeviationOverSeeds", overSeeds.asMap())
        .put("perFold", result.folds().stream().map(ThresholdSummary::ofFold).toList());
  }

  private static Map<String, Object> ofFold(FoldResult fold) {
    Figures figures = new Figures().put("seed", fold.seed()).put("fold", fold.fold());
    for (Measure measure : Measure.values()) {
      figures.put(measure.key, measure.of(fold));
    }
    double threshold = tested(fold).threshold();
    if (Double.isFinite(threshold)) {
      figures.put("threshold", threshold);
    }
    return figures.put("hamBlockedCount", tested(fold).falsePositives()).asMap();
  }
}
