package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.selection.CrossValidationResult;
import io.github.ginestra.selection.CrossValidationResult.Spread;
import io.github.ginestra.selection.FoldResult;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cross-validation in few numbers: means over the folds of all seeds, with the standard deviation
 * over those folds and over the seeds' own means; errors over all messages; the median time.
 */
final class CrossValidationSummary {
  private final CrossValidationResult result;

  CrossValidationSummary(CrossValidationResult result) {
    this.result = result;
  }

  private Map<String, Double> means() {
    return SpamMeasure.each(measure -> result.overFolds(of(measure)).mean());
  }

  private Map<String, Double> overFolds() {
    return SpamMeasure.each(measure -> result.overFolds(of(measure)).standardDeviation());
  }

  private Map<String, Double> overSeeds() {
    return SpamMeasure.each(measure -> result.overSeeds(of(measure)).standardDeviation());
  }

  private static ToDoubleFunction<FoldResult> of(SpamMeasure measure) {
    return fold -> measure.of(fold.evaluation());
  }

  private Spread over(ProbabilityMeasure measure) {
    return result.overFolds(fold -> measure.of(fold.predictions()));
  }

  /** All messages of a seed, each tested once. */
  private Evaluation pooled(long seed) {
    return result.ofSeed(seed).predictions().evaluation();
  }

  /** How many of all messages got the wrong label, in the mean over the seeds. */
  private double errors() {
    return Spread.of(
            result.seeds().stream().map(s -> (double) SpamMeasure.errors(pooled(s))).toList())
        .mean();
  }

  private double seconds() {
    return result.overFolds(FoldResult::seconds).median();
  }

  void print(Console console) {
    console.say(FoldTable.row("mean", means(), errors(), seconds()));
    console.say(FoldTable.row("sd folds", overFolds()));
    if (result.seeds().size() > 1) {
      console.say(FoldTable.row("sd seeds", overSeeds()));
    }
    console.say("");
    console.say(
        "mean: over %d trainings; errors: among all messages, mean over %d seeds; seconds: median",
        result.folds().size(), result.seeds().size());
    console.say(
        Stream.of(ProbabilityMeasure.values())
            .map(measure -> measure.heading() + " " + over(measure))
            .collect(Collectors.joining(", ")));
  }

  Figures figures() {
    Figures figures = new Figures().putAll(means());
    for (ProbabilityMeasure measure : ProbabilityMeasure.values()) {
      figures.put(measure.key(), over(measure).mean());
    }
    return figures
        .put("trainSeconds", seconds())
        .put("errors", errors())
        .put("standardDeviationOverFolds", overFolds())
        .put("standardDeviationOverSeeds", overSeeds())
        .put("perSeed", result.seeds().stream().map(this::ofSeed).toList())
        .put("perFold", result.folds().stream().map(CrossValidationSummary::ofFold).toList());
  }

  private Map<String, Object> ofSeed(long seed) {
    CrossValidationSummary one = new CrossValidationSummary(result.ofSeed(seed));
    return new Figures()
        .put("seed", seed)
        .putAll(one.means())
        .put("errors", one.errors())
        .put("confusion", pooled(seed).confusion())
        .asMap();
  }

  private static Map<String, Object> ofFold(FoldResult fold) {
    return new Figures()
        .put("seed", fold.seed())
        .put("fold", fold.fold())
        .putAll(SpamMeasure.all(fold.evaluation()))
        .put("errors", SpamMeasure.errors(fold.evaluation()))
        .put("trainSeconds", fold.seconds())
        .asMap();
  }
}
