package io.github.ginestra.classification;

import io.github.ginestra.internal.Softmax;
import io.github.ginestra.internal.training.Checkpoints;
import io.github.ginestra.internal.training.EpochLoop;
import io.github.ginestra.internal.training.FiniteNumbers;
import io.github.ginestra.internal.training.Learner;
import io.github.ginestra.internal.training.Trained;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
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
    Learner<Batch> learner = new ClassifierLearner(network);
    return new EpochLoop<>(options, listener, learner, checkpoints, watch).run();
  }

  /** What a checkpoint must be like for this training to go on from it. */
  Checkpoints.Fit fit(NetworkSpec spec) {
    return checkpoint -> checkpoint.requireFits(spec, options, batcher.batchesPerEpoch());
  }

  private final class ClassifierLearner implements Learner<Batch> {
    private final TrainableNetwork network;

    ClassifierLearner(TrainableNetwork network) {
      this.network = network;
    }

    @Override
    public int batchesPerEpoch() {
      return batcher.batchesPerEpoch();
    }

    @Override
    public Iterable<Batch> batches(Random random) {
      List<int[]> order = batcher.order(random);
      Iterator<Batch> batches =
          order.stream().map(positions -> batcher.batch(positions, random)).iterator();
      return () -> batches;
    }

    @Override
    public Learned learn(List<Batch> batches, double learningRate) {
      CountingLoss counting = new CountingLoss();
      double loss = network.step(batches, counting, learningRate);
      int texts = batches.stream().mapToInt(Batch::size).sum();
      return new Learned(loss, texts, OptionalInt.of(counting.correct));
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
        float[] row = logits[i];
        int label = validationLabels[i];
        loss += Softmax.logSumExp(row, 0, row.length) - row[label];
        correct += Softmax.argmax(row, 0, row.length) == label ? 1 : 0;
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

  /** The cross-entropy; counts the texts whose label has the greatest logit. */
  private static final class CountingLoss implements Loss {
    private int correct;

    @Override
    public double gradient(float[] logits, Targets targets, float[] gradient) {
      int labels = logits.length / targets.rows();
      for (int row = 0; row < targets.rows(); row++) {
        boolean right = Softmax.argmax(logits, row * labels, labels) == targets.ids()[row];
        correct += right ? 1 : 0;
      }
      return SOFTMAX_CROSS_ENTROPY.gradient(logits, targets, gradient);
    }
  }

  /**
   * Checks what a classifier answers to texts that it has learned from.
   *
   * @param texts the texts, of which some are read, or all if weights are extraordinary
   * @throws io.github.ginestra.training.TrainingDivergedException if an answer is not finite
   */
  static void requireFiniteAnswers(
      Scorer scorer, Network network, List<EncodedText> texts, Trained trained) {
    for (float[] logits : scorer.score(chosen(texts, trained), network::score)) {
      FiniteNumbers.requireFinite(logits, trained);
    }
  }

  /** Texts from all places of a list, as many as fit. */
  private static List<EncodedText> chosen(List<EncodedText> texts, Trained trained) {
    long tokens = 0;
    for (EncodedText text : texts) {
      tokens += text.length();
    }
    long every =
        FiniteNumbers.isOrdinary(trained.weights())
            ? Math.max(1, tokens / FiniteNumbers.TOKENS)
            : 1;
    List<EncodedText> chosen = new ArrayList<>();
    for (long i = 0; i < texts.size(); i += every) {
      chosen.add(texts.get((int) i));
    }
    return chosen;
  }
}
