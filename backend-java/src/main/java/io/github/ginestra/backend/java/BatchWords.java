package io.github.ginestra.backend.java;

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
   * Adds it to what the gates get from the tokens of one step.
   *
   * @param place the step, an index of (T, N)
   * @param tokens (G·H), only to be read
   * @param sum (G·H), where it may be computed; perhaps the same
   * @return the sum, only to be read
   */
  float[] add(int direction, int place, float[] tokens, float[] sum, Workspace workspace) {
    int word = ids[place];
    if (inputs[word].length > 0) {
      return Embedded.add(tokens, inputs[word][direction], sum);
    }
    if (tokens != sum) {
      System.arraycopy(tokens, 0, sum, 0, sum.length);
    }
    weights.get(direction).addProduct(vectors[word], 0, sum, workspace);
    return sum;
  }
}
