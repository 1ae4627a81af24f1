package io.github.ginestra.internal.training;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingDivergedException;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The epoch loop: the same for every engine and every kind of model. For one training.
 *
 * <p>It ends after all epochs, when the time is over, when validation no longer gets better, or
 * when the listener cancels it or the thread is interrupted: then after the step in hand, without
 * another validation, and the thread stays interrupted. A training with patience, and one that is
 * cancelled or interrupted, has the weights with the lowest validation loss, if there was a
 * validation; any other the last ones.
 *
 * <p>What it does next depends on its {@link TrainingPosition} and the learner's state alone: both
 * are written down as checkpoints, from which it goes on.
 */
public final class EpochLoop {
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final Learner learner;
  private final Checkpoints.Run checkpoints;
  private final TrainingWatch watch;
  private final long steps;
  private final long start;
  private final List<EpochMetrics> epochs;

  private TrainingPosition.Sums current;
  private long step;
  private long examples;
  private @Nullable Weights best;
  private int epoch;
  private double rate;
  private boolean cancelled;
  private boolean saved;

  /**
   * For one training.
   *
   * @param checkpoints says where to start, as the learner's network does, and writes down where
   *     the training stands
   * @param watch says when the training is to end before all is done
   * @throws IllegalStateException if the options want validation and there is none
   */
  public EpochLoop(
      TrainingOptions options,
      TrainingListener listener,
      Learner learner,
      Checkpoints.Run checkpoints,
      TrainingWatch watch) {
    this.options = options;
    this.listener = listener;
    this.learner = learner;
    this.checkpoints = checkpoints;
    this.watch = watch;
    requireSchedule(
        options, learner.isValidated(), "set validationFraction, or give what to validate on");
    TrainingPosition position = checkpoints.position();
    steps = (long) options.epochs() * stepsPerEpoch();
    start = watch.nanoTime() - (long) (position.seconds() * 1e9);
    watch.addEarlier(position.seconds());
    rate = options.learningRate();
    epochs = new ArrayList<>(position.epochs());
    epoch = position.epochs().size();
    current = position.current();
    step = position.step();
    examples = position.examples();
    best = checkpoints.best();
  }

  /**
   * Refuses options that follow the validation where there is none.
   *
   * @param remedy what the user can do to have one
   * @throws IllegalStateException if so
   */
  public static void requireValidation(TrainingOptions options, boolean validated, String remedy) {
    if (!validated && options.patience() > 0) {
      throw new IllegalStateException(
          "patience ("
              + options.patience()
              + ") needs something to validate on, or must be 0: "
              + remedy);
    }
    requireSchedule(options, validated, remedy);
  }

  private static void requireSchedule(TrainingOptions options, boolean validated, String remedy) {
    if (!validated && options.schedule() instanceof Schedule.ReduceOnPlateau) {
      throw new IllegalStateException(
          "the schedule " + options.schedule() + " follows the validation loss: " + remedy);
    }
  }

  private int stepsPerEpoch() {
    return (learner.batchesPerEpoch() + options.gradientAccumulation() - 1)
        / options.gradientAccumulation();
  }

  /**
   * Trains.
   *
   * @throws TrainingDivergedException if the loss of a step or of a validation, or a weight that is
   *     kept, is not finite
   */
  public Trained run() {
    checkpoints.begin(listener);
    while (epochs.size() < options.epochs() && !isOver()) {
      epoch = epochs.size() + 1;
      listener.onEpoch(makeEpoch());
    }
    if (!saved && !watch.isPreparationCut()) {
      save();
    }
    boolean toBest = options.patience() > 0 || cancelled;
    return toBest && best != null ? trained(best, true) : trained(learner.weights(), false);
  }

  /** Checks the weights: what the last step did to them no loss has shown yet. */
  private Trained trained(Weights weights, boolean isBest) {
    Trained trained =
        new Trained(history(), weights, isBest, Math.max(1, epoch), Math.max(1, step), rate);
    FiniteNumbers.requireFinite(weights, trained);
    return trained;
  }

