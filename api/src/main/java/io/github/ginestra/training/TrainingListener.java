package io.github.ginestra.training;

import io.github.ginestra.internal.Checks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Watches a training. It is called on the training thread, which waits meanwhile: return quickly.
 * If several trainings that run at the same time share a listener, several threads call it at once.
 * An exception thrown here ends the training and reaches the caller of {@code train}.
 */
public interface TrainingListener {

  /**
   * Writes the progress of a training line by line, for a log; see {@link #lines(Consumer,
   * Duration)}. Within an epoch, a line every ten seconds.
   *
   * @param lines receives each line, without a line end, on the thread that trains
   * @return a listener for one training
   */
  static TrainingListener lines(Consumer<String> lines) {
    return lines(lines, ProgressLines.DEFAULT_INTERVAL);
  }

  /**
   * Writes the progress of a training line by line, for a log.
   *
   * <pre>{@code
   * builder.listener(TrainingListener.lines(logger::info));
   * }</pre>
   *
   * <pre>
   * linear path 57/400
   * epoch 2/10 step 57/700 loss 0.2134 1,312 examples/s 35 s left
   * epoch 2/10 training loss 0.2411 accuracy 0.9312 validation loss 0.0812 accuracy 0.9845 3.4 s
   * </pre>
   *
   * @param lines receives each line, without a line end, on the thread that trains
   * @param interval how much time passes between two lines within an epoch; zero for a line after
   *     each step
   * @return a listener for one training; not safe for use by several threads at once
   * @throws IllegalArgumentException if the interval is negative
   */
  static TrainingListener lines(Consumer<String> lines, Duration interval) {
    if (Checks.notNull(interval, "interval").isNegative()) {
      throw new IllegalArgumentException("interval (" + interval + ") must not be negative");
    }
    return new ProgressLines(Checks.notNull(lines, "lines"), interval, System::nanoTime);
  }

  /** What a training does apart from its steps. */
  enum Phase {
    /** Reads the texts and counts their words or symbols. */
    VOCABULARY,
    /** Turns texts into numbers. */
    ENCODING,
    /**
     * Fits a classifier's {@linkplain io.github.ginestra.classification.ClassifierBuilder#ngrams
     * linear path}, or a tagger's {@linkplain io.github.ginestra.tagging.TaggerBuilder#features
     * sparse path}.
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
   * Returns whether the training is to end. It is asked on the thread that trains: before each
   * step, and about a hundred times a second while the training prepares its data or validates.
   * Once it returns true, the training ends as if its thread had been interrupted, and returns the
   * best model so far. The default returns false.
   *
   * @return true to end the training
   */
  default boolean isCancelled() {
    return false;
  }

  /**
   * Calls two listeners, this one first.
   *
   * @param next the other listener
   * @return a listener that calls both; the training is cancelled if either of them cancels it
   */
  default TrainingListener andThen(TrainingListener next) {
    return new BothListeners(this, Checks.notNull(next, "next"));
  }
}
