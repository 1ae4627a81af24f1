package io.github.ginestra.language;

import io.github.ginestra.internal.features.CountTrie;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Finds the weights that suit what the paths predict of held-out symbols, by stochastic gradient
 * descent on their loss. The weight of a path is one for all contexts, plus differences for the
 * length of the context in the n-grams, for its class, and for its class in the lexicon.
 * Differences decay, so that a class with few symbols has the weights of its length, and a length
 * with few symbols those of all. For one thread.
 */
final class MixtureFit {
  private static final int ROUNDS = 8;

  /** Of each path. */
  private static final double[] INITIAL_WEIGHTS = {0.55, 0.55};

  private static final double[] INITIAL_WEIGHTS_WITH_WORDS = {0.55, 0.4, 0.3};
  private static final double RATE = 0.006;
  private static final double LENGTH_DECAY = 2e-3;
  private static final double CLASS_RATE = 0.01;
  private static final double CLASS_DECAY = 4e-4;

  /** The greatest difference of log p that one symbol may move the weights by. */
  private static final double MOST = 3;

  private final double[] ofAll; // (paths)
  private final double[][] ofLength; // (order, paths)
  private final double[][] ofClass; // (classes, paths)
  private final double[][] ofWords; // (classes, paths)
  private final double[] scores; // (V)
  private final double[] means; // of log p, (paths)
  private double rate;

  /**
   * Begins with the same weights for all contexts.
   *
   * @param order the length of the longest n-grams
   * @param words whether there is a lexicon
   */
  MixtureFit(int order, int vocabulary, boolean words) {
    ofAll = (words ? INITIAL_WEIGHTS_WITH_WORDS : INITIAL_WEIGHTS).clone();
    ofLength = new double[order][ofAll.length];
    ofClass = new double[MixtureWeights.classes(order)][ofAll.length];
    ofWords = new double[words ? MixtureWeights.classes(Lexicon.LENGTHS) : 0][ofAll.length];
    scores = new double[vocabulary];
    means = new double[ofAll.length];
  }

  /**
   * Fits the weights.
   *
   * @param adaptive whether the n-grams of the text are counted as it is read
   * @return the sum of the losses, in nats, each symbol measured before the weights were fitted to
   *     it
   */
  double fit(HeldOutPredictions heldOut, boolean adaptive) {
    double loss = 0;
    for (int round = 0; round < ROUNDS; round++) {
      rate = 1 / (1 + round * 0.5);
      for (int i = 0; i < heldOut.size(); i++) {
        double surprise = learn(heldOut, adaptive, i);
        loss += round == 0 ? surprise : 0;
      }
    }
    return loss;
  }

  /** Moves the weights towards one symbol; returns its loss before. */
  private double learn(HeldOutPredictions heldOut, boolean adaptive, int i) {
    int contextClass = heldOut.contextClass(i, adaptive);
    int wordClass = heldOut.wordClass(i);
    int symbol = heldOut.symbol(i);
    float[][] predictions = heldOut.predictions(i, adaptive);
    double logSum = score(contextClass, wordClass, predictions);
    for (int path = 0; path < ofAll.length; path++) {
      move(contextClass, wordClass, path, predictions[path][symbol] - means[path]);
    }
    return logSum - scores[symbol];
  }

  /** Computes what the mixture predicts, and the mean of each path under it. */
  private double score(int contextClass, int wordClass, float[][] predictions) {
    double greatest = Double.NEGATIVE_INFINITY;
    Arrays.fill(scores, 0);
    for (int path = 0; path < ofAll.length; path++) {
      double weight = weight(contextClass, wordClass, path);
      for (int v = 0; v < scores.length; v++) {
        scores[v] += weight * predictions[path][v];
      }
    }
    for (double score : scores) {
      greatest = Math.max(greatest, score);
    }
    double sum = 0;
    Arrays.fill(means, 0);
    for (int v = 0; v < scores.length; v++) {
      double p = Math.exp(scores[v] - greatest);
      sum += p;
      for (int path = 0; path < means.length; path++) {
        means[path] += p * predictions[path][v];
      }
    }
    for (int path = 0; path < means.length; path++) {
      means[path] /= sum;
    }
    return greatest + Math.log(sum);
  }

  private double weight(int contextClass, int wordClass, int path) {
    double weight =
        ofContext(contextClass, path)
            + (wordClass == CountTrie.NONE ? 0 : ofWords[wordClass][path]);
    return Math.max(0, Math.min(MixtureWeights.MOST, weight));
  }

  private double ofContext(int contextClass, int path) {
    return ofAll[path]
        + ofLength[MixtureWeights.lengthOf(contextClass)][path]
        + ofClass[contextClass][path];
  }

  private void move(int contextClass, int wordClass, int path, double gradient) {
    double step = rate * Math.max(-MOST, Math.min(MOST, gradient));
    ofAll[path] += RATE * step;
    double[] length = ofLength[MixtureWeights.lengthOf(contextClass)];
    length[path] += RATE * step - LENGTH_DECAY * rate * length[path];
    moveClass(ofClass[contextClass], path, step);
    if (wordClass != CountTrie.NONE) {
      moveClass(ofWords[wordClass], path, step);
    }
  }

  private void moveClass(double[] weights, int path, double step) {
    weights[path] += CLASS_RATE * step - CLASS_DECAY * rate * weights[path];
  }

  /**
   * The weights that were fitted.
   *
   * @param order the length of the longest n-grams
   */
  MixtureWeights weights(int order) {
    float[][] ngrams = new float[MixtureWeights.classes(order)][];
    Arrays.setAll(ngrams, c -> bounded(path -> ofContext(c, path)));
    float[][] words = new float[ofWords.length][];
    Arrays.setAll(words, c -> bounded(path -> ofWords[c][path]));
    return new MixtureWeights(ngrams, words);
  }

  private float[] bounded(IntToDoubleFunction weight) {
    float[] weights = new float[MixtureWeights.PATHS];
    for (int path = 0; path < ofAll.length; path++) {
      double most = MixtureWeights.MOST;
      weights[path] = (float) Math.max(-most, Math.min(most, weight.applyAsDouble(path)));
    }
    return weights;
  }
}
