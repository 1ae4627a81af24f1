package io.github.ginestra.training;

import java.util.List;

/**
 * How a training went, epoch by epoch.
 *
 * @param epochs one entry per epoch made, in order
 */
public record TrainingHistory(List<EpochMetrics> epochs) {

  /** Copies the list. */
  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }

  /**
   * Returns how long the training steps took, validation not included.
   *
   * @return seconds
   */
  public double seconds() {
    return epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
  }
}
