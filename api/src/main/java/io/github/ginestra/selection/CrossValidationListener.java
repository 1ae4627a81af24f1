package io.github.ginestra.selection;

import io.github.ginestra.training.TrainingListener;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Watches a cross-validation. Called on the thread that runs it, which waits: be quick. An
 * exception thrown here ends the cross-validation and reaches the caller of {@code run}.
 */
public interface CrossValidationListener {

  /**
   * Called before each training, to ask who watches it beside the listener of the builder. The
   * default is nobody.
   *
   * @param training which one it is
   * @return the listener of this training alone
   */
  default TrainingListener onTraining(FoldTraining training) {
    return new TrainingListener() {};
  }

  /**
   * Called after each fold has been tested. The default does nothing.
   *
   * @param result what the fold brought
   */
  default void onFold(FoldResult result) {}

  /**
   * One training of a cross-validation.
   *
   * @param seed what folds and chance are drawn from
   * @param heldOut the folds, from 1, that are not learned from: the one to be tested, or two if
   *     the training serves the {@linkplain CrossValidation#chooseThreshold choice of a threshold}
   * @param number which training it is, from 1
   * @param count how many trainings there are, all seeds together
   */
  record FoldTraining(long seed, List<Integer> heldOut, int number, int count) {

    /** Copies the list. */
    public FoldTraining {
      heldOut = List.copyOf(heldOut);
    }

    /** Where its checkpoints go, below those of all. */
    String directory() {
      return "seed-"
          + seed
          + "-without-"
          + heldOut.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }
  }
}
