package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Moves weights along their gradients: clipping by the norm of all gradients together, then SGD,
 * Adam or AdamW.
 */
final class GradientSteps {
  private static final float NO_ELEMENT_CLIP = -1;

  private final OptimizerSpec optimizer;
  private final NDManager manager;
  private final List<Moments> weights = new ArrayList<>();
  private long made;

  /** A weight with Adam's running means of its gradient and of the gradient's square. */
  private record Moments(NDArray weight, NDArray mean, NDArray variance) {}

  /** For weights that from now on collect gradients. */
  GradientSteps(OptimizerSpec optimizer, Collection<NDArray> weights, NDManager manager) {
    this.optimizer = optimizer;
    this.manager = manager;
    for (NDArray weight : weights) {
      weight.setRequiresGradient(true);
      this.weights.add(
          new Moments(weight, manager.zeros(weight.getShape()), manager.zeros(weight.getShape())));
    }
  }

  /**
   * Makes one step along the gradients collected last. While it lasts, the weights belong to a
   * manager of its own, and so does what the engine attaches to theirs.
   */
  void make(double learningRate) {
    made++;
    try (NDManager stepManager = manager.newSubManager()) {
      weights.forEach(w -> stepManager.tempAttachAll(w.weight()));
      List<NDArray> gradients = weights.stream().map(w -> w.weight().getGradient()).toList();
      double scale = scale(gradients);
      for (int i = 0; i < weights.size(); i++) {
        move(weights.get(i), gradients.get(i), learningRate, scale);
      }
    }
  }

  /** What brings the norm of all gradients together down to the clip norm; 1 if it is not above. */
  private double scale(List<NDArray> gradients) {
    if (optimizer.clipNorm() == Double.POSITIVE_INFINITY) {
      return 1;
    }
    double squares = 0;
    for (NDArray gradient : gradients) {
      try (NDArray norm = gradient.norm()) {
        double value = norm.getFloat();
        squares += value * value;
      }
    }
    return Math.min(1, optimizer.clipNorm() / Math.sqrt(squares));
  }

  private void move(Moments w, NDArray gradient, double learningRate, double scale) {
    if (optimizer.method() == Method.SGD) {
      gradient
          .getNDArrayInternal()
          .sgdUpdate(
              new NDList(w.weight(), gradient),
              new NDList(w.weight()),
              (float) learningRate,
              (float) optimizer.weightDecay(),
              (float) scale,
              NO_ELEMENT_CLIP,
              0,
              false);
      return;
    }
    double meanCorrection = 1 - Math.pow(optimizer.beta1(), (double) made);
    double varianceCorrection = Math.sqrt(1 - Math.pow(optimizer.beta2(), (double) made));
    gradient
        .getNDArrayInternal()
        .adamUpdate(
            new NDList(w.weight(), gradient, w.mean(), w.variance()),
            new NDList(w.weight()),
            (float) learningRate,
            (float) (learningRate * varianceCorrection / meanCorrection),
            (float) optimizer.weightDecay(),
            (float) scale,
            NO_ELEMENT_CLIP,
            (float) optimizer.beta1(),
            (float) optimizer.beta2(),
            (float) (optimizer.epsilon() * varianceCorrection),
            false,
            optimizer.method() == Method.ADAMW);
  }
}
