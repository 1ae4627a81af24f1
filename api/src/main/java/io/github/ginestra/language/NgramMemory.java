package io.github.ginestra.language;

/**
 * The memory of a language model: the counted n-grams of what it learned, and how they are mixed
 * with the network. Immutable.
 *
 * @param ngrams what the counts predict
 * @param weights how the two predictions are mixed
 * @param adaptiveWeights how they are mixed where the text at hand is counted too
 */
record NgramMemory(KneserNey ngrams, MixtureWeights weights, MixtureWeights adaptiveWeights) {

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
    private int context = NgramCounts.ROOT;

    Reader(NgramMemory memory) {
      super(memory.weights, memory.ngrams.vocabulary());
      ngrams = memory.ngrams;
    }

    @Override
    void read(int symbol) {
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
