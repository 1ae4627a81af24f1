package io.github.ginestra.classification;

import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import org.jspecify.annotations.Nullable;

/**
 * The linear path of a classifier: for each n-gram column that occurs, a weight per label, whose
 * sum over a text is added to the label's logit. {@link LinearFit} fits it.
 *
 * @param features how a text becomes columns
 * @param rows for each column its row among the weights, or -1 if it has none, (F)
 * @param weights the weights of each column that occurs, label beside label, (C, L)
 * @param biases the bias of each label, (L)
 * @param steps what the weights of each label are whole multiples of, up to {@value #LEVELS} of
 *     them, (L); null if they are any numbers
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record LinearPath(
    NgramFeatures features, int[] rows, float[] weights, float[] biases, float @Nullable [] steps) {
  /** The greatest number that a weight is rounded to, as a multiple of its label's step. */
  static final int LEVELS = 127;

  /**
   * A path in which every column has weights.
   *
   * @param byLabel the weights of each label, (L, F)
   */
  static LinearPath dense(NgramFeatures features, float[][] byLabel, float[] biases) {
    int labels = biases.length;
    int[] rows = new int[features.spec().buckets()];
    float[] weights = new float[Math.multiplyExact(rows.length, labels)];
    for (int column = 0; column < rows.length; column++) {
      rows[column] = column;
      for (int label = 0; label < labels; label++) {
        weights[column * labels + label] = byLabel[label][column];
      }
    }
    return new LinearPath(features, rows, weights, biases, null);
  }

  /**
   * The path whose label l is the first label of path l.
   *
   * @param paths over the same columns, but for those that are not fitted and have none
   */
  static LinearPath ofFirstLabels(LinearPath[] paths) {
    LinearPath widest = paths[0];
    for (LinearPath path : paths) {
      widest = path.columns() > widest.columns() ? path : widest;
    }
    float[] weights = new float[Math.multiplyExact(widest.columns(), paths.length)];
    float[] biases = new float[paths.length];
    for (int label = 0; label < paths.length; label++) {
      LinearPath path = paths[label];
      biases[label] = path.biases[0];
      for (int row = 0; row < path.columns(); row++) {
        weights[row * paths.length + label] = path.weights[row * path.labels()];
      }
    }
    return new LinearPath(widest.features, widest.rows, weights, biases, null).rounded();
  }

  /** L, how many labels there are. */
  int labels() {
    return biases.length;
  }

  /** C, how many columns have weights. */
  int columns() {
    return weights.length / labels();
  }

  /** The weight of a column for a label; 0 if the column has none. */
  float weight(int label, int column) {
    return rows[column] < 0 ? 0 : weights[rows[column] * labels() + label];
  }

  /** Adds the path's logits to those of a text, (L). */
  void addTo(float[] logits, SparseVector text) {
    int labels = labels();
    float[] sums = biases.clone();
    for (int k = 0; k < text.size(); k++) {
      int row = rows[text.columns()[k]];
      if (row >= 0) {
        add(sums, text.values()[k], row * labels);
      }
    }
    for (int label = 0; label < labels; label++) {
      logits[label] += sums[label];
    }
  }

  private void add(float[] sums, float value, int from) {
    float[] all = weights;
    for (int label = 0; label < sums.length; label++) {
      sums[label] += value * all[from + label];
    }
  }

  /**
   * The path whose logits are those of this one times a factor, plus an offset per label.
   *
   * @param offsets (L)
   */
  LinearPath times(double factor, double[] offsets) {
    float[] scaled = weights.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (factor * scaled[i]);
    }
    float[] moved = new float[biases.length];
    for (int label = 0; label < moved.length; label++) {
      moved[label] = (float) (factor * biases[label] + offsets[label]);
    }
    return new LinearPath(features, rows, scaled, moved, null);
  }

  /** The path with each weight rounded to a multiple of its label's step. */
  LinearPath rounded() {
    float[] ownSteps = new float[labels()];
    for (int i = 0; i < weights.length; i++) {
      int label = i % ownSteps.length;
      ownSteps[label] = Math.max(ownSteps[label], Math.abs(weights[i]) / LEVELS);
    }
    float[] rounded = new float[weights.length];
    for (int i = 0; i < rounded.length; i++) {
      float step = ownSteps[i % ownSteps.length];
      rounded[i] = step == 0 ? 0 : step * Math.round(weights[i] / step);
    }
    return new LinearPath(features, rows, rounded, biases, ownSteps);
  }

  /**
   * The path of weights that are given as multiples of steps.
   *
   * @param multiples (C, L), where the columns that have weights follow each other; of all columns
   *     those whose inverse document frequency is not 0
   */
  static LinearPath ofMultiples(
      NgramFeatures features, float[] multiples, float[] steps, float[] biases) {
    float[] weights = new float[multiples.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = steps[i % steps.length] * multiples[i];
    }
    return new LinearPath(features, occurring(features), weights, biases, steps);
  }

  /** For each column its number among those that occur, or -1. */
  private static int[] occurring(NgramFeatures features) {
    float[] idf = features.inverseDocumentFrequencies();
    int[] rows = new int[features.spec().buckets()];
    int next = 0;
    for (int column = 0; column < rows.length; column++) {
      rows[column] = idf == null || idf[column] != 0 ? next++ : -1;
    }
    return rows;
  }

  /** How many columns occur: C of the {@linkplain #multiples multiples}. */
  static int occurringColumns(NgramFeatures features) {
    int count = 0;
    for (int row : occurring(features)) {
      count += row >= 0 ? 1 : 0;
    }
    return count;
  }

  /** The weights as multiples of the steps, (C, L), as {@link #ofMultiples} takes them. */
  float[] multiples(float[] ownSteps) {
    int labels = labels();
    int[] places = occurring(features);
    float[] multiples = new float[Math.multiplyExact(occurringColumns(features), labels)];
    for (int column = 0; column < places.length; column++) {
      for (int label = 0; label < labels && places[column] >= 0; label++) {
        float step = ownSteps[label];
        multiples[places[column] * labels + label] =
            step == 0 ? 0 : Math.round(weight(label, column) / step);
      }
    }
    return multiples;
  }
}
