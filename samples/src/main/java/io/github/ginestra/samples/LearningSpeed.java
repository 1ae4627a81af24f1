package io.github.ginestra.samples;

import io.github.ginestra.selection.CrossValidationResult.Spread;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how many characters per second a training learns from, once warm, in five parts of equal
 * steps.
 */
final class LearningSpeed implements TrainingListener {
  private static final int PARTS = 5;

  private final int warmUp;
  private final int partSteps;
  private final List<Double> rates = new ArrayList<>();
  private long markTime;
  private long markExamples;

  /**
   * For one training.
   *
   * @param warmUp how many steps are not measured
   * @param steps how many are; what a fifth of them leaves over is not
   */
  LearningSpeed(int warmUp, int steps) {
    this.warmUp = warmUp;
    this.partSteps = Math.max(1, steps / PARTS);
  }

  int warmUp() {
    return warmUp;
  }

  /** How many steps the training must make. */
  int steps() {
    return warmUp + PARTS * partSteps;
  }

  @Override
  public void onStep(TrainingProgress progress) {
    long measured = progress.step() - warmUp;
    if (measured < 0 || rates.size() == PARTS || measured % partSteps != 0) {
      return;
    }
    long now = System.nanoTime();
    if (measured > 0) {
      rates.add((progress.examples() - markExamples) / ((now - markTime) / 1e9));
    }
    markTime = now;
    markExamples = progress.examples();
  }

  /** Characters per second: the median of the parts. */
  double median() {
    return Spread.of(rates).median();
  }
}
