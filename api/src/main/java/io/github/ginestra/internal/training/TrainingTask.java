package io.github.ginestra.internal.training;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of model in training, with its data: the network, the batches, the loss, the validation,
 * and the model that comes out. {@link TrainingRun} does the rest.
 *
 * @param <M> the type of the model
 */
public interface TrainingTask<M> {
  NetworkSpec spec();

  /** The weights before the first step. */
  Weights initialWeights();

  /** The SHA-256 of what is learned from. */
  String corpusSha256();

  /** What the provenance says beside the configuration, such as the number of examples. */
  Map<String, Object> notes();

  /** What the model file says of the model beside its weights, as the training begins. */
  Document document(Provenance provenance);

  /** How many batches an epoch has; 1 or more. */
  int batchesPerEpoch();

  /**
   * The batches of an epoch, each made when it is asked for.
   *
   * @param random the epoch's random numbers
   */
  Iterable<Batch> batches(Random random);

  /** Makes one step of the optimiser on one batch or several. */
  Learner.Learned learn(TrainableNetwork network, List<Batch> batches, double learningRate);

  /** Whether there is anything to validate on. */
  default boolean isValidated() {
    return false;
  }

  /** Validates the network as it is; {@link Learner.Validated#NONE} if that is ended early. */
  default Learner.Validated validate(TrainableNetwork network, TrainingWatch.Progress progress) {
    return Learner.Validated.NONE;
  }

  /**
   * Checks that a checkpoint holds what this kind of model needs to resume.
   *
   * @throws IllegalArgumentException if it does not
   */
  default void requireFits(Checkpoint checkpoint) {}

  /**
   * Adds a listener that watches the network, to the one of the user.
   *
   * @param load makes a network that runs of weights
   */
  default TrainingListener watching(
      TrainingListener listener, TrainableNetwork network, Function<Weights, Network> load) {
    return listener;
  }

  /** The weights that the model gets, of those that were trained. */
  default Weights finished(Weights trained) {
    return trained;
  }

  /**
   * Checks what the trained network answers to what it learned from.
   *
   * @throws io.github.ginestra.training.TrainingDivergedException if an answer is not finite
   */
  void requireFiniteAnswers(Network network, Trained trained);

  /**
   * What is learned after the last epoch, such as what was held out until then; null for nothing.
   * Asked for once, before {@link #model}, unless the training was ended early.
   *
   * @param trained the network as the epochs have trained it
   */
  default @Nullable Ending ending(Network trained) {
    return null;
  }

  /**
   * A few more epochs, which are not validated.
   *
   * @param epochs how many
   * @param learningRate the learning rate of their first step, which falls to 0
   * @param batchesPerEpoch how many batches each has
   * @param batches the batches of an epoch, by its random numbers
   */
  record Ending(
      int epochs,
      double learningRate,
      int batchesPerEpoch,
      Function<Random, Iterable<Batch>> batches) {}

  /** Makes the model, which owns the network. */
  M model(Network network, TrainingHistory history, Provenance provenance);
}
