package io.github.ginestra.language;

import io.github.ginestra.internal.features.CountTrie;

/**
 * How the paths of a language model are mixed: log p = Σ weight · log p(path), but for a constant.
 * The paths are the network, the n-grams and, if the model has one, the {@linkplain Lexicon
 * lexicon}. The weights depend on the class of the context in the n-grams, plus that in the
 * lexicon: on its length, on how many different symbols follow it, and how often. Immutable.
 *
 * @param ngrams the weight of each path for each class of contexts in the n-grams; (order · {@value
 *     #SIZES} · {@value #SIZES}, {@link #PATHS})
 * @param words what is added to it for each class of beginnings of a word; ({@link Lexicon#LENGTHS}
 *     · {@value #SIZES} · {@value #SIZES}, {@link #PATHS}), or none without a lexicon
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, and never changed
record MixtureWeights(float[][] ngrams, float[][] words) {
  static final int NETWORK = 0;
  static final int NGRAMS = 1;
  static final int WORDS = 2;

  /** How many paths there are. */
  static final int PATHS = 3;

  /** The greatest weight, and the greatest that is added. */
  static final float MOST = 4;

  /** The classes of a number, which is 1 or more: 1, 2, 3 to 4, 5 to 8, 9 to 16, more. */
  private static final int SIZES = 6;

  /** The number of classes of contexts of this many lengths. */
  static int classes(int lengths) {
    return lengths * SIZES * SIZES;
  }

  /** The class of a context. */
  static int classOf(int length, int followers, long total) {
    return (length * SIZES + size(followers)) * SIZES + size(total);
  }

  /** The length of the contexts of a class. */
  static int lengthOf(int contextClass) {
    return contextClass / (SIZES * SIZES);
  }

  private static int size(long number) {
    return Math.min(SIZES - 1, Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, number) - 1));
  }

  /** The weight of a path, from 0 to {@link #MOST}. */
  float weight(int path, int contextClass, int wordClass) {
    float added = wordClass == CountTrie.NONE ? 0 : words[wordClass][path];
    return Math.max(0, Math.min(MOST, ngrams[contextClass][path] + added));
  }
}
