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
   * Counts the epochs since validation last got better.
   *
   * @param minimumImprovement by how much, in nats, a validation loss must be below that of the
   *     last epoch that counted as better, to count as better too; 0 or more
   * @return how many of the last epochs brought nothing better; 0 without validation
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

  /** {@return how many seconds the training steps took, validation not included} */
  public double seconds() {
    return epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
  }
}
