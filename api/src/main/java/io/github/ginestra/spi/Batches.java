package io.github.ginestra.spi;

import java.util.List;

/**
 * Checks that a batch suits a network before a kernel sees it, where a wrong number would be a
 * crash or garbage. For backends.
 */
public final class Batches {
  private Batches() {}

  /**
   * Refuses a training step without batches.
   *
   * @param batches what is to be learned from
   * @throws IllegalArgumentException if there is none
   */
  public static void requireSome(List<?> batches) {
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("there is no batch to learn from");
    }
  }

  /**
   * Checks texts that are to be scored.
   *
   * @param spec the network
   * @param batch the texts
   * @throws IllegalArgumentException if there are not as many channels as embedding tables, or an
   *     id is not in its table
   */
  public static void check(NetworkSpec spec, EncodedBatch batch) {
    if (batch.channels().size() != spec.embeddings().size()) {
      throw new IllegalArgumentException(
          "the batch has "
              + batch.channels().size()
              + " channels, the network "
              + spec.embeddings().size());
    }
    for (int c = 0; c < spec.embeddings().size(); c++) {
      EmbeddingTable table = spec.embeddings().get(c);
      requireRange("ids of channel " + table.name(), batch.channels().get(c), 0, table.rows());
    }
  }

  /**
   * Returns the labels of texts that are to be learned from.
   *
   * @param spec the network
   * @param batch the texts
   * @return (N), each in [0, L)
   * @throws IllegalArgumentException if there are none, or one is out of its range
   */
  public static int[] labels(NetworkSpec spec, EncodedBatch batch) {
    int[] labels = batch.labels();
    if (labels == null) {
      throw new IllegalArgumentException("the batch has no labels to learn from");
    }
    requireRange("labels", labels, 0, spec.outputs());
    return labels;
  }

  /**
   * Checks sequences that are to be learned from.
   *
   * @param spec the network
   * @param batch the sequences
   * @throws IllegalArgumentException if a token or a target is out of its range
   */
  public static void check(LanguageNetworkSpec spec, SequenceBatch batch) {
    requireRange("ids", batch.ids(), 0, spec.outputs());
    requireRange("targets", batch.targets(), SequenceBatch.NOT_COUNTED, spec.outputs());
  }

  /**
   * Checks tokens that are to be read.
   *
   * @param spec the network
   * @param tokens the tokens
   * @throws IllegalArgumentException if one is not in [0, V)
   */
  public static void checkTokens(LanguageNetworkSpec spec, int[] tokens) {
    requireRange("tokens", tokens, 0, spec.outputs());
  }

  /**
   * Checks a token that is to be read.
   *
   * @param spec the network
   * @param token the token
   * @throws IllegalArgumentException if it is not in [0, V)
   */
  public static void checkToken(LanguageNetworkSpec spec, int token) {
    if (token < 0 || token >= spec.outputs()) {
      throw outOfRange("tokens", token, 0, spec.outputs());
    }
  }

  /**
   * Checks the place for an answer.
   *
   * @param spec the network
   * @param logits where logits will be written
   * @throws IllegalArgumentException if it is not for V of them
   */
  public static void checkLogits(LanguageNetworkSpec spec, float[] logits) {
    if (logits.length != spec.outputs()) {
      throw new IllegalArgumentException(
          "logits (" + logits.length + " of them) must be " + spec.outputs());
    }
  }

  private static void requireRange(String what, int[] values, int first, int end) {
    for (int value : values) {
      if (value < first || value >= end) {
        throw outOfRange(what, value, first, end);
      }
    }
  }

  private static IllegalArgumentException outOfRange(String what, int value, int first, int end) {
    return new IllegalArgumentException(
        what + " (" + value + ") must be in [" + first + ", " + end + ")");
  }
}
