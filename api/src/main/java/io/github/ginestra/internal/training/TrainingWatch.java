package io.github.ginestra.internal.training;

import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingListener.Phase;
import io.github.ginestra.training.TrainingOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Watches over one training from its first moment, preparation included: whether it is to end
 * before all is done, because the thread is interrupted, the listener cancels it or its time is
 * over. Asked on the thread that trains.
 */
public final class TrainingWatch {
  /** The least time between two looks while a phase lasts: 10 ms. */
  private static final long INTERVAL_NANOS = 10_000_000;

  private final TrainingListener listener;
  private final double maximumSeconds;
  private final LongSupplier nanoTime;
  private final long start;
  private double secondsBefore;
  private boolean cancelled;
  private boolean cut;

  /** The time starts now. */
  public TrainingWatch(TrainingOptions options, TrainingListener listener) {
    this(options, listener, System::nanoTime);
  }

  public TrainingWatch(TrainingOptions options, TrainingListener listener, LongSupplier nanoTime) {
    this.listener = listener;
    Duration most = options.maximumDuration();
    maximumSeconds =
        most == null ? Double.POSITIVE_INFINITY : TimeUnit.NANOSECONDS.convert(most) / 1e9;
    this.nanoTime = nanoTime;
    start = nanoTime.getAsLong();
  }

  /** A training that goes on has taken this time before. */
  void addEarlier(double seconds) {
    secondsBefore += seconds;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** Once cancelled, always cancelled. */
  boolean isCancelled() {
    cancelled |= Thread.currentThread().isInterrupted() || listener.isCancelled();
    return cancelled;
  }

  boolean isTimeOver() {
    return timeFraction() >= 1;
  }

  boolean isOver() {
    return isCancelled() || isTimeOver();
  }

  /** How much of the time allowed has passed; more than 1 if the training is late. */
  double timeFraction() {
    return (secondsBefore + (nanoTime.getAsLong() - start) / 1e9) / maximumSeconds;
  }

  /**
   * A part of the preparation. Once one is ended early, those after it end at once.
   *
   * @param whole whether it must not be ended early
   */
  public Progress preparation(Phase phase, boolean whole) {
    return phase(phase, () -> !whole && (cut |= isOver()), cut);
  }

  /**
   * Whether a part of the preparation was ended early: then the training cannot be gone on with.
   */
  boolean isPreparationCut() {
    return cut;
  }

  /** A validation, which is made even if the time is over. */
  public Progress validation() {
    return phase(Phase.VALIDATION, this::isCancelled, false);
  }

  private Progress phase(Phase phase, BooleanSupplier over, boolean endedBefore) {
    return new Progress() {
      private long looked = nanoTime.getAsLong();
      private boolean ended = endedBefore;

      @Override
      public boolean goesOn(long done, long total) {
        boolean finished = total > 0 && done == total;
        if (!ended && (finished || nanoTime.getAsLong() - looked >= INTERVAL_NANOS)) {
          listener.onPhase(phase, done, total);
          ended = !finished && over.getAsBoolean();
          looked = nanoTime.getAsLong();
        }
        return !ended;
      }
    };
  }

  /** How far a phase is, and whether it goes on. */
  public interface Progress {
    /** For what is always done to its end. */
    Progress UNWATCHED = (done, total) -> true;

    /**
     * Reports how much is done, if some time has passed since the last report.
     *
     * @param total how much there is to do; 0 if that is not known
     * @return whether the phase goes on; once false, always false
     */
    boolean goesOn(long done, long total);
  }
}
