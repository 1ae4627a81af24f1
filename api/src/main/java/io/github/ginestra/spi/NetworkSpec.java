package io.github.ginestra.spi;

import io.github.ginestra.Pooling;
import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.internal.Checks;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The whole of a text classification network. With N texts of at most T steps:
 *
 * <pre>
 * ids of each channel (T, N) ─ its embedding table ─┐ side by side (T, N, D)
 *   ─ input dropout ─ recurrent layers (T, N, H·directions) ─ pooling (N, H·directions) ─ output dropout
 *   ─ output.weight, output.bias ─▶ logits (N, L)
 * </pre>
 *
 * <p>Dropout masks come from {@link DropoutMask}. Their places are: 0, the input, values in the
 * order (T, N, D); l for 1 ≤ l &lt; layers, between layer l - 1 and layer l, in the order (T, N,
 * H·directions); {@code layers}, the pooled vector, in the order (N, H·directions). Where the order
 * counts time, padding steps have values too.
 *
 * @param embeddings the channels' tables, in the channels' order; one or more, each with a name of
 *     its own
 * @param inputDropout the share of input values dropped while training, in [0, 1)
 * @param recurrent the recurrent layers
 * @param pooling how a text's steps become one vector
 * @param outputDropout the share of the pooled values dropped while training, in [0, 1)
 * @param outputs L, how many labels; 2 or more
 */
public record NetworkSpec(
    List<EmbeddingTable> embeddings,
    double inputDropout,
    RecurrentSpec recurrent,
    Pooling pooling,
    double outputDropout,
    int outputs)
    implements WeightedSpec {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range, or two tables have the same name
   */
  public NetworkSpec {
    embeddings = List.copyOf(embeddings);
    if (embeddings.isEmpty()) {
      throw new IllegalArgumentException("embeddings must hold at least one table");
    }
    requireDistinctNames(embeddings);
    Checks.share(inputDropout, "inputDropout");
    Checks.notNull(recurrent, "recurrent");
    Checks.notNull(pooling, "pooling");
    Checks.share(outputDropout, "outputDropout");
    if (outputs < 2) {
      throw new IllegalArgumentException("outputs (" + outputs + ") must be two or more");
    }
  }

  private static void requireDistinctNames(List<EmbeddingTable> tables) {
    Set<String> names = new HashSet<>();
    for (EmbeddingTable table : tables) {
      if (!names.add(table.name())) {
        throw new IllegalArgumentException(
            "embeddings must have different names, but two are called \"" + table.name() + "\"");
      }
    }
  }

  /**
   * {@inheritDoc} A classifier adds {@code output.weight (L, H·directions)} and {@code output.bias
   * (L)}.
   */
  @Override
  public Map<String, List<Integer>> weightShapes() {
    Map<String, List<Integer>> shapes = WeightShapes.upToOutput(this);
    shapes.put("output.weight", List.of(outputs, recurrent.outputSize()));
    shapes.put("output.bias", List.of(outputs));
    return Collections.unmodifiableMap(shapes);
  }

  /**
   * Returns how the recurrent weights of one layer and direction end.
   *
   * @param layer from 0
   * @param direction 0 forward, 1 backward
   * @return for example {@code "_l0"}, {@code "_l1_reverse"}
   */
  public static String suffix(int layer, int direction) {
    return "_l" + layer + (direction == 1 ? "_reverse" : "");
  }

  /**
   * Names the network for people.
   *
   * @return for example {@code "BiGRU(64), max pooling, 2 outputs"}
   */
  @Override
  public String toString() {
    return recurrent
        + ", "
        + pooling.name().toLowerCase(Locale.ROOT)
        + " pooling, "
        + outputs
        + " outputs";
  }
}
