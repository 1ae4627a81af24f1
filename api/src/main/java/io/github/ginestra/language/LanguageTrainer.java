package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.internal.training.Checkpoint;
import io.github.ginestra.internal.training.Checkpoints;
import io.github.ginestra.internal.training.EpochLoop;
import io.github.ginestra.internal.training.FiniteNumbers;
import io.github.ginestra.internal.training.Learner;
import io.github.ginestra.internal.training.Trained;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Trains language models.
 *
 * @param watch says when it is to end before all is done
 * @param batcher what is learned from
 * @param validation what is measured after each epoch; no batches for no validation
 */
record LanguageTrainer(
    TrainingOptions options,
    TrainingWatch watch,
    SequenceBatcher batcher,
    Iterable<Batch> validation) {
  /** How many symbols are read at once. */
  private static final int PART = 256;

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
    return new EpochLoop<>(options, listener, learner, checkpoints, watch).run();
  }

  /** What a checkpoint must be like for this training to go on from it. */
  Checkpoints.Fit fit(NetworkSpec spec) {
    return checkpoint -> {
      checkpoint.requireFits(spec, options, batcher.batchesPerEpoch());
      if (batcher instanceof StreamBatcher) {
        requireStreams(checkpoint.state());
      }
    };
  }

  /** Checks that what is carried on, (layers, N, H), is that of as many streams as are read. */
  private void requireStreams(TrainingState state) {
    Weights carried = state.carried();
    Checkpoint.require(
        state.batches() == 0 || !carried.names().isEmpty(), "what the streams carry on is missing");
    for (String name : carried.names()) {
      List<Integer> shape = carried.get(name).shape();
      Checkpoint.require(
          shape.size() == 3 && shape.get(1) == options.batchSize(),
          "carried." + name + " has shape " + shape);
    }
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
      TrainingWatch.Progress progress = watch.validation();
      double loss = 0;
      long counted = 0;
      long done = 0;
      for (Batch batch : validation) {
        if (!progress.goesOn(done++, 0)) {
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

  /**
   * Checks what a language model answers to the symbols that it has learned from, if a weight is
   * extraordinary.
   *
   * @param symbols the symbols, of which the first are read
   * @throws io.github.ginestra.training.TrainingDivergedException if an answer is not finite
   */
  static void requireFiniteAnswers(Stepper stepper, IntSequence symbols, Trained trained) {
    int end =
        FiniteNumbers.isOrdinary(trained.weights())
            ? 0
            : Math.min(symbols.size(), FiniteNumbers.TOKENS);
    State state = stepper.start();
    for (int from = 0; from < end; from += PART) {
      int[] read = new int[Math.min(PART, end - from)];
      int first = from;
      Arrays.setAll(read, i -> symbols.get(first + i));
      for (float[] logits : stepper.score(state, read)) {
        FiniteNumbers.requireFinite(logits, trained);
      }
    }
  }
}
