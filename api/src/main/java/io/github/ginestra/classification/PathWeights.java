package io.github.ginestra.classification;

import io.github.ginestra.internal.Softmax;
import io.github.ginestra.internal.training.ProvenanceRecorder;
import io.github.ginestra.model.Provenance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the paths of a classifier are combined: the logit of a label is {@code network} times that of
 * the network, plus {@code linear} times its margin, plus {@code frequency} times the logarithm of
 * the fraction of texts that have the label, plus {@code likelihood} times that of the probability
 * of the text by the {@linkplain LabelModels label's model}.
 *
 * <p>The numbers are those of a multinomial logistic regression on texts that neither path has
 * learned from: they make the cross-entropy least, and with it the probabilities calibrated, as
 * temperature scaling does for a single path (Guo et al., 2017). The problem is convex; Newton's
 * method solves it. A Gaussian prior keeps the numbers where few texts say otherwise.
 *
 * @param network the weight of the network's logits; 0 or more
 * @param linear the weight of the margins; 0 or more
 * @param frequency the weight of the logarithm of the label's fraction
 * @param likelihood the weight of the text's log-likelihood; 0 or more
 */
record PathWeights(double network, double linear, double frequency, double likelihood) {
  /** Where the fit begins, and what it stays at without texts. */
  static final PathWeights PRIOR = new PathWeights(0, 4, 0, 0);

  /** The standard deviations of the prior. */
  private static final double[] SPREAD = {0.5, 4, 0.5, 0.2};

  private static final int ITERATIONS = 50;
  private static final double PRECISION = 1e-9;
  private static final int TERMS = 4;
  private static final int FREQUENCY = 2; // the only term whose weight may be less than 0

  /**
   * The logits of texts that are held out.
   *
   * @param network those of the network, (N, L); null if it has none yet
   * @param margins those of the linear path, (N, L)
   * @param likelihoods the logarithm of the text's probability by each label's model, (N, L); null
   *     without such models
   * @param logFractions the logarithm of each label's fraction of the texts, (L)
   * @param labels the index of each text's label, (N)
   */
  @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
  record HeldOut(
      float @Nullable [][] network,
      float[][] margins,
      float @Nullable [][] likelihoods,
      double[] logFractions,
      int[] labels) {

    /** The number that a weight is multiplied by, for one label of one text. */
    double term(int text, int label, int term) {
      return switch (term) {
        case 0 -> of(network, text, label);
        case 1 -> margins[text][label];
        case FREQUENCY -> logFractions[label];
        default -> of(likelihoods, text, label);
      };
    }

    private static double of(float @Nullable [][] numbers, int text, int label) {
      return numbers == null ? 0 : numbers[text][label];
    }
  }

  /** Adds to how a model was made what a training that goes on from it must know. */
  Provenance addTo(Provenance made) {
    Map<String, String> options = new LinkedHashMap<>(made.options());
    options.put(ClassifierParent.LINEAR_SCALE, Double.toString(linear));
    options.put(ClassifierParent.FREQUENCY_WEIGHT, Double.toString(frequency));
    return ProvenanceRecorder.with(made, options, made.metrics());
  }

  private static PathWeights of(double[] numbers) {
    return new PathWeights(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private double[] numbers() {
    return new double[] {network, linear, frequency, likelihood};
  }

  /** Fits the weights to texts; {@code this} is the mean of the prior. */
  PathWeights fit(HeldOut texts) {
    double[] mean = numbers();
    double[] at = mean.clone();
    double value = objective(texts, at, mean);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] step = newtonStep(texts, at, mean);
      double size = 1;
      double[] tried = moved(at, step, size);
      double found = objective(texts, tried, mean);
      while (found > value && size > PRECISION) {
        size /= 2;
        tried = moved(at, step, size);
        found = objective(texts, tried, mean);
      }
      boolean done = !(value - found > PRECISION * Math.max(1, Math.abs(value)));
      at = found <= value ? tried : at;
      value = Math.min(value, found);
      if (done) {
        break;
      }
    }
    return of(at);
  }

  private static double[] moved(double[] at, double[] step, double size) {
    double[] moved = new double[TERMS];
    Arrays.setAll(moved, k -> at[k] - size * step[k]);
    for (int k = 0; k < TERMS; k++) {
      moved[k] = k == FREQUENCY ? moved[k] : Math.max(0, moved[k]);
    }
    return moved;
  }

  private static double objective(HeldOut texts, double[] at, double[] mean) {
    double sum = 0;
    for (double loss : of(at).losses(texts)) {
      sum += loss;
    }
    for (int k = 0; k < TERMS; k++) {
      double off = (at[k] - mean[k]) / SPREAD[k];
      sum += off * off / 2;
    }
    return sum;
  }

  /** The logits of a text. */
  double[] logits(HeldOut texts, int text) {
    double[] logits = new double[texts.logFractions.length];
    for (int l = 0; l < logits.length; l++) {
      logits[l] =
          network * texts.term(text, l, 0)
              + linear * texts.term(text, l, 1)
              + frequency * texts.term(text, l, FREQUENCY)
              + likelihood * texts.term(text, l, 3);
    }
    return logits;
  }

  /** The cross-entropy of each text, (N). */
  double[] losses(HeldOut texts) {
    double[] losses = new double[texts.labels.length];
    for (int n = 0; n < losses.length; n++) {
      double[] logits = logits(texts, n);
      losses[n] = Softmax.logSumExp(logits) - logits[texts.labels[n]];
    }
    return losses;
  }

  /** The fraction of texts whose label has the greatest logit; 0 without texts. */
  double accuracy(HeldOut texts) {
    int right = 0;
    for (int n = 0; n < texts.labels.length; n++) {
      double[] logits = logits(texts, n);
      double own = logits[texts.labels[n]];
      right += Arrays.stream(logits).allMatch(logit -> logit <= own) ? 1 : 0;
    }
    return (double) right / Math.max(1, texts.labels.length);
  }

  private static double[] newtonStep(HeldOut texts, double[] at, double[] mean) {
    double[] gradient = new double[TERMS];
    double[][] hessian = new double[TERMS][TERMS];
    for (int k = 0; k < TERMS; k++) {
      double precision = 1 / (SPREAD[k] * SPREAD[k]);
      gradient[k] = (at[k] - mean[k]) * precision;
      hessian[k][k] = precision;
    }
    PathWeights weights = of(at);
    for (int n = 0; n < texts.labels.length; n++) {
      add(texts, n, weights.logits(texts, n), gradient, hessian);
    }
    // A weight that is 0 and would be less stays out.
    for (int k = 0; k < TERMS; k++) {
      if (k != FREQUENCY && at[k] == 0 && gradient[k] > 0) {
        gradient[k] = 0;
        for (int j = 0; j < TERMS; j++) {
          hessian[k][j] = j == k ? 1 : 0;
          hessian[j][k] = j == k ? 1 : 0;
        }
      }
    }
    return solve(hessian, gradient);
  }

  private static void add(
      HeldOut texts, int n, double[] logits, double[] gradient, double[][] hessian) {
    double all = Softmax.logSumExp(logits);
    double[] means = new double[TERMS];
    double[][] products = new double[TERMS][TERMS];
    double[] x = new double[TERMS];
    for (int l = 0; l < logits.length; l++) {
      double p = Math.exp(logits[l] - all);
      for (int k = 0; k < TERMS; k++) {
        x[k] = texts.term(n, l, k);
        means[k] += p * x[k];
        for (int j = 0; j <= k; j++) {
          products[k][j] += p * x[k] * x[j];
        }
      }
    }
    for (int k = 0; k < TERMS; k++) {
      gradient[k] += means[k] - texts.term(n, texts.labels[n], k);
      for (int j = 0; j <= k; j++) {
        double covariance = products[k][j] - means[k] * means[j];
        hessian[k][j] += covariance;
        hessian[j][k] += j == k ? 0 : covariance;
      }
    }
  }

  /** Gauss's elimination; the matrix is positive definite. */
  private static double[] solve(double[][] matrix, double[] right) {
    double[] x = right.clone();
    for (int pivot = 0; pivot < TERMS; pivot++) {
      for (int row = pivot + 1; row < TERMS; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        for (int column = pivot; column < TERMS; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
        x[row] -= factor * x[pivot];
      }
    }
    for (int row = TERMS - 1; row >= 0; row--) {
      for (int column = row + 1; column < TERMS; column++) {
        x[row] -= matrix[row][column] * x[column];
      }
      x[row] /= matrix[row][row];
    }
    return x;
  }
}
