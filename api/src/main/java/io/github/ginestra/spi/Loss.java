package io.github.ginestra.spi;

import io.github.ginestra.network.Targets;

/**
 * What a training makes smaller: a function of logits and targets, with its gradient. It is
 * computed in Java, so that every engine learns the same; an engine carries the gradient back
 * through its network. Stateless, or for one training.
 */
@FunctionalInterface
public interface Loss {
  /**
   * The cross-entropy between softmax(logits) and the targets in nats, the mean over the targets
   * that count, each with its {@linkplain Targets#weight(int) weight}. For heads at each step,
   * whose logits are many, an engine may compute it itself.
   */
  Loss SOFTMAX_CROSS_ENTROPY = new SoftmaxCrossEntropy();

  /**
   * Computes the loss and its gradient.
   *
   * @param logits the logits, (R, L): a row for each target
   * @param targets R targets, of which at least one counts
   * @param gradient (R, L), where the derivative of the loss by each logit is written: zero in the
   *     rows that do not count
   * @return the mean loss over the targets that count; NaN or infinite where logits are
   */
  double gradient(float[] logits, Targets targets, float[] gradient);
}
