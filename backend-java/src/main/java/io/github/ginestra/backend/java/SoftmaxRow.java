package io.github.ginestra.backend.java;

/** The cross-entropy of one row of logits. */
final class SoftmaxRow {
  private SoftmaxRow() {}

  /**
   * Computes it with its gradient.
   *
   * @param count L, how many logits there are
   * @param target the index of the right one
   * @param share what the gradient is multiplied with
   * @param gradient where it is written, (L)
   * @return the cross-entropy in nats; NaN or infinite where a logit is
   */
  static double gradient(float[] logits, int count, int target, float share, float[] gradient) {
    float greatest = greatest(logits, count);
    Exponential.of(logits, greatest, count, gradient);
    double sum = sum(gradient, count);
    float scale = (float) (share / sum);
    for (int i = 0; i < count; i++) {
      gradient[i] *= scale;
    }
    gradient[target] -= share;
    return StrictMath.log(sum) + greatest - logits[target];
  }

  private static float greatest(float[] logits, int count) {
    float greatest = logits[0];
    for (int i = 1; i < count; i++) {
      greatest = Math.max(greatest, logits[i]);
    }
    return greatest;
  }

  /** Four sums that do not wait for each other, in a fixed order. */
  private static double sum(float[] values, int count) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      sum0 += values[i];
      sum1 += values[i + 1];
      sum2 += values[i + 2];
      sum3 += values[i + 3];
    }
    for (; i < count; i++) {
      sum0 += values[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
