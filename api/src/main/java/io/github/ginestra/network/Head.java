package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;
import java.util.Locale;

/** What a network makes of the last recurrent layer's output: how many answers, and from what. */
public sealed interface Head {

  /**
   * Returns the number of logits of each answer.
   *
   * @return L, 2 or more
   */
  int outputs();

  /**
   * One answer a sequence.
   *
   * @param pooling how a sequence's steps become one vector
   * @param outputs L, how many labels; 2 or more
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
   * One answer at each step.
   *
   * @param outputs L, the number of tokens or tags; 2 or more
   * @param tied whether the embedding table is the output weight too (Press and Wolf, 2017): there
   *     is no {@code output.weight} among the weights then
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
