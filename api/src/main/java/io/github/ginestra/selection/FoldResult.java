package io.github.ginestra.selection;

import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.selection.CrossValidationResult.ThresholdChoice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one model of a cross-validation on the fold that it did not learn from.
 *
 * @param seed the seed of the folds and of the training
 * @param fold the number of the test fold, from 1
 * @param trainingSize how many examples the model learned from
 * @param predictions its predictions for the test fold, in the order of the examples
 * @param seconds how long the training took in this run, from the examples to the trained
 *     classifier; for a training that was resumed from a checkpoint, only the rest
 * @param threshold the threshold chosen on the other folds and tested on this one, if that was
 *     asked for
 */
public record FoldResult(
    long seed,
    int fold,
    int trainingSize,
    Predictions predictions,
    double seconds,
    Optional<ThresholdChoice> threshold) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if {@code fold} or {@code trainingSize} is not positive
   */
  public FoldResult {
    Checks.positive(fold, "fold");
    Checks.positive(trainingSize, "trainingSize");
    Checks.notNull(predictions, "predictions");
    Checks.notNull(threshold, "threshold");
  }

  /**
   * Compares the most probable labels with the true ones.
   *
   * @return the confusion matrix and the scores computed from it
   */
  public Evaluation evaluation() {
    return predictions.evaluation();
  }

  /**
   * Returns {@link #threshold()}; a bean property for JSON libraries.
   *
   * @return null if none was chosen
   */
  public @Nullable ThresholdChoice getThreshold() {
    return threshold.orElse(null);
  }
}
