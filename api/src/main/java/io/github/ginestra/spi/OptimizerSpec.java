package io.github.ginestra.spi;

import io.github.ginestra.internal.Checks;

/**
 * The optimiser: its method and parameters. First the gradient of all weights together is scaled
 * down to {@code clipNorm} if its Euclidean norm is greater (Pascanu et al., 2013), then the method
 * updates each weight.
 *
 * @param method the update rule
 * @param beta1 decay rate of the moving average of gradients (Adam, AdamW), in [0, 1)
 * @param beta2 decay rate of the moving average of squared gradients (Adam, AdamW), in [0, 1)
 * @param epsilon added to the denominator (Adam, AdamW); positive
 * @param weightDecay λ. SGD and Adam add λ·w to the gradient; AdamW subtracts learningRate·λ·w from
 *     the weight (Loshchilov and Hutter, 2019)
 * @param clipNorm the maximum norm of the whole gradient; positive, {@link
 *     Double#POSITIVE_INFINITY} for no clipping
 */
public record OptimizerSpec(
    Method method,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double clipNorm) {

  /** The update rule. */
  public enum Method {
    /** {@code w -= learningRate · g}. */
    SGD,
    /** Adam (Kingma and Ba, 2015), with bias correction. */
    ADAM,
    /** Adam with decoupled weight decay (Loshchilov and Hutter, 2019). */
    ADAMW
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public OptimizerSpec {
    Checks.notNull(method, "method");
    Checks.fraction(beta1, "beta1");
    Checks.fraction(beta2, "beta2");
    Checks.positive(epsilon, "epsilon");
    Checks.notNegative(weightDecay, "weightDecay");
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm (" + clipNorm + ") must be positive");
    }
  }
}
