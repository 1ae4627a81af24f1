package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;

/**
 * Which n-grams of a text are counted and how the counts become numbers. Immutable; every method
 * returns a new value.
 *
 * <pre>{@code
 * NgramSpec.standard().characters(3, 5).buckets(1 << 18)
 * }</pre>
 *
 * @param words how many words in a row make an n-gram
 * @param characters how many characters of one word, with a blank before and after it, make an
 *     n-gram
 * @param lowerCaseWords whether word n-grams are lower-cased
 * @param lowerCaseCharacters whether character n-grams are lower-cased
 * @param sublinear whether a count c becomes 1 + ln c
 * @param unitLength whether each text's vector is divided by its Euclidean length
 * @param buckets F, the columns that n-grams are hashed to; a power of two from 2 to 2^30
 * @param characterLimit how many UTF-16 units of a text are read at most; 1 or more
 */
public record NgramSpec(
    Lengths words,
    Lengths characters,
    boolean lowerCaseWords,
    boolean lowerCaseCharacters,
    boolean sublinear,
    boolean unitLength,
    int buckets,
    int characterLimit) {

  /**
   * The lengths of n-grams that are counted.
   *
   * @param shortest the fewest parts; 1 or more
   * @param longest the most parts; 0 if there are no such n-grams
   */
  public record Lengths(int shortest, int longest) {
    private static final int MAXIMUM = 16;

    /** No n-grams. */
    public static final Lengths NONE = new Lengths(1, 0);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Lengths {
      Checks.positive(shortest, "shortest");
      if (longest != 0 && (longest < shortest || longest > MAXIMUM)) {
        throw new IllegalArgumentException(
            "longest (" + longest + ") must be 0 or in [" + shortest + ", " + MAXIMUM + "]");
      }
    }
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public NgramSpec {
    Checks.notNull(words, "words");
    Checks.notNull(characters, "characters");
    Checks.positive(characterLimit, "characterLimit");
    if (buckets < 2 || Integer.bitCount(buckets) != 1) {
      throw new IllegalArgumentException("buckets (" + buckets + ") must be a power of two from 2");
    }
  }

  /**
   * The n-grams that serve short messages: 1 to 2 words in lower case, 2 to 5 characters as they
   * stand, 1 + ln c, unit length, 2^17 columns, the first 20,000 characters.
   *
   * @return the specification
   */
  public static NgramSpec standard() {
    return new NgramSpec(
        new Lengths(1, 2), new Lengths(2, 5), true, false, true, true, 1 << 17, 20_000);
  }

  /**
   * The same with other word n-grams. The default is 1 to 2.
   *
   * @param shortest the fewest words; 1 or more
   * @param longest the most words, up to 16; 0 for no word n-grams
   * @return a copy with those lengths
   * @throws IllegalArgumentException if one is out of its range
   */
  public NgramSpec words(int shortest, int longest) {
    return new NgramSpec(
        new Lengths(shortest, longest),
        characters,
        lowerCaseWords,
        lowerCaseCharacters,
        sublinear,
        unitLength,
        buckets,
        characterLimit);
  }

  /**
   * The same with other character n-grams. The default is 2 to 5.
   *
   * @param shortest the fewest characters; 1 or more
   * @param longest the most characters, up to 16; 0 for no character n-grams
   * @return a copy with those lengths
   * @throws IllegalArgumentException if one is out of its range
   */
  public NgramSpec characters(int shortest, int longest) {
    return new NgramSpec(
        words,
        new Lengths(shortest, longest),
        lowerCaseWords,
        lowerCaseCharacters,
        sublinear,
        unitLength,
        buckets,
        characterLimit);
  }

  /**
   * The same with other columns. The default is 2^17.
   *
   * @param count F; a power of two from 2 to 2^30
   * @return a copy with that number of columns
   * @throws IllegalArgumentException if {@code count} is not a power of two
   */
  public NgramSpec buckets(int count) {
    return new NgramSpec(
        words,
        characters,
        lowerCaseWords,
        lowerCaseCharacters,
        sublinear,
        unitLength,
        count,
        characterLimit);
  }
}
