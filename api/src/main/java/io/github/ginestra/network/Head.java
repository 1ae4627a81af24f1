package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;
import java.util.List;
import java.util.Locale;

/**
 * The head of a network: how it computes its logits from the output of the last recurrent layer.
 */
public sealed interface Head {

  /** {@return L, the number of logits of each output, 2 or more} */
  int outputs();

  /**
   * One output per sequence.
   *
   * @param pooling how a sequence's steps are combined into one vector
   * @param outputs L, the number of labels; 2 or more
   */
  record Pooled(Pooling pooling, int outputs) implements Head {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Pooled {
      Checks.notNull(pooling, "pooling");
      requireOutputs(outputs);
    }

    /**
     * Describes the head.
     *
     * @return for example {@code "max pooling, 2 outputs"}
     */
    @Override
    public String toString() {
      return pooling.name().toLowerCase(Locale.ROOT) + " pooling, " + outputs + " outputs";
    }
  }

  /**
   * One output per time step.
   *
   * @param outputs L, the number of tokens or tags; 2 or more
   * @param tied whether the embedding table is also the output weight (Press and Wolf, 2017); if
   *     so, there is no {@code output.weight} among the weights
   */
  record PerStep(int outputs, boolean tied) implements Head {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public PerStep {
      requireOutputs(outputs);
    }

    /** Checks that the embedding table can be the output weight, too. */
    void checkTied(List<EmbeddingTable> embeddings, RecurrentSpec recurrent) {
      EmbeddingTable table = embeddings.get(0);
      if (embeddings.size() > 1 || table.rows() != outputs) {
        throw new IllegalArgumentException(
            "tied weights need one embedding table with a row for each of the "
                + outputs
                + " outputs, not "
                + embeddings);
      }
      if (table.dimension() != recurrent.outputSize()) {
        throw new IllegalArgumentException(
            "tied weights need as many embedding dimensions ("
                + table.dimension()
                + ") as hidden units ("
                + recurrent.outputSize()
                + ")");
      }
    }

    /**
     * Describes the head.
     *
     * @return for example {@code "96 tokens, tied"}
     */
    @Override
    public String toString() {
      return outputs + " tokens" + (tied ? ", tied" : "");
    }
  }

  private static void requireOutputs(int outputs) {
    if (outputs < 2) {
      throw new IllegalArgumentException("outputs (" + outputs + ") must be two or more");
    }
  }
}
