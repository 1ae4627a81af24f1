package io.github.ginestra.tagging;

import java.util.Arrays;
import java.util.List;

/**
 * The sparse path of a tagger: a linear-chain conditional random field over {@link TokenFeatures},
 * with weights of 8 bits. It remembers what occurred, where the network generalises. Immutable.
 */
final class SparsePath {
  private static final int LEVELS = 127;

  private final FeatureIndex index;
  private final int tags; // L
  private final byte[] weights; // (C, L), multiples of the step
  private final float step;
  private final float[] pairs; // (P)

  SparsePath(FeatureIndex index, int tags, byte[] weights, float step, float[] pairs) {
    this.index = index;
    this.tags = tags;
    this.weights = weights;
    this.step = step;
    this.pairs = pairs;
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
    TokenFeatures features = new TokenFeatures(tokens);
    float[] scores = new float[tokens.size() * tags];
    int[] sums = new int[tags];
    for (int t = 0; t < tokens.size(); t++) {
      Arrays.fill(sums, 0);
      for (int f = 0; f < TokenFeatures.COUNT; f++) {
        int row = index.find(features.key(t, f));
        if (row >= 0) {
          add(row * tags, sums);
        }
      }
      for (int l = 0; l < tags; l++) {
        scores[t * tags + l] = step * sums[l];
      }
    }
    return scores;
  }

  private void add(int from, int[] sums) {
    byte[] all = weights;
    for (int l = 0; l < sums.length; l++) {
      sums[l] += all[from + l];
    }
  }
}
