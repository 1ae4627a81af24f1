package io.github.ginestra.training;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
   * Returns the epoch after which validation went best: the one whose weights {@linkplain
   * TrainingOptions#patience() early stopping} keeps.
   *
   * @return the epoch with the lowest validation loss, of equal ones the first; empty without
   *     validation
   */
  public Optional<EpochMetrics> best() {
    return epochs.stream()
        .filter(epoch -> epoch.validationLoss().isPresent())
        .min(Comparator.comparingDouble(epoch -> epoch.validationLoss().getAsDouble()));
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
