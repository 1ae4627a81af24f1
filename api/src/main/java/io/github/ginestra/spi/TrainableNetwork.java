package io.github.ginestra.spi;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Weights;
import java.util.List;

/**
 * A network in training. For one thread at a time.
 *
 * <p>A network that {@linkplain NetworkSpec#carriesState() carries its state} keeps two, one of
 * {@link #step} and one of {@link #loss}, so that a validation in between does not disturb the
 * training. Each starts at zero, and again with each batch that is not {@linkplain
 * Batch#continued() continued}.
 */
public interface TrainableNetwork extends AutoCloseable {

  /**
   * Makes one step of the optimiser on the loss of all batches together: the mean of their losses,
   * each counted with its {@linkplain Targets#weight() weight}. The batches are read one after the
   * other, their gradients accumulated, so that a step takes the memory of one batch. The gradient
   * reaches back to each batch's first step and no further (truncated back-propagation through
   * time).
   *
   * @param batches one or more batches with targets; in each at least one target must count
   * @param loss what is to become smaller
   * @param learningRate the learning rate of this step; zero or more
   * @return the loss before the step, dropout included; NaN or infinite if the training has
   *     diverged
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if there is no batch, one does not suit the network, has no
   *     target that counts, or is continued and there is none of its size before it
   */
  double step(List<Batch> batches, Loss loss, double learningRate);

  /**
   * Measures the loss of a batch with the weights as they are now, without dropout.
   *
   * @param batch sequences with targets
   * @param loss what is measured
   * @return the loss; 0 if no target counts, as when a state is only to be warmed up
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if the batch does not suit the network, has no targets, or is
   *     continued and there is none of its size before it
   */
  double loss(Batch batch, Loss loss);

  /**
   * Scores sequences with the weights as they are now, without dropout.
   *
   * @param batch sequences, not continued
   * @return logits, as of {@link Network#score}
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if the batch does not suit the network, or is continued
   */
  float[][] score(Batch batch);

  /**
   * Copies the weights.
   *
   * @return the weights as they are now, in the portable form
   * @throws IllegalStateException if the network is closed
   */
  Weights weights();

  /**
   * Copies all that is needed to go on with the training later.
   *
   * @return where the training stands
   * @throws IllegalStateException if the network is closed
   */
  TrainingState state();

  /** Releases the native memory. Calling it again does nothing. */
  @Override
  void close();
}
