package io.github.ginestra.training;

import io.github.ginestra.internal.Checks;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The results of one epoch. Immutable.
 *
 * @param epoch the epoch's number, from 1
 * @param trainingLoss the mean cross-entropy over the epoch's batches in nats, with dropout, each
 *     batch measured before its step
 * @param trainingAccuracy the fraction of the epoch's texts whose own label was scored highest at
 *     that moment, in [0, 1]; empty for language models, which do not count it
 * @param validationLoss the mean cross-entropy of the validation texts after the epoch in nats, for
 *     a language model per symbol; empty without validation, or if the epoch was interrupted
 * @param validationAccuracy the fraction of validation texts that are classified correctly after
 *     the epoch, in [0, 1]; empty without validation and for language models
 * @param seconds how long the epoch's training took, validation not included
 */
public record EpochMetrics(
    int epoch,
    double trainingLoss,
    OptionalDouble trainingAccuracy,
    OptionalDouble validationLoss,
    OptionalDouble validationAccuracy,
    double seconds) {

  /** Refuses null. */
  public EpochMetrics {
    Checks.notNull(trainingAccuracy, "trainingAccuracy");
    Checks.notNull(validationLoss, "validationLoss");
    Checks.notNull(validationAccuracy, "validationAccuracy");
  }

  /**
   * Returns {@link #trainingAccuracy()}; a bean property for JSON libraries.
   *
   * @return null if it is empty
   */
  public @Nullable Double getTrainingAccuracy() {
    return orNull(trainingAccuracy);
  }

  /**
   * Returns {@link #validationLoss()}; a bean property for JSON libraries.
   *
   * @return null if it is empty
   */
  public @Nullable Double getValidationLoss() {
    return orNull(validationLoss);
  }

  /**
   * Returns {@link #validationAccuracy()}; a bean property for JSON libraries.
   *
   * @return null if it is empty
   */
  public @Nullable Double getValidationAccuracy() {
    return orNull(validationAccuracy);
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
