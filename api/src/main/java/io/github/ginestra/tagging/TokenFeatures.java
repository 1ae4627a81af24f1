package io.github.ginestra.tagging;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The sparse features of the tokens of one sequence: the words around a token, their beginnings,
 * endings and shapes, alone and in pairs, each as a hash of 32 bits. No feature is ever written
 * out. For one thread.
 */
final class TokenFeatures {
  private static final int WORD = 0;
  private static final int LOWER = 1;
  private static final int SHAPE = 2; // runs of the same kind of character count once
  private static final int PATTERN = 3; // each of the first characters counts
  private static final int PREFIX = 4; // the first to the fourth character, in lower case
  private static final int SUFFIX = 8; // the last to the fourth from the end
  private static final int KINDS = 12;
  private static final int AFFIX = 4;
  private static final int LONGEST_PATTERN = 12;

  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;
  private static final long MIX = 0xbf58476d1ce4e5b9L;

  /** What each feature is made of: kind and offset, once or several times. Files depend on it. */
  private static final int[][] TEMPLATES = {
    {},
    {WORD, -2},
    {WORD, -1},
    {WORD, 0},
    {WORD, 1},
    {WORD, 2},
    {LOWER, -2},
    {LOWER, -1},
    {LOWER, 0},
    {LOWER, 1},
    {LOWER, 2},
    {SHAPE, -2},
    {SHAPE, -1},
    {SHAPE, 0},
    {SHAPE, 1},
    {SHAPE, 2},
    {PATTERN, 0},
    {PREFIX, 0},
    {PREFIX + 1, 0},
    {PREFIX + 2, 0},
    {PREFIX + 3, 0},
    {SUFFIX, 0},
    {SUFFIX + 1, 0},
    {SUFFIX + 2, 0},
    {SUFFIX + 3, 0},
    {PREFIX + 2, -1},
    {SUFFIX + 2, -1},
    {PREFIX + 2, 1},
    {SUFFIX + 2, 1},
    {LOWER, -2, LOWER, -1},
    {LOWER, -1, LOWER, 0},
    {LOWER, 0, LOWER, 1},
    {LOWER, 1, LOWER, 2},
    {LOWER, -1, LOWER, 1},
    {SHAPE, -1, SHAPE, 0},
    {SHAPE, 0, SHAPE, 1},
    {SHAPE, -1, SHAPE, 0, SHAPE, 1},
    {LOWER, -1, SHAPE, 0},
    {SHAPE, 0, LOWER, 1},
    {SUFFIX + 2, 0, SHAPE, 0},
    {SUFFIX + 2, -1, SUFFIX + 2, 0},
    {SUFFIX + 2, 0, SUFFIX + 2, 1},
  };

  /** How many features a token has. */
  static final int COUNT = TEMPLATES.length;

  /** The furthest word that a feature of a token reads, before or after it. */
  static final int REACH = 2;

  /** The hashes that replace those of the words before and after a sequence. */
  static final long[] BEFORE = border(-1);

  static final long[] AFTER = border(-2);

  /** The features that read several words. */
  private static final int[] OF_SEVERAL = templates(null);

  /** The features that read a single word, by its distance from the token plus the reach. */
  private static final int[][] OF_ONE =
      IntStream.rangeClosed(-REACH, REACH).mapToObj(TokenFeatures::templates).toArray(int[][]::new);

  private final long[][] words; // (T, KINDS)

  TokenFeatures(List<String> tokens) {
    this(tokens.stream().map(TokenFeatures::hashes).toArray(long[][]::new));
  }

  /**
   * Of a sequence whose words are hashed already.
   *
   * @param words the {@linkplain #hashes hashes} of each
   */
  TokenFeatures(long[][] words) {
    this.words = words;
  }

  private static long[] border(long hash) {
    long[] hashes = new long[KINDS];
    Arrays.fill(hashes, hash);
    return hashes;
  }

