package io.github.ginestra.internal.network;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Token.LetterCase;
import io.github.ginestra.text.WordVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What networks read of tokens: their ids and, on request, their letter case. */
public final class TokenChannels {
  /** How many ids the channel of letter cases has: one per case, and one for padding. */
  public static final int CASES = LetterCase.values().length + 1;

  /** The letter case of padding. */
  public static final int NO_CASE = CASES - 1;

  private TokenChannels() {}

  /**
   * The table of each channel.
   *
   * @param size V, the number of tokens with an id
   * @param letterCase the length of the vectors of letter cases; 0 for none
   */
  public static List<EmbeddingTable> tables(Embedding embedding, int size, int letterCase) {
    EmbeddingTable tokens =
        embedding.isOneHot()
            ? EmbeddingTable.oneHot("embedding", size)
            : new EmbeddingTable("embedding", size, embedding.dimension(), embedding.trainable());
    return letterCase == 0
        ? List.of(tokens)
        : List.of(tokens, new EmbeddingTable("letter_case", CASES, letterCase, true));
  }

  /** Draws initial weights, but for the vectors of tokens if they are pretrained or one-hot. */
  public static Weights draw(
      NetworkSpec spec,
      Embedding embedding,
      Vocabulary vocabulary,
      Initialization initialization,
      @Nullable Double forgetBias,
      long seed) {
    WordVectors vectors = embedding.vectors();
    Tensor table =
        embedding.isOneHot()
            ? Tensor.identity(vocabulary.size())
            : vectors == null
                ? null
                : PretrainedTable.of(vectors, embedding.trainable(), vocabulary, seed);
    Map<String, Tensor> given =
        table == null ? Map.of() : Map.of(spec.embeddings().get(0).weightName(), table);
    return WeightInitializer.draw(spec, given, initialization, forgetBias, seed);
  }

  /**
   * Puts texts side by side, padded to the longest.
   *
   * @param ids the ids of each text's tokens, one or more
   * @param cases their letter cases; null if they are not read
   */
  public static Batch batch(List<int[]> ids, @Nullable List<int[]> cases) {
    int[] lengths = ids.stream().mapToInt(text -> text.length).toArray();
    List<int[]> channels = new ArrayList<>(2);
    channels.add(sideBySide(ids, Vocabulary.PADDING));
    if (cases != null) {
      channels.add(sideBySide(cases, NO_CASE));
    }
    return Batch.of(lengths, channels);
  }

  private static int[] sideBySide(List<int[]> texts, int padding) {
    int size = texts.size();
    int steps = texts.stream().mapToInt(text -> text.length).max().orElse(0);
    int[] all = new int[steps * size]; // (T, N)
    Arrays.fill(all, padding);
    for (int n = 0; n < size; n++) {
      int[] text = texts.get(n);
      for (int t = 0; t < text.length; t++) {
        all[t * size + n] = text[t];
      }
    }
    return all;
  }
}
