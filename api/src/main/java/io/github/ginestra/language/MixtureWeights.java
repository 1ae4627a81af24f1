package io.github.ginestra.language;

/**
 * How network and n-grams are mixed: log p = a · log p(network) + b · log p(n-grams), but for a
 * constant, with a and b for each class of contexts. The class depends on the length of the longest
 * context that was counted, how many different symbols follow it, and how often. Immutable.
 *
 * @param network a of each class, from 0 to {@link #MOST}; (order · {@value #SIZES} · {@value
 *     #SIZES})
 * @param memory b of each class, in the same range and order
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, and never changed
record MixtureWeights(float[] network, float[] memory) {
  /** The greatest weight. */
  static final float MOST = 4;

  /** The classes of a number, which is 1 or more: 1, 2, 3 to 4, 5 to 8, 9 to 16, more. */
  private static final int SIZES = 6;

  /** How many classes there are with n-grams of at most so many symbols. */
  static int classes(int order) {
    return order * SIZES * SIZES;
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
}
