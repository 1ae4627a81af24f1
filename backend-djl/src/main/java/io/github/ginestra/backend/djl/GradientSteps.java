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
 * Moves weights along their gradients: clipping by the norm of all gradients together, then SGD,
 * Adam or AdamW.
 */
final class GradientSteps {
  private static final float NO_ELEMENT_CLIP = -1;

  private static final String MEAN = "mean.";
  private static final String VARIANCE = "variance.";

  private final OptimizerSpec optimizer;
  private final NDManager manager;
  private final Map<String, Moments> weights = new LinkedHashMap<>();
  private long made;

  /** A weight with Adam's running means of its gradient and of the gradient's square. */
  private record Moments(NDArray weight, NDArray mean, NDArray variance) {}

  /**
   * For weights that from now on collect gradients.
   *
   * @param state what is remembered of earlier steps
   * @throws IllegalArgumentException if what is remembered does not fit the weights
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
          NDArray mean = recall(state, MEAN + name, weight.getShape());
          NDArray variance = recall(state, VARIANCE + name, weight.getShape());
          this.weights.put(name, new Moments(weight, mean, variance));
        });
  }

  private NDArray recall(TrainingState state, String name, Shape shape) {
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

  /** How many steps were made, those remembered included. */
  long made() {
    return made;
  }

  /** Copies what is remembered of the steps so far. */
  Weights moments() {
    Map<String, Tensor> moments = new LinkedHashMap<>();
    if (made > 0 && optimizer.method() != Method.SGD) {
      weights.forEach((name, w) -> moments.put(MEAN + name, Parameters.tensor(w.mean())));
      weights.forEach((name, w) -> moments.put(VARIANCE + name, Parameters.tensor(w.variance())));
    }
    return Weights.of(moments);
  }

  /**
   * Adds a share of the gradients collected last to sums, and clears them, as the engine's own step
   * does: PyTorch adds what it collects next to what is there.
   *
   * @param sums in the order of the weights; none for the first gradients
   * @param sumManager what the sums belong to
   */
  void addGradients(double share, List<NDArray> sums, NDManager sumManager) {
    withGradients(
        gradients -> {
          for (int i = 0; i < gradients.size(); i++) {
            NDArray gradient = gradients.get(i);
            NDArray part = gradient.mul((float) share);
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

  /** Makes one step along the gradients collected last. */
  void make(double learningRate) {
    withGradients(gradients -> move(gradients, learningRate));
  }

  /** Makes one step along sums of gradients, in the order of the weights. */
  void make(double learningRate, List<NDArray> sums) {
    withGradients(last -> move(sums, learningRate));
  }

  /**
   * Works with the gradients collected last, in the order of the weights. While it lasts, the
   * weights belong to a manager of its own, and so does what the engine attaches to theirs.
   */
  private void withGradients(Consumer<List<NDArray>> work) {
    try (NDManager stepManager = manager.newSubManager()) {
      weights.values().forEach(w -> stepManager.tempAttachAll(w.weight()));
      work.accept(weights.values().stream().map(w -> w.weight().getGradient()).toList());
    }
  }

  private void move(List<NDArray> gradients, double learningRate) {
    made++;
    double scale = scale(gradients);
    Iterator<NDArray> next = gradients.iterator();
    for (Moments moments : weights.values()) {
      move(moments, next.next(), learningRate, scale);
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
