package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;

/**
 * The n-grams of a text that are counted, and how counts become numbers. Immutable; every method
 * returns a copy.
 *
 * <pre>{@code
 * NgramSpec ngrams = NgramSpec.standard().characters(3, 5).buckets(1 << 18);
 * }</pre>
 *
 * <p>A character n-gram lies within one word and the spaces around it. N-grams have up to 16 words
 * or characters.
 *
 * @param shortestWords the fewest words in an n-gram; 1 or more
 * @param longestWords the most words in an n-gram; 0 for no word n-grams
 * @param shortestCharacters the fewest characters in an n-gram; 1 or more
 * @param longestCharacters the most characters in an n-gram; 0 for no character n-grams
 * @param lowerCaseWords whether word n-grams are lower-cased
 * @param lowerCaseCharacters whether character n-grams are lower-cased
 * @param sublinear whether a count c becomes 1 + ln c
 * @param unitLength whether each text's vector is divided by its Euclidean length
 * @param separate whether word n-grams have the first half of the columns and character n-grams the
 *     second, each half scaled to unit length by itself. Then single letters and symbols are not
 *     words, but a letter of a script without spaces is one
 * @param inverseDocumentFrequency whether the count of an n-gram is multiplied by its inverse
 *     document frequency 1 + ln((1 + N) / (1 + n)), where n of N training texts have it
 * @param buckets F, the number of columns that n-grams are hashed to; a power of two from 2 to 2^30
 * @param characterLimit the greatest number of UTF-16 units of a text that are read; 1 or more
 */
public record NgramSpec(
    int shortestWords,
    int longestWords,
    int shortestCharacters,
    int longestCharacters,
    boolean lowerCaseWords,
    boolean lowerCaseCharacters,
    boolean sublinear,
    boolean unitLength,
    boolean separate,
    boolean inverseDocumentFrequency,
    int buckets,
    int characterLimit) {
  private static final int LONGEST = 16;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public NgramSpec {
    requireLengths(shortestWords, longestWords);
    requireLengths(shortestCharacters, longestCharacters);
    Checks.positive(characterLimit, "characterLimit");
    if (buckets < 2 || Integer.bitCount(buckets) != 1) {
      throw new IllegalArgumentException("buckets (" + buckets + ") must be a power of two from 2");
    }
  }

  private static void requireLengths(int shortest, int longest) {
    Checks.positive(shortest, "shortest");
    if (longest != 0 && (longest < shortest || longest > LONGEST)) {
      throw new IllegalArgumentException(
          "longest (" + longest + ") must be 0 or in [" + shortest + ", " + LONGEST + "]");
    }
  }

  /**
   * The n-grams that suit short messages: 1 to 2 words in lower case, 2 to 5 characters without
   * lower-casing, 1 + ln c, unit length, 2^17 columns, the first 20,000 characters.
   *
   * @return the specification
   */
  public static NgramSpec standard() {
    return new NgramSpec(1, 2, 2, 5, true, false, true, true, false, false, 1 << 17, 20_000);
  }

  /**
   * A copy with other word n-grams. The default is 1 to 2 words.
   *
   * @param shortest the fewest words; 1 or more
   * @param longest the most words, up to 16; 0 for no word n-grams
   * @return the copy
   * @throws IllegalArgumentException if one is out of its range
   */
  public NgramSpec words(int shortest, int longest) {
    return with(shortest, longest, shortestCharacters, longestCharacters, buckets);
  }

  /**
   * A copy with other character n-grams. The default is 2 to 5 characters.
   *
   * @param shortest the fewest characters; 1 or more
   * @param longest the most characters, up to 16; 0 for no character n-grams
   * @return the copy
   * @throws IllegalArgumentException if one is out of its range
   */
  public NgramSpec characters(int shortest, int longest) {
    return with(shortestWords, longestWords, shortest, longest, buckets);
  }

  /**
   * A copy with another number of columns. The default is 2^17.
   *
   * @param count F; a power of two from 2 to 2^30
   * @return the copy
   * @throws IllegalArgumentException if {@code count} is not a power of two from 2 to 2^30
   */
  public NgramSpec buckets(int count) {
    return with(shortestWords, longestWords, shortestCharacters, longestCharacters, count);
  }

  /**
   * A copy whose counts are multiplied by inverse document frequencies, so that n-grams that most
   * texts have count less. By default they are not; in {@code Classifiers.text()} they are.
   *
   * @return the copy
   */
  public NgramSpec withInverseDocumentFrequency() {
    return with(separate, true);
  }

  /**
   * A copy in which words and characters are scaled apart. Each kind of n-gram has half of the
   * columns and is scaled to unit length by itself, so that a text's many character n-grams do not
   * outweigh its few words. Then single letters and symbols are in character n-grams only, as in
   * scikit-learn, but each letter of a script without spaces (Chinese, Japanese, Thai) is a word.
   * By default they are scaled together; in {@code Classifiers.text()} apart.
   *
   * @return the copy
   */
  public NgramSpec withSeparateScaling() {
    return with(true, inverseDocumentFrequency);
  }

  private NgramSpec with(boolean apart, boolean weighted) {
    return new NgramSpec(
        shortestWords,
        longestWords,
        shortestCharacters,
        longestCharacters,
        lowerCaseWords,
        lowerCaseCharacters,
        sublinear,
        unitLength,
        apart,
        weighted,
        buckets,
        characterLimit);
  }

  private NgramSpec with(
      int fewestWords, int mostWords, int fewestCharacters, int mostCharacters, int columns) {
    return new NgramSpec(
        fewestWords,
        mostWords,
        fewestCharacters,
        mostCharacters,
        lowerCaseWords,
        lowerCaseCharacters,
        sublinear,
        unitLength,
        separate,
        inverseDocumentFrequency,
        columns,
        characterLimit);
  }
}
