package io.github.ginestra.backend.java;

import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.spi.TrainingState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves weights along their gradients: clipping by the norm of all gradients together, then SGD,
 * Adam or AdamW. The work is cut into blocks of fixed size, and what they sum is added in their
 * order.
 */
final class WeightSteps {
  private static final String MEAN = "mean.";
  private static final String VARIANCE = "variance.";

  /** How many values a block has, or a few more. */
  private static final int BLOCK = 1 << 14;

  private final OptimizerSpec optimizer;
  private final TrainedWeights weights;
  private final List<Block> blocks = new ArrayList<>();
  private final double[] squares; // by block
  private long made;

  /** Some rows of a weight. */
  private record Block(Parameter parameter, int from, int to) {}

  /**
   * For weights in training.
   *
   * @param state what is remembered of earlier steps
   * @throws IllegalArgumentException if what is remembered does not fit the weights
   */
  WeightSteps(OptimizerSpec optimizer, TrainedWeights weights, TrainingState state) {
    this.optimizer = optimizer;
    this.weights = weights;
    made = state.steps();
    for (Parameter parameter : weights.all()) {
      if (parameter.isTrained()) {
        cut(parameter);
        recall(parameter, state.moments());
      }
    }
    squares = new double[blocks.size()];
  }

  /** Whether the method remembers something of each weight. */
  static boolean remembers(OptimizerSpec optimizer) {
    return optimizer.method() != Method.SGD;
  }

  private void cut(Parameter parameter) {
    int rows = Math.max(1, BLOCK / parameter.width());
    for (int from = 0; from < parameter.count(); from += rows) {
      blocks.add(new Block(parameter, from, Math.min(parameter.count(), from + rows)));
    }
  }

  private void recall(Parameter parameter, Weights moments) {
    if (made > 0 && remembers(optimizer)) {
      parameter.recallMean(moments.get(MEAN + parameter.name()));
      parameter.recallVariance(moments.get(VARIANCE + parameter.name()));
    }
  }

  /** How many steps were made, those remembered included. */
  long made() {
    return made;
  }

  /** Copies what is remembered of the steps so far. */
  Weights moments() {
    Map<String, Tensor> moments = new LinkedHashMap<>();
    if (made > 0 && remembers(optimizer)) {
      weights.copy(MEAN, Parameter::mean, moments);
      weights.copy(VARIANCE, Parameter::variance, moments);
    }
    return Weights.of(moments);
  }

  /** Makes one step along the gradients, and sets them to zero. */
  void make(double learningRate, Team team) {
    made++;
    float scale = (float) scale(team);
    Step step = step(learningRate, scale);
    team.run(blocks.size(), number -> move(blocks.get(number), step));
  }

  /** What brings the norm of all gradients together down to the clip norm; 1 if it is not above. */
  private double scale(Team team) {
    if (optimizer.clipNorm() == Double.POSITIVE_INFINITY) {
      return 1;
    }
    team.run(blocks.size(), number -> squares[number] = squares(blocks.get(number)));
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.min(1, optimizer.clipNorm() / Math.sqrt(sum));
  }

  private static double squares(Block block) {
    Parameter p = block.parameter;
    double sum = 0;
    for (int row = block.from * p.rowsAnArray();
        row < Math.min(p.rows(), block.to * p.rowsAnArray());
        row++) {
      if (!p.isSparse() || p.isTouched(row)) {
        sum += squares(p.gradient()[row / p.rowsAnArray()], p.offset(row), p.rowWidth());
      }
    }
    return sum;
  }

  /** Four sums that do not wait for each other, in a fixed order. */
  private static double squares(float[] row, int from, int width) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = from;
    for (; j + 3 < from + width; j += 4) {
      sum0 += (double) row[j] * row[j];
      sum1 += (double) row[j + 1] * row[j + 1];
      sum2 += (double) row[j + 2] * row[j + 2];
      sum3 += (double) row[j + 3] * row[j + 3];
    }
    for (; j < from + width; j++) {
      sum0 += (double) row[j] * row[j];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /**
   * The numbers of a step.
   *
   * @param scale what the gradients are multiplied with
   * @param rate by which a weight moves along its mean over its deviation
   * @param epsilon what is added to the deviation
   * @param inGradient how much of the weight is added to the gradient
   * @param offWeight how much of the weight is taken off it
   */
  private record Step(
      float scale,
      float rate,
      float epsilon,
      float inGradient,
      float offWeight,
      float beta1,
      float beta2) {}

  private Step step(double learningRate, float scale) {
    double meanCorrection = 1 - StrictMath.pow(optimizer.beta1(), (double) made);
    double correction = Math.sqrt(1 - StrictMath.pow(optimizer.beta2(), (double) made));
    boolean decoupled = optimizer.method() == Method.ADAMW;
    boolean plain = optimizer.method() == Method.SGD;
    return new Step(
        scale,
        (float) (plain ? learningRate : learningRate * correction / meanCorrection),
        (float) (optimizer.epsilon() * correction),
        decoupled ? 0 : (float) optimizer.weightDecay(),
        decoupled ? (float) (learningRate * optimizer.weightDecay()) : 0,
        (float) optimizer.beta1(),
        (float) optimizer.beta2());
  }

  private void move(Block block, Step step) {
    Parameter p = block.parameter;
    for (int row = block.from; row < block.to; row++) {
      float[] weight = p.values()[row];
      float[] gradient = p.gradient()[row];
      if (remembers(optimizer)) {
        adam(weight, gradient, p.mean()[row], p.variance()[row], p.width(), step);
      } else {
        descend(weight, gradient, p.width(), step);
      }
    }
    p.clearGradient(block.from, block.to);
    p.refresh(block.from, block.to);
  }

  private static void descend(float[] weight, float[] gradient, int width, Step step) {
    float scale = step.scale;
    float inGradient = step.inGradient;
    float rate = step.rate;
    for (int j = 0; j < width; j++) {
      weight[j] -= rate * (scale * gradient[j] + inGradient * weight[j]);
    }
  }

  private static void adam(
      float[] weight, float[] gradient, float[] mean, float[] variance, int width, Step step) {
    float keep1 = step.beta1;
    float keep2 = step.beta2;
    float take1 = 1 - keep1;
    float take2 = 1 - keep2;
    float rate = step.rate;
    float epsilon = step.epsilon;
    float off = step.offWeight;
    float scale = step.scale;
    float inGradient = step.inGradient;
    for (int j = 0; j < width; j++) {
      float g = scale * gradient[j] + inGradient * weight[j];
      float m = keep1 * mean[j] + take1 * g;
      float v = keep2 * variance[j] + take2 * (g * g);
      mean[j] = m;
      variance[j] = v;
      weight[j] -= rate * m / ((float) Math.sqrt(v) + epsilon) + off * weight[j];
    }
  }
}
