package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Softmax;
import io.github.ginestra.internal.features.Vocabulary;
import org.jspecify.annotations.Nullable;

/** What network and n-grams predict of held-out symbols. For one thread. */
final class HeldOutPredictions implements MixtureFit.Observations {
  private final KneserNey ngrams;
  private final int[] contexts;
  private final int[] symbols;
  private final float[][] network; // log p; (symbols, V)
  private final float[] memory; // (V)
  private final int[] adaptiveContexts; // their classes
  private final float[][] adaptiveMemory; // log p; (symbols, V)
  private @Nullable AdaptiveReader adaptive;
  private int context = NgramCounts.ROOT;
  private boolean follows; // whether the last symbol was counted
  private int size;

  HeldOutPredictions(KneserNey ngrams, int symbols) {
    this.ngrams = ngrams;
    contexts = new int[symbols];
    this.symbols = new int[symbols];
    network = new float[symbols][];
    memory = new float[ngrams.vocabulary()];
    adaptiveContexts = new int[symbols];
    adaptiveMemory = new float[symbols][];
  }

  /** Begins a text, which is counted apart from those before it. */
  void begin() {
    float[] none = new float[MixtureWeights.classes(ngrams.counts().order())];
    MixtureWeights unused = new MixtureWeights(none, none);
    adaptive = new AdaptiveReader(new NgramMemory(ngrams, unused, unused));
  }

  /** Reads a symbol, so that the next one is predicted from it. */
  void read(int symbol) {
    context = ngrams.counts().next(context, symbol);
    follows = isCounted(symbol);
    Checks.notNull(adaptive, "adaptive").read(symbol);
  }

  /** Whether a symbol that comes next is known, as the one before it is. */
  boolean isKnown(int symbol) {
    return follows && symbol != Vocabulary.UNKNOWN && isCounted(symbol);
  }

  private boolean isCounted(int symbol) {
    return ngrams.counts().follower(NgramCounts.ROOT, symbol) >= 0;
  }

  /**
   * Adds the symbol that comes next, unless the network predicts nothing finite.
   *
   * @param logits the network's, (V); kept, and changed
   */
  void add(int symbol, float[] logits) {
    double shift = Softmax.logSumExp(logits, 0, logits.length);
    if (!Double.isFinite(shift)) {
      return;
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.max(-Float.MAX_VALUE, logits[i] - shift);
    }
    contexts[size] = context;
    symbols[size] = symbol;
    network[size] = logits;
    AdaptiveReader reader = Checks.notNull(adaptive, "adaptive");
    adaptiveContexts[size] = reader.contextClass();
    adaptiveMemory[size] = new float[logits.length];
    reader.predict(adaptiveMemory[size]);
    size++;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int contextClass(int i) {
    return ngrams.contextClass(contexts[i]);
  }

  @Override
  public int symbol(int i) {
    return symbols[i];
  }

  @Override
  public float[] network(int i) {
    return network[i];
  }

  @Override
  public float[] memory(int i) {
    ngrams.probabilities(contexts[i], memory);
    MemoryReader.takeLogarithms(memory);
    return memory;
  }

  /** The same where the n-grams of the text are counted as it is read. */
  MixtureFit.Observations adaptive() {
    return new MixtureFit.Observations() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public int contextClass(int i) {
        return adaptiveContexts[i];
      }

      @Override
      public int symbol(int i) {
        return symbols[i];
      }

      @Override
      public float[] network(int i) {
        return network[i];
      }

      @Override
      public float[] memory(int i) {
        return adaptiveMemory[i];
      }
    };
  }

  /** The sum of the network's losses, in nats. */
  double networkLoss() {
    double loss = 0;
    for (int i = 0; i < size; i++) {
      loss -= network[i][symbols[i]];
    }
    return loss;
  }

  /** The sum of the losses of the n-grams, in nats. */
  double memoryLoss() {
    double loss = 0;
    for (int i = 0; i < size; i++) {
      loss -= memory(i)[symbols[i]];
    }
    return loss;
  }
}
