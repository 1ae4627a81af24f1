package io.github.ginestra.samples;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.Progress;
import io.github.ginestra.selection.CrossValidation;
import io.github.ginestra.selection.CrossValidation.Listener;
import io.github.ginestra.selection.CrossValidation.Listener.FoldTraining;
import io.github.ginestra.selection.CrossValidationResult;
import io.github.ginestra.selection.FoldResult;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stratified cross-validation of the spam preset, one model a fold: each message is tested once for
 * each seed, which draws the folds and trains the models.
 */
final class SpamCrossValidation {
  private final SpamRun run;
  private final Console console;
  private final int folds;
  private final boolean unique;
  private final @Nullable Double blockAtMost;

  /**
   * Over the messages of a run.
   *
   * @param unique whether repeated messages have been removed
   * @param blockAtMost the fraction of ham that a threshold may block, or null for no threshold
   */
  SpamCrossValidation(SpamRun run, int folds, boolean unique, @Nullable Double blockAtMost) {
    this.run = run;
    this.console = run.console();
    this.folds = folds;
    this.unique = unique;
    this.blockAtMost = blockAtMost;
  }

  Figures figures() {
    console.say("data      %s", run.messages().summary());
    console.say("          %s", run.messages().origin());
    console.say("protocol  %s%n", protocol());
    console.say(FoldTable.heading());
    CrossValidationResult result = result();
    CrossValidationSummary summary = new CrossValidationSummary(result);
    console.say("");
    summary.print(console);
    Figures figures =
        run.figures(protocol())
            .put("folds", folds)
            .put("unique", unique)
            .put("seeds", run.seeds())
            .put("epochs", run.training(0).epochs())
            .putAll(summary.figures().asMap());
    if (blockAtMost != null) {
      ThresholdSummary threshold = new ThresholdSummary(result, blockAtMost);
      threshold.print(console);
      figures.put("atThreshold", threshold.figures().asMap());
    }
    return figures;
  }

  private String protocol() {
    return "stratified "
        + folds
        + "-fold cross-validation, "
        + (unique ? "duplicates removed" : "all messages")
        + ", preset Classifiers.spam(), one model per fold, seeds "
        + run.seeds();
  }

  private CrossValidationResult result() {
    CrossValidation validation =
        CrossValidation.of(run.options().applyTo(Classifiers.spam()).training(training()))
            .randomFolds(folds)
            .seeds(run.seeds().stream().mapToLong(Long::longValue).toArray());
    if (blockAtMost != null) {
      validation.chooseThreshold(SpamMessages.SPAM, blockAtMost);
    }
    try (Progress progress = run.progress(trainings())) {
      return validation.listener(new Watching(progress)).run(run.messages().examples());
    }
  }

  private TrainingOptions training() {
    return run.training(run.seeds().get(0));
  }

  private int trainings() {
    int perSeed = blockAtMost == null ? folds : folds + folds * (folds - 1) / 2;
    return perSeed * run.seeds().size();
  }

  private static String name(FoldTraining training) {
    return "seed "
        + training.seed()
        + " fold "
        + training.heldOut().stream().map(String::valueOf).collect(Collectors.joining("+"));
  }

  /** Moves the bar, and prints a line a fold. */
  private record Watching(Progress progress) implements Listener {
    @Override
    public TrainingListener onTraining(FoldTraining training) {
      return progress.next(name(training));
    }

    @Override
    public void onFold(FoldResult result) {
      progress.say("%s", FoldTable.row(result));
    }
  }
}
