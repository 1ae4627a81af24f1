package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Softmax;
import io.github.ginestra.internal.features.CountTrie;
import io.github.ginestra.internal.features.Vocabulary;
import org.jspecify.annotations.Nullable;

/** What network, n-grams and lexicon predict of held-out symbols. For one thread. */
final class HeldOutPredictions {
  private final KneserNey ngrams;
  private final @Nullable Lexicon lexicon;
  private final int[] contexts;
  private final int[] beginnings; // of words
  private final int[] symbols;
  private final float[][] network; // log p; (symbols, V)
  private final float[] memory; // (V)
  private final float[] words; // (V)
  private final int[] adaptiveContexts; // their classes
  private final float[][] adaptiveMemory; // log p; (symbols, V)
  private @Nullable AdaptiveReader adaptive;
  private int context = CountTrie.ROOT;
  private boolean follows; // whether the last symbol was counted
  private int size;

  HeldOutPredictions(KneserNey ngrams, @Nullable Lexicon lexicon, int symbols) {
    this.ngrams = ngrams;
    this.lexicon = lexicon;
    contexts = new int[symbols];
    beginnings = new int[symbols];
    this.symbols = new int[symbols];
    network = new float[symbols][];
    memory = new float[ngrams.vocabulary()];
    words = new float[ngrams.vocabulary()];
    adaptiveContexts = new int[symbols];
    adaptiveMemory = new float[symbols][];
  }

  /** Begins a text, which is counted apart from those before it. */
  void begin() {
    context = CountTrie.ROOT;
    MixtureWeights unused = new MixtureWeights(new float[0][], new float[0][]);
    adaptive = new AdaptiveReader(new NgramMemory(ngrams, lexicon, unused, unused));
  }

  /** Reads a symbol, so that the next one is predicted from it. */
  void read(int symbol) {
    context = ngrams.counts().next(context, symbol);
    follows = isCounted(symbol);
    reader().read(symbol);
  }

  private AdaptiveReader reader() {
    return Checks.notNull(adaptive, "adaptive");
  }

  /** Whether a symbol that comes next is known, as the one before it is. */
  boolean isKnown(int symbol) {
    return follows && symbol != Vocabulary.UNKNOWN && isCounted(symbol);
  }

  private boolean isCounted(int symbol) {
    return ngrams.counts().trie().follower(CountTrie.ROOT, symbol) >= 0;
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
    beginnings[size] = reader().beginning();
    symbols[size] = symbol;
    network[size] = logits;
    adaptiveContexts[size] = reader().contextClass();
    adaptiveMemory[size] = new float[logits.length];
    reader().predict(adaptiveMemory[size]);
    size++;
  }

  int size() {
    return size;
  }

  /**
   * The class of the context before a symbol in the n-grams.
   *
   * @param adaptive whether the n-grams of the text are counted as it is read
   */
  int contextClass(int i, boolean adaptive) {
    return adaptive ? adaptiveContexts[i] : ngrams.contextClass(contexts[i]);
  }

  /** The class of the beginning of a word before it, or {@link CountTrie#NONE}. */
  int wordClass(int i) {
    return lexicon == null ? CountTrie.NONE : lexicon.contextClass(beginnings[i]);
  }

  int symbol(int i) {
    return symbols[i];
  }

  /**
   * log p of every symbol, but for a constant, in the network, the n-grams and, if there is one,
   * the lexicon; (paths, V), valid until the next call.
   *
   * @param adaptive whether the n-grams of the text are counted as it is read
   */
  float[][] predictions(int i, boolean adaptive) {
    float[] memory = adaptive ? adaptiveMemory[i] : memory(i);
    if (lexicon == null) {
      return new float[][] {network[i], memory};
    }
    System.arraycopy(memory, 0, words, 0, words.length);
    lexicon.add(beginnings[i], 1, memory, words);
    return new float[][] {network[i], memory, words};
  }

  /** log p of every symbol in the n-grams, (V); valid until the next call. */
  private float[] memory(int i) {
    ngrams.probabilities(contexts[i], memory);
    MemoryReader.takeLogarithms(memory);
    return memory;
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
