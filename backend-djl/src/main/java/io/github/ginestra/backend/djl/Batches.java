package io.github.ginestra.backend.djl;

import io.github.ginestra.spi.EmbeddingTable;
import io.github.ginestra.spi.EncodedBatch;
import io.github.ginestra.spi.LanguageNetworkSpec;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.SequenceBatch;
import java.util.List;

/**
 * Checks that a batch suits a network before native code sees it, where a wrong number would be a
 * crash or garbage.
 */
final class Batches {
  private Batches() {}

  static void requireSome(List<?> batches) {
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("there is no batch to learn from");
    }
  }

  static void check(NetworkSpec spec, EncodedBatch batch) {
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

  /** Checks the labels too, and returns them. */
  static int[] labels(NetworkSpec spec, EncodedBatch batch) {
    int[] labels = batch.labels();
    if (labels == null) {
      throw new IllegalArgumentException("the batch has no labels to learn from");
    }
    requireRange("labels", labels, 0, spec.outputs());
    return labels;
  }

  static void check(LanguageNetworkSpec spec, SequenceBatch batch) {
    requireRange("ids", batch.ids(), 0, spec.outputs());
    requireRange("targets", batch.targets(), SequenceBatch.NOT_COUNTED, spec.outputs());
  }

  static void checkTokens(LanguageNetworkSpec spec, int... tokens) {
    requireRange("tokens", tokens, 0, spec.outputs());
  }

  private static void requireRange(String what, int[] values, int first, int end) {
    for (int value : values) {
      if (value < first || value >= end) {
        throw new IllegalArgumentException(
            what + " (" + value + ") must be in [" + first + ", " + end + ")");
      }
    }
  }
}
