package io.github.ginestra.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Writes the progress of a training line by line, for a log:
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
 * <p>A line after each epoch; in between, whenever some time has passed, one with a step's own loss
 * or with how far preparation or validation is. For one training; not safe for use by several
 * threads at once.
 */
final class ProgressLines implements TrainingListener {
  /** The default interval: ten seconds. */
  static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

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
