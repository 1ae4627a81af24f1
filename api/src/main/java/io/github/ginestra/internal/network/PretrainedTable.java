package io.github.ginestra.internal.network;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.text.WordVectors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** An embedding table filled with pretrained vectors. */
public final class PretrainedTable {
  /**
   * The maximum magnitude of a number in the table; greater ones are clipped. There the gates of
   * the network are saturated and no product overflows, so that all backends compute the same
   * results.
   */
  static final float GREATEST = 1e9f;

  private PretrainedTable() {}

  /**
   * Fills the table: with a word's vector if there is one; otherwise with zeros if the table is
   * frozen, or random numbers if it is trained. Padding is zeros.
   *
   * @return the table, (V, D)
   */
  public static Tensor of(
      WordVectors vectors, boolean trainable, Vocabulary vocabulary, long seed) {
    int dimension = vectors.dimension();
    float[] table =
        trainable
            ? WeightInitializer.normal(vocabulary.size() * dimension, new Random(seed))
            : new float[vocabulary.size() * dimension];
    for (int id = Vocabulary.UNKNOWN + 1; id < vocabulary.size(); id++) {
      String word = vocabulary.wordOf(id);
      if (vectors.contains(word)) {
        saturate(vectors.vector(word), table, id * dimension);
      }
    }
    Arrays.fill(table, Vocabulary.PADDING * dimension, (Vocabulary.PADDING + 1) * dimension, 0);
    return new Tensor(List.of(vocabulary.size(), dimension), table);
  }

  private static void saturate(float[] vector, float[] table, int from) {
    for (int d = 0; d < vector.length; d++) {
      table[from + d] = Math.max(-GREATEST, Math.min(GREATEST, vector[d]));
    }
  }
}
