package io.github.ginestra.backend.java;

import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.Weights;

/**
 * The vectors of words by their characters. What a character adds at each place of the filters is
 * kept, so that a word takes additions only. Safe for many threads.
 */
final class CharacterVectors {
  private final TokenInputs characters; // of each character (width·F), place after place
  private final float[] bias; // (F)
  private final int width;

  CharacterVectors(CharacterEncoder encoder, Weights weights, WeightPacker packed, Room room) {
    Table table = packed.table(weights, encoder.characters());
    Matrix convolution = packed.convolution(weights, encoder.convolutionName());
    characters = new TokenInputs(table, convolution, null, room);
    bias = packed.vector(weights, encoder.biasName());
    width = encoder.width();
  }

  /** The vector of a word, (F). */
  float[] of(int[] word, Workspace workspace) {
    float[] vector = new float[bias.length];
    float[] sum = new float[bias.length];
    float[] scratch = new float[width * bias.length];
    for (int middle = 0; middle < word.length; middle++) {
      System.arraycopy(bias, 0, sum, 0, sum.length);
      for (int k = 0; k < width; k++) {
        int at = middle + k - width / 2;
        if (at >= 0 && at < word.length) {
          add(sum, characters.of(word[at], scratch, workspace), k * sum.length);
        }
      }
      if (middle == 0) {
        System.arraycopy(sum, 0, vector, 0, sum.length);
      } else {
        takeGreatest(vector, sum);
      }
    }
    return vector;
  }

  private static void add(float[] sum, float[] given, int from) {
    for (int f = 0; f < sum.length; f++) {
      sum[f] += given[from + f];
    }
  }

  private static void takeGreatest(float[] vector, float[] sum) {
    for (int f = 0; f < vector.length; f++) {
      vector[f] = Math.max(vector[f], sum[f]);
    }
  }
}
