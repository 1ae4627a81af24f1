package io.github.ginestra.internal.training;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.TrainingState;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/** What the epoch loop trains: a network with the data that it learns from. */
public interface Learner {

  /** How many batches each epoch has; one or more. */
  int batchesPerEpoch();

  /**
   * The batches of an epoch, each made as it is asked for.
   *
   * @param random the epoch's random numbers
   */
  Iterable<Batch> batches(Random random);

  /** Makes one step of the optimiser on one batch or several. */
  Learned learn(List<Batch> batches, double learningRate);

  /** Whether there is anything to validate on. */
  boolean isValidated();

  /** Measures the network as it is now. */
  Validated validate();

  /** Copies the network's weights as they are now. */
  Weights weights();

  /** Copies where the network stands. */
  TrainingState state();

  /**
   * What one step saw.
   *
   * @param loss the mean loss in nats, before the step
   * @param examples over how many examples
   * @param correct how many of them were scored right, if that is counted
   */
  record Learned(double loss, int examples, OptionalInt correct) {}

  /**
   * How validation went; empty without validation.
   *
   * @param loss the mean loss in nats
   * @param accuracy the fraction of examples scored right, if that is counted
   */
  record Validated(OptionalDouble loss, OptionalDouble accuracy) {
    public static final Validated NONE =
        new Validated(OptionalDouble.empty(), OptionalDouble.empty());
  }
}
