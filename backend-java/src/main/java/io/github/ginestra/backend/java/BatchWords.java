package io.github.ginestra.backend.java;

import java.util.Arrays;
import java.util.List;

/**
 * What the gates of the first layer get from the characters of a batch's words. Safe for many
 * threads.
 *
 * @param ids the word at each step, (T, N)
 * @param inputs by word and direction, (G·H); no direction of a word whose inputs are not kept
 * @param vectors the vectors of these words, (F)
 * @param weights by direction, (G·H, F)
 */
@SuppressWarnings("ArrayRecordComponent") // only read, never compared
record BatchWords(int[] ids, float[][][] inputs, float[][] vectors, List<Matrix> weights) {

  /**
   * Adds it to what the gates get from the tokens of one step. Whether inputs are kept changes no
   * bit.
   *
   * @param place the step, an index of (T, N)
   * @param tokens (G·H), only to be read
   * @return the sum, only to be read
   */
  float[] add(int direction, int place, float[] tokens, int lane, Workspace workspace) {
    int word = ids[place];
    float[] more =
        inputs[word].length > 0
            ? inputs[word][direction]
            : computed(direction, word, workspace.channel()[lane], workspace);
    return Embedded.add(tokens, more, workspace.input()[lane]);
  }

  private float[] computed(int direction, int word, float[] sums, Workspace workspace) {
    Arrays.fill(sums, 0);
    weights.get(direction).addProduct(vectors[word], 0, sums, workspace);
    return sums;
  }
}
