package io.github.ginestra.tagging;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sparse path of a tagger: a linear-chain conditional random field over {@link TokenFeatures},
 * with weights of 8 bits. It remembers what occurred, where the network generalises. For any number
 * of threads. Most features read a single word: their sums are kept for a bounded number of words.
 */
final class SparsePath {
  private static final int LEVELS = 127;

  /** How many bits number the places for words. */
  private static final int WORD_BITS = 13;

  private static final int WORD_SHIFT = Integer.SIZE - WORD_BITS;

  private final FeatureIndex index;
  private final int tags; // L
  private final byte[] weights; // (C, L), multiples of the step
  private final float step;
  private final float[] pairs; // (P)
  private final Word before;
  private final Word after;

  /** Words, each in the place of its hash; written without a lock, since words are immutable. */
  private final @Nullable Word[] recent = new Word[1 << WORD_BITS];

  /**
   * A word with what it adds to the scores of the tokens around it, as multiples of the step.
   *
   * @param sums (distances from the token, L)
   */
  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Word(String text, long[] hashes, int[] sums) {}

  SparsePath(FeatureIndex index, int tags, byte[] weights, float step, float[] pairs) {
    this.index = index;
    this.tags = tags;
    this.weights = weights;
    this.step = step;
    this.pairs = pairs;
    before = word("", TokenFeatures.BEFORE);
    after = word("", TokenFeatures.AFTER);
  }

  /**
   * Rounds weights to multiples of a step; features whose weights are all 0 are left out.
   *
   * @param weights (C, L)
   */
  static SparsePath rounded(FeatureIndex index, int tags, float[] weights, float[] pairs) {
    float greatest = 0;
    for (float weight : weights) {
      greatest = Math.max(greatest, Math.abs(weight));
    }
    float step = greatest == 0 ? 1 : greatest / LEVELS;
    byte[] rounded = new byte[weights.length];
    int[] keys = new int[index.size()];
    int kept = 0;
    for (int row = 0; row < keys.length; row++) {
      boolean used = false;
      for (int l = 0; l < tags; l++) {
        byte weight = (byte) Math.round(weights[row * tags + l] / step);
        rounded[kept * tags + l] = weight;
        used |= weight != 0;
      }
      keys[kept] = index.key(row);
      kept += used ? 1 : 0;
    }
    return new SparsePath(
        new FeatureIndex(Arrays.copyOf(keys, kept)),
        tags,
        Arrays.copyOf(rounded, kept * tags),
        step,
        pairs);
  }

  /** A path without features. */
  static SparsePath empty(TagSet set) {
    return new SparsePath(
        new FeatureIndex(new int[0]), set.size(), new byte[0], 1, new float[set.graph().pairs()]);
  }

  FeatureIndex index() {
    return index;
  }

  int tags() {
    return tags;
  }

  /** The weights as multiples of the {@linkplain #step step}, (C, L). */
  byte[] weights() {
    return weights;
  }

  float step() {
    return step;
  }

  /** The scores of pairs, (P). */
  float[] pairs() {
    return pairs;
  }

  /** The scores of the tags of each token, (T, L). */
  float[] scores(List<String> tokens) {
    Word[] words = tokens.stream().map(this::word).toArray(Word[]::new);
    TokenFeatures features =
        new TokenFeatures(Arrays.stream(words).map(Word::hashes).toArray(long[][]::new));
    int[] several = TokenFeatures.ofSeveralWords();
    int[] rows = new int[words.length * several.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = features.key(i / several.length, several[i % several.length]);
    }
    index.findAll(rows);
    float[] scores = new float[tokens.size() * tags];
    int[] sums = new int[tags];
    for (int t = 0; t < words.length; t++) {
      Arrays.fill(sums, 0);
      addWords(words, t, sums);
      for (int i = 0; i < several.length; i++) {
        add(rows[t * several.length + i], sums, 0);
      }
      for (int l = 0; l < tags; l++) {
        scores[t * tags + l] = step * sums[l];
      }
    }
    return scores;
  }

  private void addWords(Word[] words, int token, int[] sums) {
    for (int d = -TokenFeatures.REACH; d <= TokenFeatures.REACH; d++) {
      int place = token + d;
      Word word = place < 0 ? before : place >= words.length ? after : words[place];
      int from = (d + TokenFeatures.REACH) * tags;
      for (int l = 0; l < sums.length; l++) {
        sums[l] += word.sums()[from + l];
      }
    }
  }

  /** Looks a word up, or computes it in the place of another. */
  private Word word(String text) {
    int place = (text.hashCode() * 0x9e3779b1) >>> WORD_SHIFT;
    Word word = recent[place];
    if (word == null || !word.text().equals(text)) {
      word = word(text, TokenFeatures.hashes(text));
      recent[place] = word;
    }
    return word;
  }

  private Word word(String text, long[] hashes) {
    int[] sums = new int[(2 * TokenFeatures.REACH + 1) * tags];
    for (int d = -TokenFeatures.REACH; d <= TokenFeatures.REACH; d++) {
      for (int feature : TokenFeatures.ofWord(d)) {
        int row = index.find(TokenFeatures.key(hashes, feature));
        add(row, sums, (d + TokenFeatures.REACH) * tags);
      }
    }
    return new Word(text, hashes, sums);
  }

  private void add(int row, int[] sums, int from) {
    for (int l = 0; row >= 0 && l < tags; l++) {
      sums[from + l] += weights[row * tags + l];
    }
  }
}
