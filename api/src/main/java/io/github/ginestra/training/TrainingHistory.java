package io.github.ginestra.training;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The history of a training, epoch by epoch. Immutable.
 *
 * @param epochs one entry for each epoch made, in order; unmodifiable
 */
public record TrainingHistory(List<EpochMetrics> epochs) {

  /** Copies the list. */
  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }

  /**
   * Returns the epoch with the lowest validation loss: the one whose weights {@linkplain
   * TrainingOptions#patience() early stopping} keeps.
   *
   * @return the epoch, of equal ones the first; empty without validation
   */
  public Optional<EpochMetrics> best() {
    return epochs.stream()
        .filter(epoch -> epoch.validationLoss().isPresent())
        .min(Comparator.comparingDouble(epoch -> epoch.validationLoss().getAsDouble()));
  }

  /**
   * Counts the epochs since the validation loss last improved.
   *
   * @param minimumImprovement by how many nats a validation loss must be below that of the last
   *     improvement to count as one; 0 or more
   * @return the number of epochs since then; 0 without validation
   */
  public int epochsWithoutImprovement(double minimumImprovement) {
    double lowest = Double.POSITIVE_INFINITY;
    int waited = 0;
    for (EpochMetrics epoch : epochs) {
      if (epoch.validationLoss().isPresent()) {
        boolean better = epoch.validationLoss().getAsDouble() < lowest - minimumImprovement;
        lowest = better ? epoch.validationLoss().getAsDouble() : lowest;
        waited = better ? 0 : waited + 1;
      }
    }
    return waited;
  }

  /** {@return the seconds that the training steps took, without validation} */
  public double seconds() {
    return epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
  }
}
