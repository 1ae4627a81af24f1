package io.github.ginestra.training;

import java.nio.file.Path;

/**
 * Watches a training. Called on the thread that trains, which waits: be quick. An exception thrown
 * here ends the training and reaches the caller of {@code train}.
 */
public interface TrainingListener {

  /** What a training does beside its steps. */
  enum Phase {
    /** Reads the texts and counts their words or symbols. */
    VOCABULARY,
    /** Turns texts into numbers. */
    ENCODING,
    /**
     * Fits a classifier's {@linkplain io.github.ginestra.classification.ClassifierBuilder#ngrams
     * linear path}.
     */
    LINEAR_PATH,
    /** Measures the network after an epoch. */
    VALIDATION
  }

  /**
   * Called now and then while the training does something other than steps, and at the end of each
   * such phase. The default does nothing.
   *
   * @param phase what it does
   * @param done how much is done: texts or batches, characters of a language model's text, passes
   *     of the linear path, which may need fewer than the total
   * @param total how much there is to do at most; 0 if that is not known
   */
  default void onPhase(Phase phase, long done, long total) {}

  /**
   * Called before the first step of a training that goes on from a checkpoint. The default does
   * nothing.
   *
   * @param checkpoint the file
   * @param step how many steps were made before
   */
  default void onResume(Path checkpoint, long step) {}

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
   * Called with a text that a language model has written in between, after {@link #onEpoch}, if its
   * builder asks for samples. The default does nothing.
   *
   * @param epoch the epoch's number, from 1
   * @param text what the model wrote, without the prompt
   */
  default void onSample(int epoch, String text) {}

  /**
   * Tells whether the training is to end. It is asked on the thread that trains: before each step,
   * and about a hundred times a second while the training prepares itself or validates. Once it
   * says yes, the training ends as if its thread had been interrupted, and the best model so far is
   * returned. The default says no.
   *
   * @return whether nothing more is to be learned
   */
  default boolean isCancelled() {
    return false;
  }

  /**
   * Calls two listeners, this one first.
   *
   * @param next the other listener
   * @return a listener that calls both; the training ends if one of them wants it
   */
  default TrainingListener andThen(TrainingListener next) {
    TrainingListener first = this;
    return new TrainingListener() {
      @Override
      public void onPhase(Phase phase, long done, long total) {
        first.onPhase(phase, done, total);
        next.onPhase(phase, done, total);
      }

      @Override
      public void onResume(Path checkpoint, long step) {
        first.onResume(checkpoint, step);
        next.onResume(checkpoint, step);
      }

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

      @Override
      public void onSample(int epoch, String text) {
        first.onSample(epoch, text);
        next.onSample(epoch, text);
      }

      @Override
      public boolean isCancelled() {
        return first.isCancelled() || next.isCancelled();
      }
    };
  }
}
