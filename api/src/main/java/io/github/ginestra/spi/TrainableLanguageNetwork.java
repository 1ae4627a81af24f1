package io.github.ginestra.spi;

import java.util.List;

/**
 * A language network in training. For one thread at a time.
 *
 * <p>It keeps two states, one of {@link #step} and one of {@link #loss}, so that a validation in
 * between does not disturb the training. Each starts at zero, and again with each batch that is not
 * {@linkplain SequenceBatch#continued() continued}.
 */
public interface TrainableLanguageNetwork extends AutoCloseable {

  /**
   * Makes one step of the optimiser on the loss of the batches together: the cross-entropy between
   * softmax(logits) and the targets in nats, averaged over the targets that count. The batches are
   * read one after the other, their gradients accumulated, so that a step takes the memory of one
   * batch. The gradient reaches back to each batch's first token and no further (truncated
   * back-propagation through time).
   *
   * @param batches one or more batches of sequences; in each at least one target must count
   * @param learningRate the learning rate of this step; zero or more
   * @return the loss before the step, dropout included; NaN or infinite if the training has
   *     diverged
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if there is no batch, an id or a target is not a token, no
   *     target of a batch counts, or a batch is continued and there is none of its size before it
   */
  double step(List<SequenceBatch> batches, double learningRate);

  /**
   * Makes one step of the optimiser on the loss of one batch.
   *
   * @param batch sequences; at least one target must count
   * @param learningRate the learning rate of this step; zero or more
   * @return the loss before the step, dropout included; NaN or infinite if the training has
   *     diverged
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if an id or a target is not a token, no target counts, or the
   *     batch is continued and there is none of its size before it
   */
  default double step(SequenceBatch batch, double learningRate) {
    return step(List.of(batch), learningRate);
  }

  /**
   * Measures the same loss with the weights as they are now, without dropout.
   *
   * @param batch sequences
   * @return the mean loss in nats over the targets that count; 0 if none does, as when a state is
   *     only to be warmed up
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if an id or a target is not a token, or the batch is continued
   *     and there is none of its size before it
   */
  double loss(SequenceBatch batch);

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
