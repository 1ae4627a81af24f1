package io.github.ginestra.cli;

import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far the work is, which is one training or several of about equal size: a bar at the bottom of
 * the terminal, with the time left, the speed, the loss of the step and of the last validation,
 * below the lines of results. Where the bar is not wanted, the lines alone.
 *
 * <p>Not for use by several threads at once.
 */
public final class Progress implements AutoCloseable {
  private static final int UPDATE_MILLIS = 100;

  private final Console console;
  private final boolean shown;
  private final int trainings;
  private final double maximumSeconds;
  private final int columns;
  private final Instant start = Instant.now();

  /** Steps per training, as the first has it. */
  private long unit;

  /** The last validation loss, as it is shown. */
  private String score = "";

  private int begun;
  private long position;
  private @Nullable ProgressBar bar;

  /**
   * For trainings of about equal size.
   *
   * @param console where results and the bar go
   * @param shown whether there is a bar
   * @param trainings how many there are
   */
  public Progress(Console console, boolean shown, int trainings) {
    this(console, shown, trainings, Double.POSITIVE_INFINITY);
  }

  /**
   * For one training.
   *
   * @param columns how wide the terminal is
   */
  Progress(Console console, boolean shown, OptionalInt columns) {
    this(console, shown, 1, Double.POSITIVE_INFINITY, columns.orElse(0));
  }

  /**
   * For trainings with a time limit each: the bar shows the fraction of the steps or of the time,
   * whichever is greater.
   *
   * @param console where results and the bar go
   * @param shown whether there is a bar
   * @param trainings how many there are
   * @param maximumSeconds how long each may take
   */
  public Progress(Console console, boolean shown, int trainings, double maximumSeconds) {
    this(console, shown, trainings, maximumSeconds, 0);
  }

  /** With the width of the terminal; 0 to look for it. */
  Progress(Console console, boolean shown, int trainings, double maximumSeconds, int columns) {
    this.console = console;
    this.shown = shown;
    this.trainings = trainings;
    this.maximumSeconds = maximumSeconds;
    this.columns = columns;
  }

  /**
   * Returns the listener of the next training.
   *
   * @param name what it is called in the bar; may be empty
   * @return a listener for one training
   */
  public TrainingListener next(String name) {
    int before = begun;
    begun++;
    score = "";
    Instant began = Instant.now();
    return new TrainingListener() {
      @Override
      public void onStep(TrainingProgress progress) {
        moveTo(before, began, name, progress);
      }

      @Override
      public void onEpoch(EpochMetrics metrics) {
        score =
            metrics.validationLoss().isPresent()
                ? String.format(Locale.ROOT, " val %.4f", metrics.validationLoss().getAsDouble())
                : "";
      }
    };
  }

  private void moveTo(int before, Instant began, String name, TrainingProgress progress) {
    if (!shown) {
      return;
    }
    unit = unit == 0 ? progress.steps() : unit;
    double stepFraction = (double) progress.step() / progress.steps();
    double timeFraction = Duration.between(began, Instant.now()).toMillis() / 1e3 / maximumSeconds;
    position = before * unit + Math.round(unit * Math.min(1, Math.max(stepFraction, timeFraction)));
    bar = bar == null ? open() : bar;
    bar.setExtraMessage(
        String.format(
            Locale.ROOT,
            " %sepoch %d/%d %,.0f/s loss %.4f%s",
            name.isEmpty() ? "" : name + " ",
            progress.epoch(),
            progress.epochs(),
            progress.examplesPerSecond(),
            progress.loss(),
            score));
    bar.stepTo(position);
  }

  private ProgressBar open() {
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax(unit * trainings)
        .startsFrom(position, Duration.between(start, Instant.now()))
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .clearDisplayOnFinish()
        .setConsumer(BarLine.on(console.err(), columns))
        .build();
  }

  /**
   * Prints a line of results above the bar.
   *
   * @param pattern its format
   * @param values the values in it
   */
  public void say(String pattern, Object... values) {
    clear();
    console.say(pattern, values);
  }

  @Override
  public void close() {
    clear();
  }

  /** Takes the bar away; the next step brings it back. */
  void clear() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