  private boolean isOver() {
    return isCancelled()
        || watch.isTimeOver()
        || (options.patience() > 0
            && history().epochsWithoutImprovement(options.minimumImprovement())
                >= options.patience());
  }

  private boolean isCancelled() {
    cancelled |= watch.isCancelled();
    return cancelled;
  }

  private double seconds(long since) {
    return (watch.nanoTime() - since) / 1e9;
  }

  private TrainingHistory history() {
    return new TrainingHistory(epochs);
  }

  /** Makes an epoch, or what is left of one that is resumed. */
  private EpochMetrics makeEpoch() {
    makeSteps();
    Learner.Validated validated = isCancelled() ? Learner.Validated.NONE : validate();
    cancelled |= learner.isValidated() && validated.loss().isEmpty();
    if (cancelled) {
      save(); // as it is before the epoch is closed, which can so be resumed
    } else {
      validated.loss().ifPresent(this::keepBest);
    }
    EpochMetrics metrics = current.metrics(epoch, validated);
    epochs.add(metrics);
    current = TrainingPosition.Sums.NONE;
    if (!cancelled) {
      saved = false;
      if (checkpoints.places().isDueAfterEpoch()) {
        save();
      }
    }
    return metrics;
  }

  private Learner.Validated validate() {
    Learner.Validated validated = learner.validate();
    double loss = validated.loss().orElse(0);
    if (!Double.isFinite(loss)) {
      throw trained(learner.weights(), false).diverged("the validation loss", loss);
    }
    return validated;
  }

  private void makeSteps() {
    long epochStart = watch.nanoTime() - (long) (current.seconds() * 1e9);
    TrainingHistory past = history();
    Iterator<Batch> batches = learner.batches(random(options.seed(), epoch)).iterator();
    for (int made = 0; made < current.steps(); made++) {
      take(batches);
    }
    boolean goesOn = true;
    while (goesOn && batches.hasNext()) {
      Learner.Learned learned = makeStep(take(batches), past);
      current = current.plus(learned, seconds(epochStart));
      saved = false;
      if (checkpoints.places().isDueAfterStep(step)) {
        save();
      }
      goesOn = !isCancelled() && !watch.isTimeOver();
    }
  }

  /** Takes the batches of one step. */
  private List<Batch> take(Iterator<Batch> batches) {
    List<Batch> taken = new ArrayList<>();
    while (taken.size() < options.gradientAccumulation() && batches.hasNext()) {
      taken.add(batches.next());
    }
    return taken;
  }

  private Learner.Learned makeStep(List<Batch> batches, TrainingHistory past) {
    rate = options.learningRate() * options.schedule().factor(place(), steps, past);
    Learner.Learned learned = learner.learn(batches, rate);
    step++;
    if (!Double.isFinite(learned.loss())) {
      throw new TrainingDivergedException(epoch, step, learned.loss(), rate);
    }
    examples += learned.examples();
    listener.onStep(
        new TrainingProgress(
            epoch, options.epochs(), step, steps, examples, learned.loss(), seconds(start)));
    return learned;
  }

  /** The step's number, or the one that the time asks for, whichever is ahead. */
  private long place() {
    double passed = Math.min(1, watch.timeFraction());
    return Math.max(step, (long) (passed * (steps - 1)));
  }

  private void keepBest(double validationLoss) {
    double lowest =
        history()
            .best()
            .map(epoch -> epoch.validationLoss().getAsDouble())
            .orElse(Double.POSITIVE_INFINITY);
    if (validationLoss < lowest) {
      best = learner.weights();
    }
  }

  private void save() {
    checkpoints.write(this::checkpoint);
    saved = true;
  }

  /** Checks the weights: from weights that are lost no training could go on. */
  private Checkpoint checkpoint() {
    TrainingState state = learner.state();
    trained(state.weights(), false);
    return new Checkpoint(
        new TrainingPosition(epochs, current, step, examples, seconds(start)), state, best);
  }

  /** The random numbers of one epoch, independent of the epochs before it. */
  private static Random random(long seed, int epoch) {
    return new Random(new SplittableRandom(seed ^ ((long) epoch << 48)).nextLong());
  }
}
