package io.github.ginestra.training;

import io.github.ginestra.internal.Checks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells how far a training is, line by line, for a log:
 *
 * <pre>{@code
 * builder.listener(ProgressLines.to(logger::info))
 *
 * linear path 57/400
 * epoch 2/10 step 57/700 loss 0.2134 1,312 examples/s 35 s left
 * epoch 2/10 training loss 0.2411 accuracy 0.9312 validation loss 0.0812 accuracy 0.9845 3.4 s
 * }</pre>
 *
 * <p>A line after each epoch; in between, whenever some time has passed, one with a step's own loss
 * or with how far preparation or validation is. For one training; not safe for use by several
 * threads at once.
 */
public final class ProgressLines implements TrainingListener {
  /** The default of {@link #every}: ten seconds. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  private final Consumer<String> lines;
  private final Duration interval;
  private final LongSupplier nanoTime;
  private long last;
  private int epochs;

  ProgressLines(Consumer<String> lines, Duration interval, LongSupplier nanoTime) {
    this.lines = lines;
    this.interval = interval;
    this.nanoTime = nanoTime;
    last = nanoTime.getAsLong();
  }

  /**
   * Makes a listener.
   *
   * @param lines gets each line, without a line end, on the thread that trains
   * @return a listener for one training
   */
  public static ProgressLines to(Consumer<String> lines) {
    return new ProgressLines(Checks.notNull(lines, "lines"), DEFAULT_INTERVAL, System::nanoTime);
  }

  /**
   * Sets how much time passes between two lines within an epoch.
   *
   * @param interval zero for a line after each step
   * @return a listener for one training
   * @throws IllegalArgumentException if negative
   */
  public ProgressLines every(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("interval (" + interval + ") must not be negative");
    }
    return new ProgressLines(lines, interval, nanoTime);
  }

  @Override
  public void onResume(Path checkpoint, long step) {
    lines.accept("resumed after step " + step + " from " + checkpoint);
  }

  @Override
  public void onPhase(Phase phase, long done, long total) {
    if (nanoTime.getAsLong() - last >= interval.toNanos()) {
      last = nanoTime.getAsLong();
      String what = phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      String ofTotal = total == 0 ? "" : String.format(Locale.ROOT, "/%,d", total);
      lines.accept(String.format(Locale.ROOT, "%s %,d%s", what, done, ofTotal));
    }
  }

  @Override
  public void onStep(TrainingProgress progress) {
    epochs = progress.epochs();
    if (nanoTime.getAsLong() - last >= interval.toNanos()) {
      last = nanoTime.getAsLong();
      lines.accept(
          String.format(
              Locale.ROOT,
              "epoch %d/%d step %d/%d loss %.4f %,.0f examples/s %,.0f s left",
              progress.epoch(),
              progress.epochs(),
              progress.step(),
              progress.steps(),
              progress.loss(),
              progress.examplesPerSecond(),
              progress.secondsLeft()));
    }
  }

  @Override
  public void onEpoch(EpochMetrics metrics) {
    last = nanoTime.getAsLong();
    lines.accept(
        String.format(
            Locale.ROOT,
            "epoch %d%s training loss %.4f%s%s%s %.1f s",
            metrics.epoch(),
            epochs == 0 ? "" : "/" + epochs,
            metrics.trainingLoss(),
            shown(" accuracy", metrics.trainingAccuracy()),
            shown(" validation loss", metrics.validationLoss()),
            shown(" accuracy", metrics.validationAccuracy()),
            metrics.seconds()));
  }

  private static String shown(String name, OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%s %.4f", name, value.getAsDouble())
        : "";
  }
}
