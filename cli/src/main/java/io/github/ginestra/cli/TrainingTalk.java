package io.github.ginestra.cli;

import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.nio.file.Path;
import java.util.Locale;

/** Says how a training goes: a line for each epoch; and ends it when the user asks for that. */
final class TrainingTalk implements TrainingListener {
  private final Progress progress;
  private final Interruption interruption;
  private final String unit;
  private boolean resumed;
  private boolean said;
  private boolean last;
  private boolean validated;
  private boolean complete;

  /**
   * For one training.
   *
   * @param unit what the losses are measured in
   */
  TrainingTalk(Progress progress, Interruption interruption, String unit) {
    this.progress = progress;
    this.interruption = interruption;
    this.unit = unit;
  }

  @Override
  public void onResume(Path checkpoint, long step) {
    progress.say("resuming from %s, after step %d", checkpoint, step);
    resumed = true;
  }

  @Override
  public void onStep(TrainingProgress step) {
    if (resumed) {
      progress.say("going on in epoch %d of %d", step.epoch(), step.epochs());
      resumed = false;
    }
    last = step.step() == step.steps();
  }

  @Override
  public void onEpoch(EpochMetrics metrics) {
    if (!said) {
      progress.say("loss in %s:", unit);
      said = true;
    }
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT, "epoch %2d  loss %.4f", metrics.epoch(), metrics.trainingLoss()));
    metrics.trainingAccuracy().ifPresent(value -> add(line, "accuracy %.4f", value));
    metrics.validationLoss().ifPresent(value -> add(line, "validation %.4f", value));
    metrics.validationAccuracy().ifPresent(value -> add(line, "accuracy %.4f", value));
    validated |= metrics.validationLoss().isPresent();
    complete = last && metrics.validationLoss().isPresent() == validated;
    progress.say("%s", line);
  }

  /** Whether the last epoch was made and, if epochs are validated, validated as well. */
  boolean isComplete() {
    return complete;
  }

  private static void add(StringBuilder line, String pattern, double value) {
    line.append("  ").append(String.format(Locale.ROOT, pattern, value));
  }

  @Override
  public boolean isCancelled() {
    return interruption.isRequested();
  }
}
