package io.github.ginestra;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.spi.Batch;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.Weights;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Trains language models.
 *
 * @param batcher what is learned from
 * @param validation what is measured after each epoch; no batches for no validation
 */
record LanguageTrainer(
    TrainingOptions options, SequenceBatcher batcher, Iterable<Batch> validation) {

  /**
   * Trains.
   *
   * @param checkpoints says where to start, as the network does, and writes down where the training
   *     stands
   * @throws io.github.ginestra.training.TrainingDivergedException if the loss of a step or a weight
   *     is not finite
   */
  Trained train(TrainableNetwork network, TrainingListener listener, Checkpoints.Run checkpoints) {
    Learner<Batch> learner = new LanguageLearner(network);
    return new EpochLoop<>(options, listener, learner, checkpoints).run();
  }

  private final class LanguageLearner implements Learner<Batch> {
    private final TrainableNetwork network;

    LanguageLearner(TrainableNetwork network) {
      this.network = network;
    }

    @Override
    public int batchesPerEpoch() {
      return batcher.batchesPerEpoch();
    }

    @Override
    public Iterable<Batch> batches(Random random) {
      return batcher.batches(random);
    }

    @Override
    public Learned learn(List<Batch> batches, double learningRate) {
      double loss = network.step(batches, Loss.SOFTMAX_CROSS_ENTROPY, learningRate);
      int counted = batches.stream().mapToInt(LanguageTrainer::counted).sum();
      return new Learned(loss, counted, OptionalInt.empty());
    }

    @Override
    public boolean isValidated() {
      return validation.iterator().hasNext();
    }

    @Override
    public Validated validate() {
      double loss = 0;
      long counted = 0;
      for (Batch batch : validation) {
        if (Thread.currentThread().isInterrupted()) {
          return Validated.NONE;
        }
        loss += network.loss(batch, Loss.SOFTMAX_CROSS_ENTROPY) * counted(batch);
        counted += counted(batch);
      }
      return counted == 0
          ? Validated.NONE
          : new Validated(OptionalDouble.of(loss / counted), OptionalDouble.empty());
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

  private static int counted(Batch batch) {
    return Checks.notNull(batch.targets(), "targets").counted();
  }
}
