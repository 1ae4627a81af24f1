package io.github.ginestra.spi;

import io.github.ginestra.internal.Softmax;
import io.github.ginestra.network.Targets;
import java.util.Arrays;

/** {@link Loss#SOFTMAX_CROSS_ENTROPY}. */
final class SoftmaxCrossEntropy implements Loss {
  @Override
  public double gradient(float[] logits, Targets targets, float[] gradient) {
    int classes = logits.length / targets.rows();
    double total = targets.weight();
    double loss = 0;
    for (int row = 0; row < targets.rows(); row++) {
      int from = row * classes;
      double fraction = targets.weight(row) / total;
      if (targets.isCounted(row)) {
        loss += fraction * row(logits, from, classes, targets.ids()[row], fraction, gradient);
      } else {
        Arrays.fill(gradient, from, from + classes, 0);
      }
    }
    return loss;
  }

  /** Returns the loss of one row; writes its gradient times {@code fraction}. */
  private static double row(
      float[] logits, int from, int classes, int target, double fraction, float[] gradient) {
    double logSum = Softmax.logSumExp(logits, from, classes);
    for (int i = from; i < from + classes; i++) {
      gradient[i] = (float) (fraction * Math.exp(logits[i] - logSum));
    }
    gradient[from + target] -= (float) fraction;
    return logSum - logits[from + target];
  }
}
