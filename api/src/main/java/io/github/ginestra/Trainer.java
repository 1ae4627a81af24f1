package io.github.ginestra;

import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.StepResult;
import io.github.ginestra.spi.TrainableNetwork;
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

/** The epoch loop: the same for every engine. */
final class Trainer {
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final Scorer scorer;
  private final Batcher batcher;
  private final List<EncodedText> validation;
  private final int[] validationLabels;

  private long step;
  private long examples;

  /**
   * For one training.
   *
   * @param validation texts scored after each epoch; empty for no validation
   * @param validationLabels the label index of each of them
   */
  Trainer(
      TrainingOptions options,
      TrainingListener listener,
      Scorer scorer,
      Batcher batcher,
      List<EncodedText> validation,
      int[] validationLabels) {
    this.options = options;
    this.listener = listener;
    this.scorer = scorer;
    this.batcher = batcher;
    this.validation = validation;
    this.validationLabels = validationLabels;
  }

  /**
   * Trains.
   *
   * @throws TrainingDivergedException if the loss of a step is not finite
   */
  TrainingHistory train(TrainableNetwork network) {
    List<EpochMetrics> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= options.epochs(); epoch++) {
      EpochMetrics metrics = trainEpoch(network, epoch);
      listener.onEpoch(metrics);
      epochs.add(metrics);
    }
    return new TrainingHistory(epochs);
  }

  /**
   * Checks the weights after the last step, whose effect no loss has shown yet.
   *
   * @throws TrainingDivergedException if one is not finite
   */
  Weights requireFinite(Weights weights) {
    for (String name : weights.names()) {
      for (float value : weights.get(name).values()) {
        if (!Float.isFinite(value)) {
          throw TrainingDivergedException.ofWeight(options.epochs(), step, name, value);
        }
      }
    }
    return weights;
  }

  private EpochMetrics trainEpoch(TrainableNetwork network, int epoch) {
    long start = System.nanoTime();
    Random random = random(options.seed(), epoch);
    double loss = 0;
    int correct = 0;
    int seen = 0;
    for (int[] positions : batcher.order(random)) {
      StepResult result = makeStep(network, batcher.batch(positions, random), epoch);
      loss += (double) result.loss() * positions.length;
      correct += result.correct();
      seen += positions.length;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return validated(network, epoch, loss / seen, (double) correct / seen, seconds);
  }

  private StepResult makeStep(TrainableNetwork network, EncodedBatch batch, int epoch) {
    long steps = (long) options.epochs() * batcher.batchesPerEpoch();
    double rate = options.learningRate() * options.schedule().factor(step, steps);
    StepResult result = network.step(batch, rate);
    step++;
    if (!Float.isFinite(result.loss())) {
      throw new TrainingDivergedException(epoch, step, result.loss(), rate);
    }
    examples += batch.size();
    listener.onStep(
        new TrainingProgress(epoch, options.epochs(), step, steps, examples, result.loss()));
    return result;
  }

  private EpochMetrics validated(
      TrainableNetwork network, int epoch, double loss, double accuracy, double seconds) {
    if (validation.isEmpty()) {
      return new EpochMetrics(
          epoch, loss, accuracy, OptionalDouble.empty(), OptionalDouble.empty(), seconds);
    }
    float[][] logits = scorer.score(validation, network::score);
    double validationLoss = 0;
    int correct = 0;
    for (int i = 0; i < logits.length; i++) {
      double[] probabilities = Classification.softmax(logits[i]);
      int label = validationLabels[i];
      validationLoss -= Math.log(Math.max(probabilities[label], Double.MIN_NORMAL));
      correct += isGreatest(logits[i], label) ? 1 : 0;
    }
    return new EpochMetrics(
        epoch,
        loss,
        accuracy,
        OptionalDouble.of(validationLoss / logits.length),
        OptionalDouble.of((double) correct / logits.length),
        seconds);
  }

  /** Whether a label wins, as {@link Classification} decides it: of equal ones the first. */
  private static boolean isGreatest(float[] logits, int label) {
    for (int i = 0; i < logits.length; i++) {
      if (logits[i] > logits[label] || (i < label && logits[i] == logits[label])) {
        return false;
      }
    }
    return true;
  }

  /** The chance of one epoch, independent of the epochs before it. */
  private static Random random(long seed, int epoch) {
    return new Random(new SplittableRandom(seed ^ ((long) epoch << 48)).nextLong());
  }
}
