package io.github.ginestra.server;

import com.google.gson.JsonObject;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A training in the playground: what happens is kept as events, which any number of pages can
 * follow from the beginning. Safe for many threads.
 */
final class TrainingRun implements TrainingListener {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final String name;
  private final Course course;
  private final int epochs;
  private final @Nullable String backend;
  private final List<JsonObject> events = new ArrayList<>();
  private long lastStep;
  private volatile boolean cancelled;
  private boolean ended;

  /**
   * A training that has not begun.
   *
   * @param epochs 0 for as many as suit the data
   */
  TrainingRun(String name, Course course, int epochs, @Nullable String backend) {
    this.name = name;
    this.course = course;
    this.epochs = epochs;
    this.backend = backend;
  }

  /**
   * Trains.
   *
   * @return null if that failed, as the last event tells
   */
  Course.@Nullable Result run() {
    try {
      return course.train(this);
    } catch (RuntimeException | OutOfMemoryError e) {
      tell("failed", failed -> failed.addProperty("error", Messages.of(e)));
      return null;
    }
  }

  /** What trains; empty for what the class path chooses. */
  Optional<String> backend() {
    return Optional.ofNullable(backend);
  }

  /** Sets the options that the page asks for. */
  void setOptions(TrainingOptions.Builder options) {
    if (epochs > 0) {
      options.epochs(epochs);
    }
  }

  /** Tells what texts are learned from. */
  void tellData(int texts, int heldOut, Map<String, Integer> counts, List<String> warnings) {
    JsonObject labels = new JsonObject();
    counts.forEach(labels::addProperty);
    tell(
        "data",
        data -> {
          data.addProperty("texts", texts);
          data.addProperty("heldOut", heldOut);
          data.add("labels", labels);
          data.add("warnings", Answers.strings(warnings));
        });
  }

  /** Tells how good the model is. */
  void tellDone(Consumer<JsonObject> figures) {
    tell(
        "done",
        done -> {
          done.addProperty("model", name);
          done.addProperty("cancelled", cancelled);
          figures.accept(done);
        });
  }

  /** Adds an event. */
  void tell(String type, Consumer<JsonObject> members) {
    JsonObject event = event(type);
    members.accept(event);
    add(event);
  }

  private static JsonObject event(String type) {
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    return event;
  }

  @Override
  public void onPhase(Phase phase, long done, long total) {
    JsonObject event = event("phase");
    event.addProperty("phase", phase.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    event.addProperty("done", done);
    event.addProperty("total", total);
    addNowAndThen(event);
  }

  @Override
  public void onStep(TrainingProgress progress) {
    JsonObject event = event("step");
    event.addProperty("epoch", progress.epoch());
    event.addProperty("epochs", progress.epochs());
    event.addProperty("step", progress.step());
    event.addProperty("steps", progress.steps());
    event.addProperty("loss", progress.loss());
    event.addProperty("secondsLeft", progress.secondsLeft());
    addNowAndThen(event);
  }

  @Override
  public void onEpoch(EpochMetrics metrics) {
    JsonObject event = event("epoch");
    event.addProperty("epoch", metrics.epoch());
    event.addProperty("trainingLoss", metrics.trainingLoss());
    event.addProperty("trainingAccuracy", metrics.getTrainingAccuracy());
    event.addProperty("validationLoss", metrics.getValidationLoss());
    event.addProperty("validationAccuracy", metrics.getValidationAccuracy());
    add(event);
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  /** Has the training end after its current step, with what it has learned so far. */
  void cancel() {
    cancelled = true;
  }

  private void addNowAndThen(JsonObject event) {
    long now = System.nanoTime();
    if (now - lastStep > STEP_NANOS) {
      lastStep = now;
      add(event);
    }
  }

  private synchronized void add(JsonObject event) {
    events.add(event);
    notifyAll();
  }

  /** Says that nothing follows, once the model is served. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** The events from a position on, as soon as there are some; none after the last. */
  synchronized List<JsonObject> await(int from) throws InterruptedException {
    while (events.size() <= from && !ended) {
      wait();
    }
    return List.copyOf(events.subList(from, events.size()));
  }
}
