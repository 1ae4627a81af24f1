package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.ginestra.network.Targets;
import io.github.ginestra.spi.Loss;

/**
 * The loss of one batch: computed in Java, whose gradient is carried back from the logits; or by
 * the engine, where logits are so many that taking them to Java and back would cost.
 *
 * @param loss what is computed
 * @param targets the targets of the rows that there are logits of
 * @param onEngine whether the engine computes it, which knows the softmax cross-entropy alone
 */
record BatchLoss(Loss loss, Targets targets, boolean onEngine) {

  /** The loss of logits, (R, L). */
  double measure(NDArray logits, NDManager manager) {
    float[] values = onEngine ? new float[0] : logits.toFloatArray();
    return onEngine
        ? crossEntropy(logits, manager).getFloat()
        : loss.gradient(values, targets, new float[values.length]);
  }

  /** The loss of logits, (R, L), and the gradients of all that they were made of. */
  double backward(NDArray logits, NDManager manager, GradientCollector collector) {
    if (onEngine) {
      NDArray value = crossEntropy(logits, manager);
      collector.backward(value);
      return value.getFloat();
    }
    float[] values = logits.toFloatArray();
    float[] gradient = new float[values.length];
    double value = loss.gradient(values, targets, gradient);
    collector.backward(logits.mul(manager.create(gradient, logits.getShape())).sum());
    return value;
  }

  private NDArray crossEntropy(NDArray logits, NDManager manager) {
    int[] ids = targets.ids().clone();
    float[] shares = new float[ids.length]; // (R): minus how much each row counts in the mean
    double total = targets.weight();
    for (int row = 0; row < ids.length; row++) {
      shares[row] = (float) (-targets.weight(row) / total);
      ids[row] = Math.max(0, ids[row]); // any where none counts
    }
    NDArray logProbabilities = logits.logSoftmax(1);
    NDArray picked =
        logProbabilities.get(new NDIndex().addAllDim().addPickDim(manager.create(ids)));
    return picked.mul(manager.create(shares, new Shape(shares.length, 1))).sum();
  }
}
