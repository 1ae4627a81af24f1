package io.github.ginestra.training;

import java.nio.file.Path;

/** Calls two listeners, one after the other. */
record BothListeners(TrainingListener first, TrainingListener next) implements TrainingListener {
  @Override
  public void onPhase(Phase phase, long done, long total) {
    first.onPhase(phase, done, total);
    next.onPhase(phase, done, total);
  }

  @Override
  public void onResume(Path checkpoint, long step) {
    first.onResume(checkpoint, step);
    next.onResume(checkpoint, step);
  }

  @Override
  public void onStep(TrainingProgress progress) {
    first.onStep(progress);
    next.onStep(progress);
  }

  @Override
  public void onEpoch(EpochMetrics metrics) {
    first.onEpoch(metrics);
    next.onEpoch(metrics);
  }

  @Override
  public void onSample(int epoch, String text) {
    first.onSample(epoch, text);
    next.onSample(epoch, text);
  }

  @Override
  public boolean isCancelled() {
    return first.isCancelled() || next.isCancelled();
  }
}
