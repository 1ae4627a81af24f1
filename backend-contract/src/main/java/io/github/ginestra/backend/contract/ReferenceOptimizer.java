package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import java.util.LinkedHashMap;
import java.util.Map;

/** The optimisers by their definitions, in doubles. */
final class ReferenceOptimizer {
  /** How far losses and weights may be from those in doubles. */
  static final double TOLERANCE = 1e-4;

  private final OptimizerSpec optimizer;
  private final Map<String, double[]> means = new LinkedHashMap<>();
  private final Map<String, double[]> variances = new LinkedHashMap<>();
  private int made;

  ReferenceOptimizer(OptimizerSpec optimizer) {
    this.optimizer = optimizer;
  }

  void move(Map<String, double[]> weights, Map<String, double[]> gradients, double rate) {
    made++;
    double squares = 0;
    for (double[] gradient : gradients.values()) {
      for (double g : gradient) {
        squares += g * g;
      }
    }
    double scale = Math.min(1, optimizer.clipNorm() / Math.sqrt(squares));
    gradients.forEach(
        (name, gradient) -> {
          double[] weight = weights.get(name);
          if (weight == null) {
            throw new IllegalStateException(name);
          }
          double[] mean = means.computeIfAbsent(name, n -> new double[weight.length]);
          double[] variance = variances.computeIfAbsent(name, n -> new double[weight.length]);
          for (int i = 0; i < weight.length; i++) {
            weight[i] -= step(weight[i], scale * gradient[i], mean, variance, i, rate);
          }
        });
  }

  private double step(
      double weight, double gradient, double[] mean, double[] variance, int i, double rate) {
    double decay = optimizer.weightDecay() * weight;
    if (optimizer.method() == Method.SGD) {
      return rate * (gradient + decay);
    }
    double g = gradient + (optimizer.method() == Method.ADAM ? decay : 0);
    mean[i] = optimizer.beta1() * mean[i] + (1 - optimizer.beta1()) * g;
    variance[i] = optimizer.beta2() * variance[i] + (1 - optimizer.beta2()) * g * g;
    double m = mean[i] / (1 - Math.pow(optimizer.beta1(), made));
    double v = variance[i] / (1 - Math.pow(optimizer.beta2(), made));
    double adam = rate * m / (Math.sqrt(v) + optimizer.epsilon());
    return adam + (optimizer.method() == Method.ADAMW ? rate * decay : 0);
  }

  /** Compares a backend's weights with those that were moved here. */
  static void assertSame(Weights actual, Map<String, double[]> expected) {
    expected.forEach(
        (name, values) -> {
          float[] floats = actual.get(name).values();
          for (int i = 0; i < values.length; i++) {
            assertThat((double) floats[i])
                .as("%s at %d", name, i)
                .isCloseTo(values[i], within(TOLERANCE));
          }
        });
  }
}
