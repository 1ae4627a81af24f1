package io.github.ginestra.server;

import com.google.gson.JsonObject;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A training in the playground: what happens is kept as events, which any number of pages can
 * follow from the beginning. A fifth of the texts is held out to measure the classifier and its
 * baselines; a tenth of the others is for validation. Safe for many threads.
 */
final class TrainingRun implements TrainingListener {
  private static final double TRAIN_FRACTION = 0.8;
  private static final double LEARN_FRACTION = 0.9;
  private static final long SEED = 1;
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final String name;
  private final Examples examples;
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
  TrainingRun(String name, Examples examples, int epochs, @Nullable String backend) {
    this.name = name;
    this.examples = examples;
    this.epochs = epochs;
    this.backend = backend;
  }

  /** A trained classifier and what it says of the texts held out. */
  record Result(SequenceClassifier model, Predictions predictions) {}

  /**
   * Trains.
   *
   * @return null if that failed, as the last event tells
   */
  @Nullable Result run() {
    try {
      return train();
    } catch (RuntimeException | OutOfMemoryError e) {
      JsonObject failed = event("failed");
      failed.addProperty("error", Messages.of(e));
      add(failed);
      return null;
    }
  }

  private Result train() {
    Split split = examples.split(TRAIN_FRACTION, SEED);
    Split learned = split.train().split(LEARN_FRACTION, SEED);
    data(split);
    baselines(split);
    SequenceClassifier model = builder().listener(this).train(learned.train(), learned.test());
    Predictions predictions = model.predict(split.test());
    done(predictions.evaluation());
    return new Result(model, predictions);
  }

  private ClassifierBuilder builder() {
    ClassifierBuilder builder = Classifiers.text();
    if (backend != null) {
      builder.backend(backend);
    }
    return epochs == 0 ? builder : builder.training(options -> options.epochs(epochs));
  }

  private void data(Split split) {
    JsonObject data = event("data");
    data.addProperty("texts", examples.size());
    data.addProperty("training", split.train().size());
    data.addProperty("heldOut", split.test().size());
    JsonObject counts = new JsonObject();
    examples.counts().forEach(counts::addProperty);
    data.add("labels", counts);
    data.add("warnings", Answers.strings(examples.warnings()));
    add(data);
  }

  private void baselines(Split split) {
    JsonObject baselines = event("baselines");
    try (SequenceClassifier linear = Classifiers.text().linearOnly().train(split.train())) {
      Evaluation evaluation = linear.predict(split.test()).evaluation();
      baselines.addProperty("majority", evaluation.majorityAccuracy());
      baselines.addProperty("linear", evaluation.accuracy());
    }
    add(baselines);
  }

  private void done(Evaluation evaluation) {
    JsonObject done = event("done");
    done.addProperty("model", name);
    done.addProperty("accuracy", evaluation.accuracy());
    done.addProperty("macroF1", evaluation.macroAverage().f1());
    done.addProperty("cancelled", cancelled);
    add(done);
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
