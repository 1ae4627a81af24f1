package io.github.ginestra.classification;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.training.TrainingWatch;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * The linear path of a classifier: for each label a weight per n-gram column, whose margin is added
 * to the label's logit.
 *
 * <p>It is fitted as a linear support vector machine with squared hinge loss, one label against the
 * rest, by dual coordinate descent (Hsieh, Chang, Lin, Keerthi and Sundararajan, 2008): for each
 * text i with features x_i, sign y_i = ±1 and cost C_i there is a dual variable α_i ≥ 0, and w = Σ
 * α_i·y_i·x_i. Visiting the texts in a random order, α_i moves to where the dual objective is least
 * with the others fixed. The costs are balanced: a label's texts count as much together as all
 * others together. The bias is the weight of a feature that is always 1.
 *
 * @param features how a text becomes columns
 * @param weights (L, F), the weights of each label
 * @param biases (L), the bias of each label
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record LinearPath(NgramFeatures features, float[][] weights, float[] biases) {
  private static final int MAXIMUM_PASSES = 200;

  /** How many texts are visited between two looks at whether the fit goes on. */
  private static final int VISITS = 64;

  /** How far the gradients of the dual may differ from zero when the fit is done. */
  private static final double TOLERANCE = 1e-3;

  /**
   * Fits the path.
   *
   * @param texts the features of the training texts, (N)
   * @param labels the label index of each text, (N)
   * @param labelCount L
   * @param cost C, how much an error costs against large weights; more than 0
   * @param scale what margins are multiplied by to be logits
   * @param seed what the order of visits is drawn from
   */
  static LinearPath fit(
      NgramFeatures features,
      List<SparseVector> texts,
      int[] labels,
      int labelCount,
      double cost,
      double scale,
      long seed) {
    return fit(
        features, texts, labels, labelCount, cost, scale, seed, TrainingWatch.Progress.UNWATCHED);
  }

  /**
   * Fits the path, unless that is ended early. Then the label in hand has the weights that it has
   * got so far, and those after it say no to every text; of two labels one says the opposite of the
   * other at all times.
   *
   * @param progress receives the number of passes made; if it is ended before a text was visited,
   *     the features need not be there
   */
  static LinearPath fit(
      NgramFeatures features,
      List<SparseVector> texts,
      int[] labels,
      int labelCount,
      double cost,
      double scale,
      long seed,
      TrainingWatch.Progress progress) {
    Checks.positive(cost, "cost");
    float[][] weights = new float[labelCount][];
    float[] biases = new float[labelCount];
    int fitted = labelCount == 2 ? 1 : labelCount;
    long passes = (long) fitted * MAXIMUM_PASSES;
    for (int label = 0; label < fitted; label++) {
      long first = (long) label * MAXIMUM_PASSES;
      weights[label] = new float[features.spec().buckets()];
      if (progress.goesOn(first, passes)) {
        double[] w =
            new OneAgainstRest(texts, labels, label, cost, features.spec().buckets())
                .solve(new Random(seed), pass -> progress.goesOn(first + pass, passes));
        for (int f = 0; f < weights[label].length; f++) {
          weights[label][f] = (float) (scale * w[f]);
        }
        biases[label] = (float) (scale * w[w.length - 1]);
      } else if (fitted > 1) {
        biases[label] = (float) -scale; // the margin of a sure no
      }
    }
    if (fitted < labelCount) {
      weights[1] = opposite(weights[0]);
      biases[1] = opposite(biases)[0];
    }
    progress.goesOn(passes, passes);
    return new LinearPath(features, weights, biases);
  }

  /** With the signs changed, of which zero has none. */
  private static float[] opposite(float[] values) {
    float[] opposite = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      opposite[i] = 0 - values[i];
    }
    return opposite;
  }

  /** Adds the path's margins to the logits of a text, (L). */
  void addTo(float[] logits, SparseVector text) {
    for (int label = 0; label < logits.length; label++) {
      logits[label] += (float) (text.dot(weights[label]) + biases[label]);
    }
  }

  /** One label's support vector machine. */
  private static final class OneAgainstRest {
    private final List<SparseVector> texts;
    private final int[] signs;
    private final double[] inverseCosts; // 1 / 2C_i
    private final double[] duals; // α
    private final double[] w; // (F + 1), the last is the bias

    OneAgainstRest(List<SparseVector> texts, int[] labels, int label, double cost, int columns) {
      this.texts = texts;
      int size = labels.length;
      signs = new int[size];
      inverseCosts = new double[size];
      duals = new double[size];
      w = new double[columns + 1];
      int own = 0;
      for (int i = 0; i < size; i++) {
        signs[i] = labels[i] == label ? 1 : -1;
        own += labels[i] == label ? 1 : 0;
      }
      for (int i = 0; i < size; i++) {
        double share = signs[i] > 0 ? own : size - own;
        inverseCosts[i] = share / (cost * size);
      }
    }

    double[] solve(Random random, IntPredicate goesOn) {
      int[] order = new int[signs.length];
      for (int i = 0; i < order.length; i++) {
        order[i] = i;
      }
      for (int pass = 0; pass < MAXIMUM_PASSES; pass++) {
        shuffle(order, random);
        double greatest = 0;
        for (int visited = 0; visited < order.length; visited++) {
          if (visited % VISITS == 0 && !goesOn.test(pass)) {
            return w;
          }
          greatest = Math.max(greatest, Math.abs(visit(order[visited])));
        }
        if (greatest < TOLERANCE) {
          break;
        }
      }
      return w;
    }

    /** Moves one dual variable to its best value; returns its projected gradient before. */
    private double visit(int i) {
      SparseVector x = texts.get(i);
      double gradient = signs[i] * margin(x) - 1 + inverseCosts[i] * duals[i];
      double projected = duals[i] == 0 ? Math.min(gradient, 0) : gradient;
      if (projected != 0) {
        double before = duals[i];
        duals[i] = Math.max(before - gradient / (squares(x) + 1 + inverseCosts[i]), 0);
        add((duals[i] - before) * signs[i], x);
      }
      return projected;
    }

    private double margin(SparseVector x) {
      double sum = w[w.length - 1];
      for (int k = 0; k < x.size(); k++) {
        sum += w[x.columns()[k]] * x.values()[k];
      }
      return sum;
    }

    private void add(double factor, SparseVector x) {
      for (int k = 0; k < x.size(); k++) {
        w[x.columns()[k]] += factor * x.values()[k];
      }
      w[w.length - 1] += factor;
    }

    private static double squares(SparseVector x) {
      double sum = 0;
      for (float value : x.values()) {
        sum += (double) value * value;
      }
      return sum;
    }

    private static void shuffle(int[] order, Random random) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int other = order[j];
        order[j] = order[i];
        order[i] = other;
      }
    }
  }
}
