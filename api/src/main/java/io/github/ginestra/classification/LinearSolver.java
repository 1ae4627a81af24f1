package io.github.ginestra.classification;

import io.github.ginestra.internal.training.TextBatches;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A linear support vector machine with squared hinge loss, fitted by dual coordinate descent with
 * shrinking (Hsieh, Chang, Lin, Keerthi and Sundararajan, 2008): for each text i with features x_i,
 * sign y_i = ±1 and cost C_i there is a dual variable α_i ≥ 0, and w = Σ α_i·y_i·x_i. Visiting the
 * texts in a random order, α_i moves to where the dual objective is least with the others fixed.
 * Texts whose α_i stays 0 beyond doubt are left out until the others are done. The bias is the
 * weight of a feature that is always 1. A fit can begin with the weights v of another one: then w =
 * v + Σ α_i·y_i·x_i, and |w - v|² is small instead of |w|² (an adaptive support vector machine;
 * Yang, Yan and Hauptmann, 2007). Features can be multiplied by factors r: then w is that of the
 * features as they are, r_j times the weight of r_j·x_j.
 */
final class LinearSolver {
  private static final int MAXIMUM_PASSES = 200;

  /** How many texts are visited between two looks at whether the fit goes on. */
  private static final int VISITS = 64;

  private static final double NEGLIGIBLE = 1e-12;

  private final int[] starts; // (N + 1)
  private final int[] columns;
  private final float[] values;
  private final double[] squares; // (N), the squared length of each text and its bias
  private final double tolerance;

  /** Of one label. */
  private final byte[] signs;

  private final double[] inverseCosts = new double[2]; // 1 / 2C_i of the others, of the label's own
  private float @Nullable [] weights;
  private float @Nullable [] factors;
  private final double[] duals; // α
  private final int[] order;
  private final float[] w; // (C)
  private double bias;

  /**
   * Over texts, which many solvers may share.
   *
   * @param starts where each text begins, (N + 1)
   * @param columns the columns of its numbers, in [0, C)
   * @param values the numbers
   * @param width C
   * @param tolerance how far the gradients of the dual may differ when the fit is done
   */
  LinearSolver(int[] starts, int[] columns, float[] values, int width, double tolerance) {
    this.starts = starts;
    this.columns = columns;
    this.values = values;
    this.tolerance = tolerance;
    int size = starts.length - 1;
    squares = new double[size];
    signs = new byte[size];
    duals = new double[size];
    order = new int[size];
    w = new float[width];
  }

  private void square() {
    float[] times = factors;
    for (int i = 0; i < squares.length; i++) {
      squares[i] = 1;
      for (int k = starts[i]; k < starts[i + 1]; k++) {
        double value = times == null ? values[k] : values[k] * times[columns[k]];
        squares[i] += value * values[k];
      }
    }
  }

  /**
   * Fits the weights of one label.
   *
   * @param labels the label of each text, (N)
   * @param label the one to be told from the others
   * @param ownCost C of the label's own texts
   * @param otherCost C of the others
   * @param weights what the cost of each text is multiplied by, (N); null for 1
   * @param factors the square of what each column is multiplied by, (C); null for 1
   * @param initial weights and, last, the bias that the fit begins with and stays close to, (C +
   *     1); null for zeros
   * @param goesOn is asked often; the fit ends early when it says no
   */
  void solve(
      int[] labels,
      int label,
      double ownCost,
      double otherCost,
      float @Nullable [] weights,
      float @Nullable [] factors,
      float @Nullable [] initial,
      Random random,
      BooleanSupplier goesOn) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      duals[i] = 0;
      signs[i] = (byte) (labels[i] == label ? 1 : -1);
    }
    this.weights = weights;
    boolean changed = (squares.length > 0 && squares[0] == 0) || factors != this.factors;
    this.factors = factors;
    if (changed) {
      square();
    }
    inverseCosts[0] = 1 / (2 * otherCost);
    inverseCosts[1] = 1 / (2 * ownCost);
    if (initial == null) {
      Arrays.fill(w, 0);
      bias = 0;
    } else {
      System.arraycopy(initial, 0, w, 0, w.length);
      bias = initial[w.length];
    }
    descend(random, goesOn);
  }

  private void descend(Random random, BooleanSupplier goesOn) {
    int active = order.length;
    double shrinkAbove = Double.POSITIVE_INFINITY;
    for (int pass = 0; pass < MAXIMUM_PASSES; pass++) {
      TextBatches.shuffle(order, active, random::nextInt);
      double greatest = Double.NEGATIVE_INFINITY;
      double least = Double.POSITIVE_INFINITY;
      for (int s = 0; s < active; s++) {
        if (s % VISITS == 0 && !goesOn.getAsBoolean()) {
          return;
        }
        int i = order[s];
        double gradient = gradient(i);
        if (duals[i] == 0 && gradient > 0) {
          if (gradient > shrinkAbove) {
            active--;
            order[s--] = order[active];
            order[active] = i;
          }
          greatest = Math.max(greatest, 0);
          least = Math.min(least, 0);
          continue;
        }
        greatest = Math.max(greatest, gradient);
        least = Math.min(least, gradient);
        move(i, gradient);
      }
      if (greatest - least <= tolerance) {
        if (active == order.length) {
          return;
        }
        active = order.length;
        shrinkAbove = Double.POSITIVE_INFINITY;
      } else {
        shrinkAbove = greatest > 0 ? greatest : Double.POSITIVE_INFINITY;
      }
    }
  }

  /** The slope of the dual objective in α_i. */
  private double gradient(int i) {
    return signs[i] * margin(i) - 1 + inverseCost(i) * duals[i];
  }

  private double inverseCost(int i) {
    double inverse = inverseCosts[signs[i] > 0 ? 1 : 0];
    return weights == null ? inverse : inverse / weights[i];
  }

  private void move(int i, double gradient) {
    if (Math.abs(gradient) > NEGLIGIBLE) {
      double before = duals[i];
      duals[i] = Math.max(before - gradient / (squares[i] + inverseCost(i)), 0);
      double change = (duals[i] - before) * signs[i];
      float[] times = factors;
      for (int k = starts[i]; k < starts[i + 1]; k++) {
        double value = times == null ? values[k] : values[k] * times[columns[k]];
        w[columns[k]] += (float) (change * value);
      }
      bias += change;
    }
  }

  private double margin(int i) {
    int end = starts[i + 1];
    int k = starts[i];
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (; k + 3 < end; k += 4) {
      a += w[columns[k]] * values[k];
      b += w[columns[k + 1]] * values[k + 1];
      c += w[columns[k + 2]] * values[k + 2];
      d += w[columns[k + 3]] * values[k + 3];
    }
    for (; k < end; k++) {
      a += w[columns[k]] * values[k];
    }
    return bias + a + b + c + d;
  }

  /** The weights of the label fitted last, (C); overwritten by the next. */
  float[] weights() {
    return w;
  }

  double bias() {
    return bias;
  }
}
