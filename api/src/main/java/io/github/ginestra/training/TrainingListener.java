package io.github.ginestra.training;

/**
 * Watches a training. Called on the thread that trains, which waits: be quick. An exception thrown
 * here ends the training and reaches the caller of {@code train}.
 */
public interface TrainingListener {

  /**
   * Called after each step. The default does nothing.
   *
   * @param progress where the training stands
   */
  default void onStep(TrainingProgress progress) {}

  /**
   * Called after each epoch and its validation. The default does nothing.
   *
   * @param metrics what the epoch brought
   */
  default void onEpoch(EpochMetrics metrics) {}

  /**
   * Calls two listeners, this one first.
   *
   * @param next the other listener
   * @return a listener that calls both
   */
  default TrainingListener andThen(TrainingListener next) {
    TrainingListener first = this;
    return new TrainingListener() {
      @Override
      public void onStep(TrainingProgress progress) {
        first.onStep(progress);
        next.onStep(progress);
      }

      @Override
      public void onEpoch(EpochMetrics metrics) {
        first.onEpoch(metrics);
        next.onEpoch(metrics);
      }
    };
  }
}
