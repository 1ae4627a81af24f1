package io.github.ginestra.spi;

/** A network in training. For one thread at a time. */
public interface TrainableNetwork extends AutoCloseable {

  /**
   * Makes one step of the optimiser on the batch's loss: the cross-entropy between softmax(logits)
   * and the labels in nats, averaged over the texts with their {@linkplain
   * EncodedBatch#exampleWeights() weights}: Σ w·l / Σ w.
   *
   * @param batch texts with labels
   * @param learningRate the learning rate of this step; zero or more
   * @return the loss before the step, dropout included
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if the batch has no labels
   */
  StepResult step(EncodedBatch batch, double learningRate);

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

  /** Releases the native memory. Calling it again does nothing. */
  @Override
  void close();
}
