package io.github.ginestra.language;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.features.CountTrie;
import io.github.ginestra.internal.features.SequenceCounter;
import io.github.ginestra.internal.features.TrieSum;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.Characters;
import io.github.ginestra.internal.text.IntSequence;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The words of a text: how often which symbol follows each beginning of a word. A word is a run of
 * letters; a beginning of it is one or more of its first letters, up to 15. N-grams of a fixed
 * length forget where the word began, and so write words that do not exist. A lexicon knows where
 * the word began, but not what stands before the word. Immutable.
 *
 * <p>After the beginning h of a word it predicts w with p(w | h) = own(w | h) + backoff(h) · p, of
 * {@link DiscountedCounts}, where p is what n-grams predict. Before a word, and where no word has
 * begun like this, p remains.
 */
final class Lexicon {
  /** How many lengths have classes of their own: 0, of no beginning, to 6, then all longer ones. */
  static final int LENGTHS = 8;

  /** The longest beginning with the symbol after it. Longer ones are left to the n-grams. */
  private static final int LONGEST = 16;

  /** No probability is less, whatever a file holds. */
  private static final double LEAST = 1e-30;

  private final DiscountedCounts beginnings;
  private final BitSet letters = new BitSet();

  /**
   * Of counted beginnings, each with the symbol after it.
   *
   * @param discounts D for counts of 1, 2, and 3 and more
   */
  Lexicon(CountTrie counts, double[] discounts) {
    beginnings = new DiscountedCounts(counts, new double[][] {discounts}, LENGTHS);
    for (int node = 1; node < counts.contexts(); node++) {
      if (counts.isFollowed(node)) {
        letters.set(counts.symbols()[node]);
      }
    }
  }

  private static Lexicon of(CountTrie counts) {
    return new Lexicon(counts, DiscountedCounts.estimate(counts, 1, counts.size()));
  }

  /**
   * The words of a text.
   *
   * @param text its symbols, each in [0, vocabulary)
   * @param letters which symbols are letters
   */
  static Lexicon of(IntSequence text, BitSet letters, int vocabulary) {
    int[] symbols = text.toArray();
    int[] run = new int[symbols.length + 1]; // how many letters follow each other from a place on
    for (int place = symbols.length - 1; place >= 0; place--) {
      run[place] = letters.get(symbols[place]) ? run[place + 1] + 1 : 0;
    }
    return of(
        SequenceCounter.count(
            symbols,
            LONGEST,
            vocabulary,
            (place, length) ->
                run[place] > 0 && length <= run[place] + 1 && (place == 0 || run[place - 1] == 0)));
  }

  /** The letters of scripts that separate words; none if most letters are of other scripts. */
  static BitSet letters(Vocabulary symbols) {
    BitSet letters = new BitSet();
    BitSet others = new BitSet();
    for (String symbol : symbols.words()) {
      int first = Characters.at(symbol, 0);
      if (Characters.isLetter(first) || Unicode.isMark(first)) {
        (Characters.isOfUnspacedScript(first) ? others : letters).set(symbols.idOf(symbol));
      }
    }
    return letters.cardinality() > others.cardinality() ? letters : new BitSet();
  }

  /** The words of this text and of another one. */
  Lexicon plus(Lexicon other) {
    return of(TrieSum.of(counts(), other.counts()));
  }

  CountTrie counts() {
    return beginnings.counts();
  }

  /** How many beginnings of words there are. */
  long size() {
    return IntStream.range(1, counts().contexts()).filter(counts()::isFollowed).count();
  }

  /** D for counts of 1, 2, and 3 and more. */
  double[] discounts() {
    return beginnings.discounts()[0];
  }

  /**
   * Where a text is after one more symbol: the beginning of a word, or {@link CountTrie#ROOT}
   * before a word, or {@link CountTrie#NONE} in one that the lexicon does not have.
   */
  int next(int beginning, int symbol) {
    if (!letters.get(symbol)) {
      return CountTrie.ROOT;
    }
    int node = beginning == CountTrie.NONE ? CountTrie.NONE : counts().follower(beginning, symbol);
    return node == CountTrie.NONE || !counts().isFollowed(node) ? CountTrie.NONE : node;
  }

  /** The class of a beginning, for {@link MixtureWeights}, or {@link CountTrie#NONE}. */
  int contextClass(int beginning) {
    return isBegun(beginning) ? beginnings.contextClass(beginning) : CountTrie.NONE;
  }

  private static boolean isBegun(int beginning) {
    return beginning != CountTrie.NONE && beginning != CountTrie.ROOT;
  }

  /**
   * Adds by how much each symbol is more probable in the lexicon than in the n-grams: log (p(w | h)
   * / p), but for a constant.
   *
   * @param weight a factor of what is added
   * @param ngrams log p of every symbol in the n-grams, (V)
   * @param sums to which is added, (V)
   */
  void add(int beginning, float weight, float[] ngrams, float[] sums) {
    if (!isBegun(beginning)) {
      return;
    }
    CountTrie counts = counts();
    double backoff = beginnings.backoff(beginning);
    for (int node = counts.first()[beginning]; node < counts.first()[beginning + 1]; node++) {
      int symbol = counts.symbols()[node];
      double left = Math.max(LEAST, backoff * Math.exp(ngrams[symbol]));
      sums[symbol] += (float) (weight * Math.log1p(beginnings.own(node) / left));
    }
  }
}
