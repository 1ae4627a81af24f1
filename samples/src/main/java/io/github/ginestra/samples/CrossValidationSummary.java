package io.github.ginestra.samples;

import io.github.ginestra.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cross-validation in few numbers: means over the folds of all seeds, with the standard deviation
 * over those folds and over the seeds' own means; errors over all messages; the median time.
 */
final class CrossValidationSummary {
  private final List<FoldResult> results;
  private final Map<Long, List<FoldResult>> bySeed = new LinkedHashMap<>();

  private final MeasureSpreads overFolds;
  private final MeasureSpreads overSeeds;
  private final Spread errors;
  private final Spread seconds;

  /** Of one result or more. */
  CrossValidationSummary(List<FoldResult> results) {
    this.results = results;
    results.forEach(r -> bySeed.computeIfAbsent(r.seed(), seed -> new ArrayList<>()).add(r));
    overFolds = spreads(results);
    overSeeds = MeasureSpreads.over(bySeed.values().stream().map(r -> spreads(r).means()).toList());
    errors =
        Spread.of(
            bySeed.values().stream().map(r -> (double) SpamMeasure.errors(pooled(r))).toList());
    seconds = Spread.of(results.stream().map(FoldResult::seconds).toList());
  }

  private static MeasureSpreads spreads(List<FoldResult> results) {
    return MeasureSpreads.over(results.stream().map(FoldResult::measures).toList());
  }

  /** All messages, each tested once. */
  private static Evaluation pooled(List<FoldResult> results) {
    return results.stream().map(FoldResult::evaluation).reduce(Evaluation::plus).orElseThrow();
  }

  void print(Console console) {
    console.say(FoldTable.row("mean", overFolds.means(), errors.mean(), seconds.median()));
    console.say(FoldTable.row("sd folds", overFolds.standardDeviations()));
    if (bySeed.size() > 1) {
      console.say(FoldTable.row("sd seeds", overSeeds.standardDeviations()));
    }
    console.say("");
    console.say(
        "mean: over %d trainings; errors: among all messages, mean over %d seeds; seconds: median",
        results.size(), bySeed.size());
  }

  Figures figures() {
    return new Figures()
        .putAll(overFolds.means())
        .put("trainSeconds", seconds.median())
        .put("errors", errors.mean())
        .put("standardDeviationOverFolds", overFolds.standardDeviations())
        .put("standardDeviationOverSeeds", overSeeds.standardDeviations())
        .put("perSeed", bySeed.values().stream().map(CrossValidationSummary::ofSeed).toList())
        .put("perFold", results.stream().map(FoldResult::figures).toList());
  }

  private static Map<String, Object> ofSeed(List<FoldResult> results) {
    Evaluation pooled = pooled(results);
    return new Figures()
        .put("seed", results.get(0).seed())
        .putAll(spreads(results).means())
        .put("errors", SpamMeasure.errors(pooled))
        .put("confusion", pooled.confusion())
        .asMap();
  }
}
