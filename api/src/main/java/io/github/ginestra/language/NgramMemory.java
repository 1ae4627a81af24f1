package io.github.ginestra.language;

import io.github.ginestra.internal.features.CountTrie;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a language model: the counted n-grams and words of what it learned, and how they
 * are mixed with the network. Immutable.
 *
 * @param ngrams what the counted n-grams predict
 * @param lexicon the words; null if symbols are not letters, and in models of older files
 * @param weights how the predictions are mixed
 * @param adaptiveWeights how they are mixed where the n-grams of the text at hand are counted too
 */
record NgramMemory(
    KneserNey ngrams,
    @Nullable Lexicon lexicon,
    MixtureWeights weights,
    MixtureWeights adaptiveWeights) {

  /**
   * Begins a text with the symbol before its first one.
   *
   * @param adaptive whether that text is counted too
   */
  MemoryReader reader(int start, boolean adaptive) {
    MemoryReader reader = adaptive ? new AdaptiveReader(this) : new Reader(this);
    reader.read(start);
    return reader;
  }

  private static final class Reader extends MemoryReader {
    private final KneserNey ngrams;
    private int context = CountTrie.ROOT;

    Reader(NgramMemory memory) {
      super(memory.weights, memory);
      ngrams = memory.ngrams;
    }

    @Override
    void readNgram(int symbol) {
      context = ngrams.counts().next(context, symbol);
    }

    @Override
    int contextClass() {
      return ngrams.contextClass(context);
    }

    @Override
    void probabilities(float[] probabilities) {
      ngrams.probabilities(context, probabilities);
    }
  }
}
