package io.github.ginestra.tagging;

import io.github.ginestra.internal.Memory;
import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.internal.training.TrainingWatch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fits the sparse path by stochastic gradients, a text at a time, with a learning rate for each
 * weight (AdaGrad: Duchi, Hazan and Singer, 2011) and L2 regularisation. The result is the mean of
 * the weights of all epochs but the first. For one training, on one thread.
 */
final class SparseFit {
  private static final float RATE = 0.05f;
  private static final float EPSILON = 1e-6f;

  /** The factor of the squares of all weights, half of which the loss of all texts includes. */
  private static final double REGULARISATION = 1;

  /** How often a feature must occur. */
  private static final int LEAST_COUNT = 2;

  /** The most weights of a path. */
  static final int MOST_WEIGHTS = 20_000_000;

  private static final int LEAST_EPOCHS = 6;
  private static final int MOST_EPOCHS = 40;

  /** How many texts are read at least, if the epochs are not too many. */
  private static final int TEXTS_READ = 20_000;

  private final TagSet set;
  private final List<List<String>> texts;
  private final int[][] truths;
  private final FeatureIndex index;
  private final Weights weights;
  private final Weights pairs;

  /** Weights with what AdaGrad remembers of them. */
  private static final class Weights {
    final float[] values;
    final float[] squares; // sums of squared gradients
    final float[] sums; // of the values so far
    final float[] decays; // the regularisation of each occurrence, by row
    final int width;
    int summed;

    Weights(float[] decays, int width) {
      this.decays = decays;
      this.width = width;
      values = new float[decays.length * width];
      squares = new float[values.length];
      sums = new float[values.length];
    }

    /** Moves a row of weights against its gradient. */
    void move(int row, float[] gradient, int from) {
      float decay = decays[row];
      int first = row * width;
      for (int l = 0; l < width; l++) {
        float slope = gradient[from + l] + decay * values[first + l];
        float square = squares[first + l] + slope * slope;
        squares[first + l] = square;
        values[first + l] -= RATE * slope / ((float) Math.sqrt(square) + EPSILON);
      }
    }

    void sum() {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += values[i];
      }
      summed++;
    }

    float[] mean() {
      if (summed == 0) {
        return values;
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= summed;
      }
      return sums;
    }
  }

  private SparseFit(
      TagSet set, List<List<String>> texts, int[][] truths, TrainingWatch.Progress progress) {
    this.set = set;
    this.texts = texts;
    this.truths = truths;
    FeatureIndex.Counted counted = count(progress);
    index = counted.index();
    Memory.require(
        "fitting the sparse path of " + set.size() + " tags",
        3L * Float.BYTES * index.size() * set.size());
    float[] decays = new float[index.size()];
    Arrays.fill(decays, (float) REGULARISATION);
    for (int row = 0; row < decays.length; row++) {
      decays[row] /= counted.counts()[row];
    }
    weights = new Weights(decays, set.size());
    float[] ofPairs = {(float) (REGULARISATION / Math.max(1, texts.size()))};
    pairs = new Weights(ofPairs, set.graph().pairs());
  }

  /**
   * Fits a path. If that is ended early, it has the weights that it has got so far.
   *
   * @param truths the tags of each text
   * @param seed what the order of the texts is drawn from
   */
  static SparsePath fit(
      TagSet set,
      List<List<String>> texts,
      int[][] truths,
      long seed,
      TrainingWatch.Progress progress) {
    return new SparseFit(set, texts, truths, progress).fit(new SplittableRandom(seed), progress);
  }

  /**
   * The features that occur often enough, in two passes over all texts, unless that is ended early:
   * then those so far.
   */
  private FeatureIndex.Counted count(TrainingWatch.Progress progress) {
    FeatureIndex.Counter counter = new FeatureIndex.Counter();
    for (boolean second : new boolean[] {false, true}) {
      for (List<String> text : texts) {
        if (!progress.goesOn(0, epochs() * (long) texts.size())) {
          break;
        }
        TokenFeatures features = new TokenFeatures(text);
        for (int i = 0; i < text.size() * TokenFeatures.COUNT; i++) {
          int key = features.key(i / TokenFeatures.COUNT, i % TokenFeatures.COUNT);
          if (second) {
            counter.count(key);
          } else {
            counter.see(key);
          }
        }
      }
    }
    int least = LEAST_COUNT;
    while ((long) counter.kept(least) * set.size() > MOST_WEIGHTS) {
      least++;
    }
    return counter.counted(least);
  }

  private int epochs() {
    int enough = TEXTS_READ / Math.max(1, texts.size());
    return Math.max(LEAST_EPOCHS, Math.min(MOST_EPOCHS, enough));
  }

  private SparsePath fit(SplittableRandom random, TrainingWatch.Progress progress) {
    int size = Math.max(1, texts.size());
    int epochs = epochs();
    long done = 0;
    int[] order = new int[texts.size()];
    Arrays.setAll(order, i -> i);
    for (int epoch = 0; epoch < epochs; epoch++) {
      TextBatches.shuffle(order, order.length, bound -> random.nextInt(bound));
      for (int place : order) {
        if (!progress.goesOn(done++, (long) epochs * size)) {
          return path();
        }
        step(texts.get(place), truths[place]);
      }
      if (epoch > 0) {
        weights.sum();
        pairs.sum();
      }
    }
    progress.goesOn((long) epochs * size, (long) epochs * size);
    return path();
  }

  private SparsePath path() {
    return SparsePath.rounded(index, set.size(), weights.mean(), pairs.mean());
  }

  private void step(List<String> text, int[] truth) {
    int length = text.size();
    int[] rows = rows(text);
    float[] scores = new float[length * set.size()];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] >= 0) {
        add(rows[i] * set.size(), scores, i / TokenFeatures.COUNT * set.size());
      }
    }
    float[] gradient = new float[scores.length];
    float[] pairGradient = new float[pairs.values.length];
    new TagLattice(set, length, scores, pairs.values).gradient(truth, 1, gradient, pairGradient);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] >= 0) {
        weights.move(rows[i], gradient, i / TokenFeatures.COUNT * set.size());
      }
    }
    pairs.move(0, pairGradient, 0);
  }

  /** The rows of the features of all tokens, -1 for those that are not known. */
  private int[] rows(List<String> text) {
    TokenFeatures features = new TokenFeatures(text);
    int[] rows = new int[text.size() * TokenFeatures.COUNT];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = index.find(features.key(i / TokenFeatures.COUNT, i % TokenFeatures.COUNT));
    }
    return rows;
  }

  private void add(int from, float[] scores, int to) {
    float[] all = weights.values;
    for (int l = 0; l < set.size(); l++) {
      scores[to + l] += all[from + l];
    }
  }
}
