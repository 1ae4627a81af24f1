package io.github.ginestra.backend.contract;

import io.github.ginestra.network.Targets;
import io.github.ginestra.spi.Loss;

/** Half the squared distance of the logits to the one-hot target. */
final class Squares implements Loss {
  static double of(double[] logits, int target) {
    double sum = 0;
    for (int l = 0; l < logits.length; l++) {
      double distance = logits[l] - (l == target ? 1 : 0);
      sum += distance * distance / 2;
    }
    return sum;
  }

  @Override
  public double gradient(float[] logits, Targets targets, float[] gradient) {
    int classes = logits.length / targets.rows();
    double loss = 0;
    for (int i = 0; i < logits.length; i++) {
      int row = i / classes;
      double fraction = targets.weight(row) / targets.weight();
      double distance = logits[i] - (i % classes == targets.ids()[row] ? 1 : 0);
      gradient[i] = (float) (fraction * distance);
      loss += fraction * distance * distance / 2;
    }
    return loss;
  }
}
