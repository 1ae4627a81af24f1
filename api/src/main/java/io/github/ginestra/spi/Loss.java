package io.github.ginestra.spi;

import io.github.ginestra.network.Targets;

/**
 * A loss function of logits and targets, with its gradient. It is computed in Java, so that it is
 * the same on every engine; the engine backpropagates the gradient through the network. A loss is
 * stateless, or used by one training only.
 */
@FunctionalInterface
public interface Loss {
  /**
   * The cross-entropy between softmax(logits) and the targets in nats, the mean over the targets
   * that count, each with its {@linkplain Targets#weight(int) weight}. For per-step heads, which
   * have many logits, an engine may compute it itself.
   */
  Loss SOFTMAX_CROSS_ENTROPY = new SoftmaxCrossEntropy();

  /**
   * The cross-entropy of outputs that are decided independently, for sequences with any number of
   * correct outputs ({@link Targets#sets}). It is the sum over the outputs of -ln p where the
   * output is correct and -ln(1 - p) where it is not, with p = 1 / (1 + exp(-logit)). The loss is,
   * in nats, the mean over the sequences that count, each with its weight.
   */
  Loss SIGMOID_CROSS_ENTROPY = new SigmoidCrossEntropy();

  /**
   * Computes the loss and its gradient.
   *
   * @param logits the logits, (R, L): one row per target
   * @param targets R targets, of which at least one counts
   * @param gradient (R, L), receives the derivative of the loss with respect to each logit: zero in
   *     rows that do not count
   * @return the mean loss over the targets that count; NaN or infinite if logits are
   */
  double gradient(float[] logits, Targets targets, float[] gradient);
}
