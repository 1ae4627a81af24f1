package io.github.ginestra.spi;

import java.util.List;

/** A network in training. For one thread at a time. */
public interface TrainableNetwork extends AutoCloseable {

  /**
   * Makes one step of the optimiser on the loss of all texts of the batches together: the
   * cross-entropy between softmax(logits) and the labels in nats, averaged over the texts with
   * their {@linkplain EncodedBatch#exampleWeights() weights}: Σ w·l / Σ w. The gradients of the
   * batches are accumulated one after the other, so that a step takes the memory of one batch.
   *
   * @param batches one or more batches of texts with labels
   * @param learningRate the learning rate of this step; zero or more
   * @return the loss before the step, dropout included
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if there is no batch, or one has no labels
   */
  StepResult step(List<EncodedBatch> batches, double learningRate);

  /**
   * Makes one step of the optimiser on the loss of one batch.
   *
   * @param batch texts with labels
   * @param learningRate the learning rate of this step; zero or more
   * @return the loss before the step, dropout included
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if the batch has no labels
   */
  default StepResult step(EncodedBatch batch, double learningRate) {
    return step(List.of(batch), learningRate);
  }

  /**
   * Scores texts with the weights as they are now, without dropout.
   *
   * @param batch N encoded texts
   * @return logits, shape (N, L)
   * @throws IllegalStateException if the network is closed
   */
  float[][] score(EncodedBatch batch);

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
