package io.github.ginestra.internal.training;

import io.github.ginestra.network.Weights;
import io.github.ginestra.training.TrainingDivergedException;
import io.github.ginestra.training.TrainingHistory;

/**
 * What a training brings.
 *
 * @param history how it went
 * @param weights the weights to keep
 * @param isBest whether they are those with the lowest validation loss, not the last ones
 * @param epoch the epoch of the last step, from 1
 * @param step the last step, from 1
 * @param learningRate the learning rate of that step
 */
public record Trained(
    TrainingHistory history,
    Weights weights,
    boolean isBest,
    int epoch,
    long step,
    double learningRate) {

  /** The error that something became NaN or infinite. */
  TrainingDivergedException diverged(String what, double value) {
    return TrainingDivergedException.of(epoch, step, what, value, learningRate);
  }
}
