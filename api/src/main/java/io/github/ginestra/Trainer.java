package io.github.ginestra;

import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.StepResult;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.WeightedSpec;
import io.github.ginestra.spi.Weights;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/** Trains classifiers. */
final class Trainer {
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final TrainingWatch watch;
  private final Scorer scorer;
  private final Batcher batcher;
  private final List<EncodedText> validation;
  private final int[] validationLabels;

  /**
   * For one training.
   *
   * @param watch says when it is to end before all is done
   * @param validation texts scored after each epoch; empty for no validation
   * @param validationLabels the label index of each of them
   */
  Trainer(
      TrainingOptions options,
      TrainingListener listener,
      TrainingWatch watch,
      Scorer scorer,
      Batcher batcher,
      List<EncodedText> validation,
      int[] validationLabels) {
    this.options = options;
    this.listener = listener;
    this.watch = watch;
    this.scorer = scorer;
    this.batcher = batcher;
    this.validation = validation;
    this.validationLabels = validationLabels;
  }

  /**
   * Trains.
   *
   * @param checkpoints says where to start, as the network does, and writes down where the training
   *     stands
   * @throws io.github.ginestra.training.TrainingDivergedException if the loss of a step or a weight
   *     is not finite
   */
  Trained train(TrainableNetwork network, Checkpoints.Run checkpoints) {
    Learner<EncodedBatch> learner = new ClassifierLearner(network);
    return new EpochLoop<>(options, listener, learner, checkpoints, watch).run();
  }

  /** What a checkpoint must be like for this training to go on from it. */
  Checkpoints.Fit fit(WeightedSpec spec) {
    return checkpoint -> checkpoint.requireFits(spec, options, batcher.batchesPerEpoch());
  }

  private final class ClassifierLearner implements Learner<EncodedBatch> {
    private final TrainableNetwork network;

    ClassifierLearner(TrainableNetwork network) {
      this.network = network;
    }

    @Override
    public int batchesPerEpoch() {
      return batcher.batchesPerEpoch();
    }

    @Override
    public Iterable<EncodedBatch> batches(Random random) {
      List<int[]> order = batcher.order(random);
      Iterator<EncodedBatch> batches =
          order.stream().map(positions -> batcher.batch(positions, random)).iterator();
      return () -> batches;
    }

    @Override
    public Learned learn(List<EncodedBatch> batches, double learningRate) {
      StepResult result = network.step(batches, learningRate);
      int texts = batches.stream().mapToInt(EncodedBatch::size).sum();
      return new Learned(result.loss(), texts, OptionalInt.of(result.correct()));
    }

    @Override
    public boolean isValidated() {
      return !validation.isEmpty();
    }

    @Override
    public Validated validate() {
      if (validation.isEmpty()) {
        return Validated.NONE;
      }
      float[][] logits = scorer.score(validation, network::score, watch.validation());
      if (logits == null) {
        return Validated.NONE;
      }
      double loss = 0;
      int correct = 0;
      for (int i = 0; i < logits.length; i++) {
        double[] probabilities = Classification.softmax(logits[i]);
        int label = validationLabels[i];
        loss -= Math.log(Math.max(probabilities[label], Double.MIN_NORMAL));
        correct += isGreatest(logits[i], label) ? 1 : 0;
      }
      return new Validated(
          OptionalDouble.of(loss / logits.length),
          OptionalDouble.of((double) correct / logits.length));
    }

    @Override
    public Weights weights() {
      return network.weights();
    }

    @Override
    public TrainingState state() {
      return network.state();
    }
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
}