  /** The features that read only the word at a distance; with null, several words. */
  private static int[] templates(@Nullable Integer distance) {
    return IntStream.range(0, COUNT)
        .filter(feature -> Objects.equals(distance, distance(TEMPLATES[feature])))
        .toArray();
  }

  /** The distance of the word that a feature reads; null if it reads several, or none. */
  private static @Nullable Integer distance(int[] parts) {
    for (int i = 3; i < parts.length; i += 2) {
      if (parts[i] != parts[1]) {
        return null;
      }
    }
    return parts.length == 0 ? null : parts[1];
  }

  /** The features of a token that read several words, or none. */
  static int[] ofSeveralWords() {
    return OF_SEVERAL;
  }

  /** The features of a token that read only the word at a distance. */
  static int[] ofWord(int distance) {
    return OF_ONE[distance + REACH];
  }

  /** The key of a word as it is written; never 0. */
  static int wordKey(String word) {
    long hash = START;
    for (int i = 0; i < word.length(); i++) {
      hash = with(hash, word.charAt(i));
    }
    return key(hash);
  }

  private static int key(long hash) {
    int key = (int) (((hash ^ (hash >>> 29)) * SPREAD) >>> 32);
    return key == 0 ? 1 : key;
  }

  /** The key of a feature of a token; never 0. */
  int key(int token, int feature) {
    long hash = start(feature);
    int[] parts = TEMPLATES[feature];
    for (int i = 0; i < parts.length; i += 2) {
      hash = with(hash, at(token + parts[i + 1])[parts[i]]);
    }
    return key(hash);
  }

  /** The key of a feature that reads only this word; never 0. */
  static int key(long[] word, int feature) {
    long hash = start(feature);
    int[] parts = TEMPLATES[feature];
    for (int i = 0; i < parts.length; i += 2) {
      hash = with(hash, word[parts[i]]);
    }
    return key(hash);
  }

  private static long start(int feature) {
    return (feature + 1) * MIX;
  }

  private static long with(long hash, long part) {
    long mixed = (hash ^ part) * SPREAD;
    return mixed ^ (mixed >>> 29);
  }

  private long[] at(int token) {
    return token < 0 ? BEFORE : token >= words.length ? AFTER : words[token];
  }

  private static long with(long hash, int unit) {
    return (hash ^ unit) * PRIME;
  }

  /** The hashes of a word's parts, (KINDS). */
  static long[] hashes(String word) {
    long[] hashes = new long[KINDS];
    long exact = START;
    long lower = START;
    long shape = START;
    long pattern = START;
    int last = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      int kind = kind(c);
      exact = with(exact, c);
      lower = with(lower, Character.toLowerCase(c));
      shape = kind == last ? shape : with(shape, kind);
      pattern = i < LONGEST_PATTERN ? with(pattern, kind) : pattern;
      last = kind;
      if (i < AFFIX) {
        hashes[PREFIX + i] = lower;
      }
    }
    hashes[WORD] = exact;
    hashes[LOWER] = lower;
    hashes[SHAPE] = shape;
    hashes[PATTERN] = pattern;
    for (int i = word.length(); i < AFFIX; i++) {
      hashes[PREFIX + i] = with(lower, 0);
    }
    hashSuffixes(word, hashes);
    return hashes;
  }

  private static void hashSuffixes(String word, long[] hashes) {
    long suffix = START;
    int size = Math.min(AFFIX, word.length());
    for (int i = 1; i <= size; i++) {
      suffix = with(suffix, Character.toLowerCase(word.charAt(word.length() - i)));
      hashes[SUFFIX + i - 1] = suffix;
    }
    Arrays.fill(hashes, SUFFIX + size, SUFFIX + AFFIX, with(suffix, 0));
  }

  /** Capitals, small letters, digits and other letters; anything else is a kind of its own. */
  private static int kind(char c) {
    if (Character.isLowerCase(c)) {
      return 'x';
    }
    if (Character.isUpperCase(c)) {
      return 'X';
    }
    if (Character.isDigit(c)) {
      return '0';
    }
    return Character.isLetter(c) ? 'a' : c;
  }
}
