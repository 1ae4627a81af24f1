package io.github.ginestra.samples;

import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import java.util.Locale;

/** Prints a line to standard error after each epoch of a training. */
final class EpochLines implements TrainingListener {
  @Override
  public void onEpoch(EpochMetrics metrics) {
    System.err.printf(
        Locale.ROOT,
        "epoch %2d  loss %.4f  %.1f s%n",
        metrics.epoch(),
        metrics.trainingLoss(),
        metrics.seconds());
  }
}
