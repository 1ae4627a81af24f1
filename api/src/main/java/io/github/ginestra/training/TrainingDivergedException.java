package io.github.ginestra.training;

/**
 * The loss of a training, or a weight, became NaN or infinite: the weights are lost. A smaller
 * learning rate is the usual way out.
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
    this(
        epoch,
        step,
        "the loss became "
            + loss
            + " at step "
            + step
            + " (epoch "
            + epoch
            + ", learning rate "
            + learningRate
            + ")");
  }

  private TrainingDivergedException(int epoch, long step, String what) {
    super(what + "; try a smaller learning rate or a smaller clipNorm");
    this.epoch = epoch;
    this.step = step;
  }

  /**
   * By a step whose loss was finite, but not the weights it left.
   *
   * @param epoch the epoch, from 1
   * @param step the step since the start, from 1
   * @param name the name of a weight
   * @param value a value of it that is not finite
   * @return the error
   */
  public static TrainingDivergedException ofWeight(
      int epoch, long step, String name, double value) {
    return new TrainingDivergedException(
        epoch,
        step,
        "the weight " + name + " became " + value + " at step " + step + " (epoch " + epoch + ")");
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
