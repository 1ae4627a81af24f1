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
final class Progress implements AutoCloseable {
  private static final int UPDATE_MILLIS = 100;

  private final Console console;
  private final boolean shown;
  private final BarLine line;
  private final Instant start = Instant.now();

  /** Steps per training, as the first has it. */
  private long unit;

  /** The last validation loss, as it is shown. */
  private String score = "";

  private int begun;
  private long position;
  private @Nullable ProgressBar bar;

  /**
   * The progress on a console.
   *
   * @param shown whether there is a bar
   * @param columns how wide the terminal is; empty to look for it
   */
  Progress(Console console, boolean shown, OptionalInt columns) {
    this.console = console;
    this.shown = shown;
    line = BarLine.on(console.err(), columns.orElse(0));
  }

  /**
   * Returns the listener of the next training.
   *
   * @param name what it is called in the bar; may be empty
   * @param trainings how many there are in all
   */
  TrainingListener next(String name, int trainings) {
    int before = begun;
    begun++;
    score = "";
    return new TrainingListener() {
      @Override
      public void onStep(TrainingProgress progress) {
        moveTo(before, trainings, name, progress);
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

  private void moveTo(int before, int trainings, String name, TrainingProgress progress) {
    if (!shown) {
      return;
    }
    unit = unit == 0 ? progress.steps() : unit;
    position = before * unit + unit * progress.step() / progress.steps();
    bar = bar == null ? open(unit * trainings) : bar;
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

  private ProgressBar open(long steps) {
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax(steps)
        .startsFrom(position, Duration.between(start, Instant.now()))
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setConsumer(line)
        .build();
  }

  /** Prints a line of results above the bar. */
  void say(String pattern, Object... values) {
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
      line.clear(); // a bar that is closed before it was first drawn would stay
      bar = null;
    }
  }
}
