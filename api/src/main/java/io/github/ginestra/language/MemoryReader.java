package io.github.ginestra.language;

import io.github.ginestra.internal.features.CountTrie;
import org.jspecify.annotations.Nullable;

/**
 * What a memory predicts in one text, as it is read or written. For one text and one thread at a
 * time.
 */
abstract class MemoryReader {
  /** No probability is less, whatever a file holds. */
  private static final float LEAST = 1e-30f;

  private final MixtureWeights weights;
  private final @Nullable Lexicon lexicon;
  private final float[] probabilities; // (V)
  private int beginning = CountTrie.ROOT; // of the word at hand

  MemoryReader(MixtureWeights weights, NgramMemory memory) {
    this.weights = weights;
    lexicon = memory.lexicon();
    probabilities = new float[memory.ngrams().vocabulary()];
  }

  /** Reads the next symbol. */
  final void read(int symbol) {
    readNgram(symbol);
    if (lexicon != null) {
      beginning = lexicon.next(beginning, symbol);
    }
  }

  /** Reads the next symbol, for the n-grams. */
  abstract void readNgram(int symbol);

  /** The class of the context in the n-grams as it is now. */
  abstract int contextClass();

  /** The probability of every symbol in the n-grams, (V). */
  abstract void probabilities(float[] probabilities);

  /** Where the text is in a word, for the {@link Lexicon}. */
  final int beginning() {
    return beginning;
  }

  /** log p of every symbol, (V), in the n-grams alone. */
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
    int wordClass = lexicon == null ? CountTrie.NONE : lexicon.contextClass(beginning);
    float network = weights.weight(MixtureWeights.NETWORK, contextClass, wordClass);
    float words = weights.weight(MixtureWeights.WORDS, contextClass, wordClass);
    // The lexicon backs off to the n-grams.
    float ngrams = weights.weight(MixtureWeights.NGRAMS, contextClass, wordClass) + words;
    predict(probabilities);
    for (int i = 0; i < logits.length; i++) {
      logits[i] = network * logits[i] + ngrams * probabilities[i];
    }
    if (lexicon != null) {
      lexicon.add(beginning, words, probabilities, logits);
    }
  }
}
