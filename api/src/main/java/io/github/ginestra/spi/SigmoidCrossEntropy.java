package io.github.ginestra.spi;

import io.github.ginestra.network.Targets;
import java.util.Arrays;

/** {@link Loss#SIGMOID_CROSS_ENTROPY}. */
final class SigmoidCrossEntropy implements Loss {
  @Override
  public double gradient(float[] logits, Targets targets, float[] gradient) {
    int[][] sets = targets.sets();
    if (sets == null) {
      throw new IllegalArgumentException("the sigmoid cross-entropy needs targets with sets");
    }
    int outputs = logits.length / targets.rows();
    double total = targets.weight();
    double loss = 0;
    for (int row = 0; row < targets.rows(); row++) {
      int from = row * outputs;
      if (targets.isCounted(row)) {
        double share = targets.weight(row) / total;
        loss += share * row(logits, from, outputs, sets[row], share, gradient);
      } else {
        Arrays.fill(gradient, from, from + outputs, 0);
      }
    }
    return loss;
  }

  /** Returns the loss of one row; writes its gradient times {@code share}. */
  private static double row(
      float[] logits, int from, int outputs, int[] set, double share, float[] gradient) {
    double loss = 0;
    for (int i = from; i < from + outputs; i++) {
      double z = logits[i];
      double small = Math.exp(-Math.abs(z));
      loss += Math.max(z, 0) + Math.log1p(small); // ln(1 + e^z), which does not overflow
      gradient[i] = (float) (share * (z >= 0 ? 1 : small) / (1 + small));
    }
    for (int output : set) {
      loss -= logits[from + output];
      gradient[from + output] -= (float) share;
    }
    return loss;
  }
}
