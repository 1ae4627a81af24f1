package io.github.ginestra.samples;

import io.github.ginestra.Classifiers;
import io.github.ginestra.SequenceClassifier;
import io.github.ginestra.data.Split;
import io.github.ginestra.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Stratified cross-validation of the spam preset, one model a fold: each message is tested once for
 * each seed, which draws the folds and trains the models.
 */
final class CrossValidation {
  private final SpamRun run;
  private final Console console;
  private final int folds;
  private final boolean unique;

  /**
   * Over the messages of a run.
   *
   * @param unique whether repeated messages have been removed
   */
  CrossValidation(SpamRun run, int folds, boolean unique) {
    this.run = run;
    this.console = run.console();
    this.folds = folds;
    this.unique = unique;
  }

  Figures figures() {
    console.say("data      %s", run.messages().summary());
    console.say("          %s", run.messages().origin());
    console.say("protocol  %s%n", protocol());
    console.say(FoldTable.heading());
    List<FoldResult> results = new ArrayList<>();
    try (Progress progress = run.progress(folds * run.seeds().size())) {
      for (long seed : run.seeds()) {
        train(seed, progress, results);
      }
    }
    CrossValidationSummary summary = new CrossValidationSummary(results);
    console.say("");
    summary.print(console);
    return run.figures(protocol())
        .put("folds", folds)
        .put("unique", unique)
        .put("seeds", run.seeds())
        .put("epochs", run.training(0).epochs())
        .putAll(summary.figures().asMap());
  }

  private String protocol() {
    return "stratified "
        + folds
        + "-fold cross-validation, "
        + (unique ? "duplicates removed" : "all messages")
        + ", preset Classifiers.spam(), one model per fold, seeds "
        + run.seeds();
  }

  private void train(long seed, Progress progress, List<FoldResult> results) {
    List<Split> splits = run.messages().examples().randomFolds(folds, seed);
    for (int fold = 1; fold <= folds; fold++) {
      TrainingListener listener = progress.next("seed " + seed + " fold " + fold);
      FoldResult result = train(seed, fold, splits.get(fold - 1), listener);
      results.add(result);
      progress.say("%s", FoldTable.row(result));
    }
  }

  private FoldResult train(long seed, int fold, Split split, TrainingListener listener) {
    long start = System.nanoTime();
    try (SequenceClassifier classifier =
        run.options()
            .applyTo(Classifiers.spam())
            .training(run.training(seed))
            .listener(listener)
            .train(split.train())) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return new FoldResult(seed, fold, classifier.evaluate(split.test()), seconds);
    }
  }
}
