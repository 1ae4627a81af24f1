package io.github.ginestra.backend.contract;

import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;

/** Ends a training after a number of steps. */
final class EndingAfter implements TrainingListener {
  private final int steps;
  private long made;

  EndingAfter(int steps) {
    this.steps = steps;
  }

  @Override
  public void onStep(TrainingProgress progress) {
    made = progress.step();
  }

  @Override
  public boolean isCancelled() {
    return made >= steps;
  }
}
