package io.github.ginestra.language;

/**
 * What a memory of n-grams predicts in one text, as it is read or written. For one text and one
 * thread at a time.
 */
abstract class MemoryReader {
  /** No probability is less, whatever a file holds. */
  private static final float LEAST = 1e-30f;

  private final MixtureWeights weights;
  private final float[] probabilities; // (V)

  MemoryReader(MixtureWeights weights, int vocabulary) {
    this.weights = weights;
    probabilities = new float[vocabulary];
  }

  /** Reads the next symbol. */
  abstract void read(int symbol);

  /** The class of the context as it is now. */
  abstract int contextClass();

  /** The probability of every symbol, (V). */
  abstract void probabilities(float[] probabilities);

  /** log p of every symbol, (V), in the memory alone. */
  final void predict(float[] logProbabilities) {
    probabilities(logProbabilities);
    takeLogarithms(logProbabilities);
  }

  /** Replaces probabilities by their logarithms. */
  static void takeLogarithms(float[] probabilities) {
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = (float) Math.log(Math.max(LEAST, probabilities[i]));
    }
  }

  /** Turns the network's logits, (V), into those of the mixture. */
  final void mix(float[] logits) {
    int contextClass = contextClass();
    float network = weights.network()[contextClass];
    float memory = weights.memory()[contextClass];
    predict(probabilities);
    for (int i = 0; i < logits.length; i++) {
      logits[i] = network * logits[i] + memory * probabilities[i];
    }
  }
}
