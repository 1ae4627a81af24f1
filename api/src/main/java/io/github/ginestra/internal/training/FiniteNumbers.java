package io.github.ginestra.internal.training;

import io.github.ginestra.network.Weights;

/**
 * Whether what a training brings can be used: its weights, and the answers that they give. Weights
 * can be finite and yet so large that sums of them overflow.
 */
public final class FiniteNumbers {
  /**
   * The greatest weight that counts as ordinary: no sum of products of two such weights comes near
   * the greatest float. With greater ones, the answers to all texts are looked at.
   */
  private static final float ORDINARY = 1e9f;

  /** How many tokens are read to check ordinary weights. */
  public static final int TOKENS = 1 << 11;

  private FiniteNumbers() {}

  /**
   * Checks weights.
   *
   * @throws io.github.ginestra.training.TrainingDivergedException if one is not finite
   */
  public static void requireFinite(Weights weights, Trained trained) {
    for (String name : weights.names()) {
      for (float value : weights.get(name).values()) {
        if (!Float.isFinite(value)) {
          throw trained.diverged("the weight " + name, value);
        }
      }
    }
  }

  /** Whether no weight is so large that sums of products may overflow. */
  public static boolean isOrdinary(Weights weights) {
    for (String name : weights.names()) {
      for (float value : weights.get(name).values()) {
        if (Math.abs(value) > ORDINARY) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Checks an answer.
   *
   * @throws io.github.ginestra.training.TrainingDivergedException if a logit is not finite
   */
  public static void requireFinite(float[] logits, Trained trained) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw trained.diverged("the answer of the trained model", logit);
      }
    }
  }
}
