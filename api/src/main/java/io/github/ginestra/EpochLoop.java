package io.github.ginestra;

import io.github.ginestra.spi.Weights;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingDivergedException;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The epoch loop: the same for every engine and every kind of model. For one training.
 *
 * <p>It ends after all epochs, when the time is over, when validation no longer gets better, or
 * when the thread is interrupted: then after the step in hand, without another validation, and the
 * thread stays interrupted.
 *
 * @param <B> a batch
 */
final class EpochLoop<B> {
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final Learner<B> learner;
  private final LongSupplier nanoTime;
  private final long steps;
  private final long start;

  private long step;
  private long examples;
  private @Nullable Weights best;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int epochsSinceBest;

  EpochLoop(TrainingOptions options, TrainingListener listener, Learner<B> learner) {
    this(options, listener, learner, System::nanoTime);
  }

  EpochLoop(
      TrainingOptions options,
      TrainingListener listener,
      Learner<B> learner,
      LongSupplier nanoTime) {
    this.options = options;
    this.listener = listener;
    this.learner = learner;
    this.nanoTime = nanoTime;
    steps = (long) options.epochs() * learner.batchesPerEpoch();
    start = nanoTime.getAsLong();
  }

  /**
   * Trains.
   *
   * @throws TrainingDivergedException if the loss of a step or a weight that is kept is not finite
   */
  Trained run() {
    List<EpochMetrics> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= options.epochs() && !isOver(); epoch++) {
      EpochMetrics metrics = makeEpoch(epoch);
      epochs.add(metrics);
      listener.onEpoch(metrics);
    }
    Weights kept = best != null ? best : learner.weights();
    requireFinite(kept, epochs.size());
    return new Trained(new TrainingHistory(epochs), kept);
  }

  /** Checks weights: what the last step did to them no loss has shown yet. */
  private void requireFinite(Weights weights, int epoch) {
    for (String name : weights.names()) {
      for (float value : weights.get(name).values()) {
        if (!Float.isFinite(value)) {
          throw TrainingDivergedException.ofWeight(epoch, step, name, value);
        }
      }
    }
  }

  private boolean isOver() {
    return isInterrupted()
        || isTimeOver()
        || (options.patience() > 0 && epochsSinceBest >= options.patience());
  }

  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  private boolean isTimeOver() {
    return seconds(start) >= options.maximumSeconds();
  }

  private double seconds(long since) {
    return (nanoTime.getAsLong() - since) / 1e9;
  }

  private EpochMetrics makeEpoch(int epoch) {
    long epochStart = nanoTime.getAsLong();
    double loss = 0;
    long seen = 0;
    long correct = 0;
    boolean counted = true;
    for (B batch : learner.batches(random(options.seed(), epoch))) {
      Learner.Learned learned = makeStep(batch, epoch);
      loss += learned.loss() * learned.examples();
      seen += learned.examples();
      correct += learned.correct().orElse(0);
      counted = learned.correct().isPresent();
      if (isInterrupted() || isTimeOver()) {
        break;
      }
    }
    double seconds = seconds(epochStart);
    Learner.Validated validated = isInterrupted() ? Learner.Validated.NONE : learner.validate();
    validated.loss().ifPresent(this::keepBest);
    return new EpochMetrics(
        epoch,
        loss / seen,
        counted ? OptionalDouble.of((double) correct / seen) : OptionalDouble.empty(),
        validated.loss(),
        validated.accuracy(),
        seconds);
  }

  private Learner.Learned makeStep(B batch, int epoch) {
    double rate = options.learningRate() * options.schedule().factor(place(), steps);
    Learner.Learned learned = learner.learn(batch, rate);
    step++;
    if (!Double.isFinite(learned.loss())) {
      throw new TrainingDivergedException(epoch, step, learned.loss(), rate);
    }
    examples += learned.examples();
    listener.onStep(
        new TrainingProgress(epoch, options.epochs(), step, steps, examples, learned.loss()));
    return learned;
  }

  /** The step's number, or the one that the time asks for, whichever is ahead. */
  private long place() {
    double share = Math.min(1, seconds(start) / options.maximumSeconds());
    return Math.max(step, (long) (share * (steps - 1)));
  }

  private void keepBest(double validationLoss) {
    if (options.patience() == 0) {
      return;
    }
    if (validationLoss < bestLoss) {
      best = learner.weights();
      bestLoss = validationLoss;
      epochsSinceBest = 0;
    } else {
      epochsSinceBest++;
    }
  }

  /** The chance of one epoch, independent of the epochs before it. */
  private static Random random(long seed, int epoch) {
    return new Random(new SplittableRandom(seed ^ ((long) epoch << 48)).nextLong());
  }
}
