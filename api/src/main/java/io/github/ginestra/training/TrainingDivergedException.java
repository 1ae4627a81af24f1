package io.github.ginestra.training;

import io.github.ginestra.internal.Checks;

/**
 * A training diverged: its loss, its validation loss, a weight or an answer of the trained model
 * became NaN or infinite. The weights are lost. A smaller learning rate is the usual remedy.
 */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int epoch;
  private final long step;

  /**
   * Creates the error of a step whose loss is not finite.
   *
   * @param epoch the epoch, from 1
   * @param step the step since the start, from 1
   * @param loss the loss of that step
   * @param learningRate the learning rate of that step
   */
  public TrainingDivergedException(int epoch, long step, double loss, double learningRate) {
    this(epoch, step, "the loss", loss, learningRate);
  }

  private TrainingDivergedException(
      int epoch, long step, String what, double value, double learningRate) {
    super(
        what
            + " became "
            + value
            + " at step "
            + step
            + " (epoch "
            + epoch
            + ", learning rate "
            + learningRate
            + "); try a smaller learning rate or a smaller clipNorm");
    this.epoch = epoch;
    this.step = step;
  }

  /**
   * Creates the error of a step whose loss was finite, but whose result is not.
   *
   * @param epoch the epoch, from 1
   * @param step the step since the start, from 1
   * @param what what is not finite, for example {@code "the weight output.bias"}
   * @param value its value
   * @param learningRate the learning rate of that step
   * @return the error
   */
  public static TrainingDivergedException of(
      int epoch, long step, String what, double value, double learningRate) {
    return new TrainingDivergedException(
        epoch, step, Checks.notNull(what, "what"), value, learningRate);
  }

  /** {@return the epoch in which it happened, from 1} */
  public int epoch() {
    return epoch;
  }

  /** {@return the step at which it happened, counted since the start, from 1} */
  public long step() {
    return step;
  }
}
