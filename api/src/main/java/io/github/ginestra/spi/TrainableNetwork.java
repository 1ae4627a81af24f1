package io.github.ginestra.spi;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Weights;
import java.util.List;

/**
 * A network in training. Not safe for concurrent use.
 *
 * <p>A network that {@linkplain NetworkSpec#carriesState() carries its state} keeps two states, one
 * for {@link #step} and one for {@link #loss}, so that a validation does not affect the training.
 * Each is zero at first, and again with each batch that is not {@linkplain Batch#continued()
 * continued}.
 */
public interface TrainableNetwork extends AutoCloseable {

  /**
   * Makes one step of the optimiser on the loss of all batches: the mean of their losses, each with
   * its {@linkplain Targets#weight() weight}. The batches are processed one after the other and
   * their gradients accumulated, so that a step needs the memory of one batch. Gradients flow back
   * to the first step of each batch (truncated backpropagation through time).
   *
   * @param batches one or more batches with targets; in each at least one target must count
   * @param loss the loss to minimise
   * @param learningRate the learning rate of this step; zero or more
   * @return the loss before the step, dropout included; NaN or infinite if the training has
   *     diverged
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if there is no batch, one does not suit the network, has no
   *     target that counts, or is continued and there is none of its size before it
   */
  double step(List<Batch> batches, Loss loss, double learningRate);

  /**
   * Computes the loss of a batch with the current weights, without dropout.
   *
   * @param batch sequences with targets
   * @param loss the loss to compute
   * @return the loss; 0 if no target counts, as when only the state is to be updated
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if the batch does not suit the network, has no targets, or is
   *     continued and there is none of its size before it
   */
  double loss(Batch batch, Loss loss);

  /**
   * Scores sequences with the current weights, without dropout.
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
   * @return the current weights, in the portable form
   * @throws IllegalStateException if the network is closed
   */
  Weights weights();

  /**
   * Copies everything that is needed to resume the training later.
   *
   * @return the state of the training
   * @throws IllegalStateException if the network is closed
   */
  TrainingState state();

  /** Releases the native memory. Further calls have no effect. */
  @Override
  void close();
}
