package io.github.ginestra.tagging;

import java.util.Arrays;
import java.util.List;

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

  private final int length;
  private final long[] hashes; // (T, KINDS)

  TokenFeatures(List<String> tokens) {
    length = tokens.size();
    hashes = new long[length * KINDS];
    for (int t = 0; t < length; t++) {
      hash(tokens.get(t), t * KINDS);
    }
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
    long hash = (feature + 1) * MIX;
    int[] parts = TEMPLATES[feature];
    for (int i = 0; i < parts.length; i += 2) {
      hash = (hash ^ at(token + parts[i + 1], parts[i])) * SPREAD;
      hash ^= hash >>> 29;
    }
    return key(hash);
  }

  /** The hash of a word's part; beyond the sequence, of its border. */
  private long at(int token, int kind) {
    return token < 0 ? -1 : token >= length ? -2 : hashes[token * KINDS + kind];
  }

  private static long with(long hash, int unit) {
    return (hash ^ unit) * PRIME;
  }

  private void hash(String word, int at) {
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
        hashes[at + PREFIX + i] = lower;
      }
    }
    hashes[at + WORD] = exact;
    hashes[at + LOWER] = lower;
    hashes[at + SHAPE] = shape;
    hashes[at + PATTERN] = pattern;
    for (int i = word.length(); i < AFFIX; i++) {
      hashes[at + PREFIX + i] = with(lower, 0);
    }
    hashSuffixes(word, at);
  }

  private void hashSuffixes(String word, int at) {
    long suffix = START;
    int size = Math.min(AFFIX, word.length());
    for (int i = 1; i <= size; i++) {
      suffix = with(suffix, Character.toLowerCase(word.charAt(word.length() - i)));
      hashes[at + SUFFIX + i - 1] = suffix;
    }
    Arrays.fill(hashes, at + SUFFIX + size, at + SUFFIX + AFFIX, with(suffix, 0));
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
