package io.github.ginestra.training;

/**
 * The loss of a training became NaN or infinite: the weights are lost. A smaller learning rate is
 * the usual way out.
 */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int epoch;
  private final long step;

  /**
   * At a step.
   *
   * @param epoch the epoch, from 1
   * @param step the step since the start, from 1
   * @param loss the loss of that step
   * @param learningRate the learning rate of that step
   */
  public TrainingDivergedException(int epoch, long step, double loss, double learningRate) {
    super(
        "the loss became "
            + loss
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
   * Returns the epoch in which it happened.
   *
   * @return the epoch, from 1
   */
  public int epoch() {
    return epoch;
  }

  /**
   * Returns the step at which it happened.
   *
   * @return the step since the start, from 1
   */
  public long step() {
    return step;
  }
}
