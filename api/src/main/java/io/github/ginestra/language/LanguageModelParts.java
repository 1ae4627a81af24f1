package io.github.ginestra.language;

import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.training.TrainingHistory;
import org.jspecify.annotations.Nullable;

/**
 * What a trained language model is, but for the weights of its network.
 *
 * @param codec its symbols
 * @param network the network
 * @param memory what is counted beside it; null for a model without memory
 * @param history how its training went
 * @param provenance how it was made
 */
record LanguageModelParts(
    SymbolCodec codec,
    NetworkSpec network,
    @Nullable NgramMemory memory,
    TrainingHistory history,
    Provenance provenance) {

  /** The first version of the format whose readers answer as this model does. */
  int version() {
    return memory == null && !codec.normalized() ? 1 : 3;
  }

  /**
   * What the memory predicts in one text; null without memory.
   *
   * @param adaptive whether that text is counted too
   */
  @Nullable MemoryReader reader(boolean adaptive) {
    return memory == null ? null : memory.reader(codec.start(), adaptive);
  }
}
