package io.github.ginestra.language;

/**
 * Finds the weights that suit what network and n-grams predict of held-out symbols, by stochastic
 * gradient descent on their loss. The weight of a class is one for all contexts, a difference for
 * the length of its contexts, and one for the class itself. Differences decay, so that a class with
 * few symbols has the weights of its length, and a length with few symbols those of all. For one
 * thread.
 */
final class MixtureFit {
  private static final int ROUNDS = 8;
  private static final double INITIAL_WEIGHT = 0.55;
  private static final double RATE = 0.006;
  private static final double LENGTH_DECAY = 2e-3;
  private static final double CLASS_RATE = 0.01;
  private static final double CLASS_DECAY = 4e-4;

  /** The greatest difference of log p that one symbol may move the weights by. */
  private static final double MOST = 3;

  private final double[] ofAll = {INITIAL_WEIGHT, INITIAL_WEIGHT};
  private final double[][] ofLength; // (order, 2)
  private final double[][] ofClass; // (classes, 2)
  private final double[] scores; // (V)
  private double rate;

  MixtureFit(int order, int vocabulary) {
    ofLength = new double[order][2];
    ofClass = new double[MixtureWeights.classes(order)][2];
    scores = new double[vocabulary];
  }

  /** Held-out symbols, as both predict them. */
  interface Observations {
    int size();

    /** The class of the context before a symbol. */
    int contextClass(int i);

    int symbol(int i);

    /** log p of every symbol in the network, (V); valid until the next call. */
    float[] network(int i);

    /** log p of every symbol in the n-grams, (V); valid until the next call. */
    float[] memory(int i);
  }

  /**
   * Fits the weights.
   *
   * @return the sum of the losses, in nats, each symbol measured before the weights were fitted to
   *     it
   */
  double fit(Observations observations) {
    double loss = 0;
    for (int round = 0; round < ROUNDS; round++) {
      rate = 1 / (1 + round * 0.5);
      for (int i = 0; i < observations.size(); i++) {
        double surprise = learn(observations, i);
        loss += round == 0 ? surprise : 0;
      }
    }
    return loss;
  }

  /** Moves the weights towards one symbol; returns its loss before. */
  private double learn(Observations observations, int i) {
    int contextClass = observations.contextClass(i);
    int symbol = observations.symbol(i);
    float[] network = observations.network(i);
    float[] memory = observations.memory(i);
    double a = weight(contextClass, 0);
    double b = weight(contextClass, 1);
    double sum = 0;
    double networkMean = 0;
    double memoryMean = 0;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < scores.length; v++) {
      scores[v] = a * network[v] + b * memory[v];
      greatest = Math.max(greatest, scores[v]);
    }
    for (int v = 0; v < scores.length; v++) {
      double p = Math.exp(scores[v] - greatest);
      sum += p;
      networkMean += p * network[v];
      memoryMean += p * memory[v];
    }
    move(contextClass, 0, network[symbol] - networkMean / sum);
    move(contextClass, 1, memory[symbol] - memoryMean / sum);
    return greatest + Math.log(sum) - scores[symbol];
  }

  private double weight(int contextClass, int path) {
    double weight =
        ofAll[path]
            + ofLength[MixtureWeights.lengthOf(contextClass)][path]
            + ofClass[contextClass][path];
    return Math.max(0, Math.min(MixtureWeights.MOST, weight));
  }

  private void move(int contextClass, int path, double gradient) {
    double step = rate * Math.max(-MOST, Math.min(MOST, gradient));
    ofAll[path] += RATE * step;
    double[] length = ofLength[MixtureWeights.lengthOf(contextClass)];
    length[path] += RATE * step - LENGTH_DECAY * rate * length[path];
    double[] own = ofClass[contextClass];
    own[path] += CLASS_RATE * step - CLASS_DECAY * rate * own[path];
  }

  /**
   * The weights that were fitted.
   *
   * @param order the length of the longest n-grams
   */
  MixtureWeights weights(int order) {
    return new MixtureWeights(weights(order, 0), weights(order, 1));
  }

  private float[] weights(int order, int path) {
    float[] weights = new float[MixtureWeights.classes(order)];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = (float) weight(c, path);
    }
    return weights;
  }
}
