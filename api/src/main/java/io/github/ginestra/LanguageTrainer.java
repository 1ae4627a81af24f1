package io.github.ginestra;

import io.github.ginestra.spi.SequenceBatch;
import io.github.ginestra.spi.TrainableLanguageNetwork;
import io.github.ginestra.spi.Weights;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
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
    TrainingOptions options, SequenceBatcher batcher, Iterable<SequenceBatch> validation) {

  /**
   * Trains.
   *
   * @throws io.github.ginestra.training.TrainingDivergedException if the loss of a step or a weight
   *     is not finite
   */
  Trained train(TrainableLanguageNetwork network, TrainingListener listener) {
    return new EpochLoop<>(options, listener, new LanguageLearner(network)).run();
  }

  private final class LanguageLearner implements Learner<SequenceBatch> {
    private final TrainableLanguageNetwork network;

    LanguageLearner(TrainableLanguageNetwork network) {
      this.network = network;
    }

    @Override
    public int batchesPerEpoch() {
      return batcher.batchesPerEpoch();
    }

    @Override
    public Iterable<SequenceBatch> batches(Random random) {
      return batcher.batches(random);
    }

    @Override
    public Learned learn(SequenceBatch batch, double learningRate) {
      return new Learned(network.step(batch, learningRate), batch.counted(), OptionalInt.empty());
    }

    @Override
    public Validated validate() {
      double loss = 0;
      long counted = 0;
      for (SequenceBatch batch : validation) {
        if (Thread.currentThread().isInterrupted()) {
          return Validated.NONE;
        }
        loss += network.loss(batch) * batch.counted();
        counted += batch.counted();
      }
      return counted == 0
          ? Validated.NONE
          : new Validated(OptionalDouble.of(loss / counted), OptionalDouble.empty());
    }

    @Override
    public Weights weights() {
      return network.weights();
    }
  }
}
