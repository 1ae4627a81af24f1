package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.ginestra.network.Targets;
import io.github.ginestra.spi.Loss;

/**
 * The loss of one batch. It is computed in Java, and the engine backpropagates its gradient from
 * the logits; or it is computed by the engine, where copying a large number of logits to Java and
 * back would take too long.
 *
 * @param loss the loss function
 * @param targets the target of each row of logits
 * @param onEngine whether the engine computes the loss, which must then be the softmax
 *     cross-entropy
 */
record BatchLoss(Loss loss, Targets targets, boolean onEngine) {

  /** Returns the loss of logits, (R, L). */
  double value(NDArray logits, NDManager manager) {
    float[] values = onEngine ? new float[0] : logits.toFloatArray();
    return onEngine
        ? crossEntropy(logits, manager).getFloat()
        : loss.gradient(values, targets, new float[values.length]);
  }

  /** Returns the loss of logits, (R, L), and collects the gradients of all parameters. */
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
    float[] factors = new float[ids.length]; // (R): minus the weight of each row in the mean
    double total = targets.weight();
    for (int row = 0; row < ids.length; row++) {
      factors[row] = (float) (-targets.weight(row) / total);
      ids[row] = Math.max(0, ids[row]); // rows without a target have weight 0, so any index will do
    }
    NDArray logProbabilities = logits.logSoftmax(1);
    NDArray picked =
        logProbabilities.get(new NDIndex().addAllDim().addPickDim(manager.create(ids)));
    return picked.mul(manager.create(factors, new Shape(factors.length, 1))).sum();
  }
}
