package io.github.ginestra.classification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How one label of a multi-label classifier is decided: its probability is σ(network · x + linear ·
 * y + bias) for the logit x of the network and the margin y of the linear path, and it is given if
 * the probability is the threshold or more.
 *
 * <p>The three numbers are fitted by logistic regression to texts that neither path has learned
 * from, so that probabilities are calibrated and a path counts as much as it is right; the
 * threshold is then the one with the greatest F1 on these texts.
 */
record LabelDecision(float network, float linear, float bias, float threshold) {
  private static final int STEPS = 50;

  /** The strength of the prior that the network's logit is right as it is. */
  private static final double RIDGE = 1;

  double probability(double logit, double margin) {
    return sigmoid(network * logit + linear * margin + bias);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /**
   * Fits the decision of one label.
   *
   * @param logits of the network, (N)
   * @param margins of the linear path, (N); zeros if there is none
   * @param truths whether the texts have the label, (N)
   */
  static LabelDecision fit(float[] logits, float[] margins, boolean[] truths) {
    double[] w = {1, 0, 0};
    for (int step = 0; step < STEPS; step++) {
      double[] change = newton(w, logits, margins, truths);
      double greatest = 0;
      for (int i = 0; i < w.length; i++) {
        double bounded = Math.max(-2, Math.min(2, change[i]));
        w[i] -= bounded;
        greatest = Math.max(greatest, Math.abs(bounded));
      }
      if (greatest < 1e-6) {
        break;
      }
    }
    LabelDecision fitted = new LabelDecision((float) w[0], (float) w[1], (float) w[2], 0.5f);
    double[] probabilities = new double[logits.length];
    Arrays.setAll(probabilities, n -> fitted.probability(logits[n], margins[n]));
    return new LabelDecision(
        fitted.network, fitted.linear, fitted.bias, (float) threshold(probabilities, truths));
  }

  /** The step of Newton's method: the inverse of the second derivatives times the gradient. */
  private static double[] newton(double[] w, float[] logits, float[] margins, boolean[] truths) {
    double[][] system = new double[3][4]; // second derivatives, then the gradient
    double[] prior = {w[0] - 1, w[1], 0};
    for (int i = 0; i < 3; i++) {
      system[i][i] = i < 2 ? RIDGE : 1e-9;
      system[i][3] = RIDGE * prior[i];
    }
    for (int n = 0; n < logits.length; n++) {
      double[] x = {logits[n], margins[n], 1};
      double p = sigmoid(w[0] * x[0] + w[1] * x[1] + w[2]);
      double weight = p * (1 - p) + 1e-9;
      for (int i = 0; i < 3; i++) {
        system[i][3] += (p - (truths[n] ? 1 : 0)) * x[i];
        for (int j = 0; j < 3; j++) {
          system[i][j] += weight * x[i] * x[j];
        }
      }
    }
    return solve(system);
  }

  /** Gauss-Jordan elimination of a positive definite system. */
  private static double[] solve(double[][] system) {
    for (int i = 0; i < 3; i++) {
      for (int row = 0; row < 3; row++) {
        if (row != i) {
          double factor = system[row][i] / system[i][i];
          for (int column = i; column < 4; column++) {
            system[row][column] -= factor * system[i][column];
          }
        }
      }
    }
    return IntStream.range(0, 3).mapToDouble(i -> system[i][3] / system[i][i]).toArray();
  }

  /**
   * The threshold with the greatest F1: half-way between two probabilities; 0.5 if no text has the
   * label.
   */
  static double threshold(double[] probabilities, boolean[] truths) {
    Integer[] order = IntStream.range(0, truths.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(n -> -probabilities[n]));
    int positives = 0;
    for (boolean truth : truths) {
      positives += truth ? 1 : 0;
    }
    double best = 0;
    double threshold = 0.5;
    int hits = 0;
    for (int taken = 1; taken <= order.length; taken++) {
      hits += truths[order[taken - 1]] ? 1 : 0;
      double last = probabilities[order[taken - 1]];
      double next = taken < order.length ? probabilities[order[taken]] : 0;
      double f1 = 2.0 * hits / (taken + positives);
      if (last > next && f1 > best) {
        best = f1;
        threshold = (last + next) / 2;
      }
    }
    return threshold;
  }
}
