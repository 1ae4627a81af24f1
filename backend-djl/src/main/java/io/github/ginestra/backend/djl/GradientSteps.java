package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.TrainingState;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Updates the weights from their gradients: clipping by the global norm, then SGD, Adam or AdamW.
 */
final class GradientSteps {
  private static final float NO_ELEMENT_CLIP = -1;

  private static final String MEAN = "mean.";
  private static final String VARIANCE = "variance.";

  private final OptimizerSpec optimizer;
  private final NDManager manager;
  private final Map<String, Moments> weights = new LinkedHashMap<>();
  private long made;

  /** A weight with Adam's moving averages of its gradient and of the squared gradient. */
  private record Moments(NDArray weight, NDArray mean, NDArray variance) {}

  /**
   * Makes the weights collect gradients, and restores the optimizer's moments.
   *
   * @param state the state after the steps made so far
   * @throws IllegalArgumentException if a moment does not have its weight's shape
   */
  GradientSteps(
      OptimizerSpec optimizer,
      Map<String, NDArray> weights,
      TrainingState state,
      NDManager manager) {
    this.optimizer = optimizer;
    this.manager = manager;
    made = state.steps();
    weights.forEach(
        (name, weight) -> {
          weight.setRequiresGradient(true);
          NDArray mean = restore(state, MEAN + name, weight.getShape());
          NDArray variance = restore(state, VARIANCE + name, weight.getShape());
          this.weights.put(name, new Moments(weight, mean, variance));
        });
  }

  private NDArray restore(TrainingState state, String name, Shape shape) {
    if (made == 0 || optimizer.method() == Method.SGD) {
      return manager.zeros(shape);
    }
    Tensor remembered = state.moments().get(name);
    if (!Parameters.shape(remembered).equals(shape)) {
      throw new IllegalArgumentException(
          "moment " + name + " has shape " + remembered.shape() + ", its weight " + shape);
    }
    return Parameters.copy(manager, remembered.values(), shape);
  }

  /** The number of steps made, those before a resumption included. */
  long made() {
    return made;
  }

  /** Copies the optimizer's moments; empty before the first step and with SGD. */
  Weights moments() {
    Map<String, Tensor> moments = new LinkedHashMap<>();
    if (made > 0 && optimizer.method() != Method.SGD) {
      weights.forEach((name, w) -> moments.put(MEAN + name, Parameters.tensor(w.mean())));
      weights.forEach((name, w) -> moments.put(VARIANCE + name, Parameters.tensor(w.variance())));
    }
    return Weights.of(moments);
  }

  /**
   * Gradient accumulation: adds a fraction of the gradients collected last to sums, and clears
   * them, as the engine's own step does, since PyTorch adds new gradients to those not cleared.
   *
   * @param sums in the order of the weights; empty for the first batch
   * @param sumManager owns the sums
   */
  void addGradients(double fraction, List<NDArray> sums, NDManager sumManager) {
    withGradients(
        gradients -> {
          for (int i = 0; i < gradients.size(); i++) {
            NDArray gradient = gradients.get(i);
            NDArray part = gradient.mul((float) fraction);
            gradient.subi(gradient);
            if (i == sums.size()) {
              part.attach(sumManager);
              sums.add(part);
            } else {
              sums.get(i).addi(part);
            }
          }
        });
  }

  /** Makes one step with the gradients collected last. */
  void make(double learningRate) {
    withGradients(gradients -> update(gradients, learningRate));
  }

  /** Makes one step with accumulated gradients, in the order of the weights. */
  void make(double learningRate, List<NDArray> sums) {
    withGradients(last -> update(sums, learningRate));
  }

  /**
   * Runs work on the gradients collected last, in the order of the weights. Meanwhile the weights
   * are attached to a temporary manager, so that it also owns, and closes, the arrays that the
   * engine attaches to the weights' manager.
   */
  private void withGradients(Consumer<List<NDArray>> work) {
    try (NDManager stepManager = manager.newSubManager()) {
      weights.values().forEach(w -> stepManager.tempAttachAll(w.weight()));
      work.accept(weights.values().stream().map(w -> w.weight().getGradient()).toList());
    }
  }

  private void update(List<NDArray> gradients, double learningRate) {
    made++;
    double scale = scale(gradients);
    Iterator<NDArray> next = gradients.iterator();
    for (Moments moments : weights.values()) {
      update(moments, next.next(), learningRate, scale);
    }
  }

  /** The factor that reduces the global gradient norm to the clip norm; 1 if it is not above it. */
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

  private void update(Moments w, NDArray gradient, double learningRate, double scale) {
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
    } else {
      updateAdam(w, gradient, learningRate, scale);
    }
  }

  private void updateAdam(Moments w, NDArray gradient, double learningRate, double scale) {
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
