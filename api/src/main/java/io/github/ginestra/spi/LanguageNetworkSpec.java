package io.github.ginestra.spi;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.internal.Checks;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The whole of a network that tells, after each token of a sequence, which token comes next. With N
 * sequences of T steps:
 *
 * <pre>
 * ids (T, N) ─ embedding table ─ (T, N, D) ─ input dropout ─ recurrent layers (T, N, H)
 *   ─ output dropout ─ output.weight, output.bias ─▶ logits (T, N, V)
 * </pre>
 *
 * <p>The table's ids and the outputs are the same V tokens. One-hot input, the identity as a table,
 * is {@link EmbeddingTable#oneHot} with {@link Tensor#identity} as its weight.
 *
 * <p>Dropout masks come from {@link DropoutMask}. Their places are: 0, the input, values in the
 * order (T, N, D); l for 1 ≤ l &lt; layers, between layer l - 1 and layer l, in the order (T, N,
 * H); {@code layers}, the last layer's output, in the order (T', N, H), where T' are the steps from
 * the first to the last one that has a {@linkplain SequenceBatch#targets() target}. With {@code
 * sameDropoutEachStep} every mask has one step only, (N, D) or (N, H), which serves all steps.
 *
 * @param embedding the table of all V tokens
 * @param inputDropout the share of input values dropped while training, in [0, 1)
 * @param recurrent the recurrent layers; one direction, since the other would see what it is to
 *     tell
 * @param outputDropout the share of the last layer's values dropped while training, in [0, 1)
 * @param sameDropoutEachStep whether a sequence's dropout masks are the same at each step of a
 *     batch (Gal and Ghahramani, 2016)
 * @param tied whether the embedding table is the output weight too (Press and Wolf, 2017); then D
 *     must be H, and there is no {@code output.weight} among the weights
 */
public record LanguageNetworkSpec(
    EmbeddingTable embedding,
    double inputDropout,
    RecurrentSpec recurrent,
    double outputDropout,
    boolean sameDropoutEachStep,
    boolean tied)
    implements WeightedSpec {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range, if the recurrent layers read in
   *     both directions, or if the weights are tied and D is not H
   */
  public LanguageNetworkSpec {
    Checks.notNull(embedding, "embedding");
    Checks.share(inputDropout, "inputDropout");
    Checks.notNull(recurrent, "recurrent");
    Checks.share(outputDropout, "outputDropout");
    if (embedding.rows() < 2) {
      throw new IllegalArgumentException(
          "embedding.rows (" + embedding.rows() + ") must be two or more");
    }
    if (recurrent.isBidirectional()) {
      throw new IllegalArgumentException(
          "recurrent (" + recurrent + ") must read in one direction only");
    }
    if (tied && embedding.dimension() != recurrent.units()) {
      throw new IllegalArgumentException(
          "tied weights need as many embedding dimensions ("
              + embedding.dimension()
              + ") as hidden units ("
              + recurrent.units()
              + ")");
    }
  }

  /**
   * Returns how many tokens there are.
   *
   * @return V, the table's rows and the network's outputs
   */
  public int outputs() {
    return embedding.rows();
  }

  @Override
  public List<EmbeddingTable> embeddings() {
    return List.of(embedding);
  }

  /**
   * {@inheritDoc} A language network adds {@code output.weight (V, H)}, unless it is tied, and
   * {@code output.bias (V)}.
   */
  @Override
  public Map<String, List<Integer>> weightShapes() {
    Map<String, List<Integer>> shapes = WeightShapes.upToOutput(this);
    if (!tied) {
      shapes.put("output.weight", List.of(outputs(), recurrent.units()));
    }
    shapes.put("output.bias", List.of(outputs()));
    return Collections.unmodifiableMap(shapes);
  }

  /**
   * Names the weight that makes logits of the last layer's output.
   *
   * @return {@code "output.weight"}, or the embedding table's name if the weights are tied
   */
  public String outputWeightName() {
    return tied ? embedding.weightName() : "output.weight";
  }

  /**
   * Names the network for people.
   *
   * @return for example {@code "LSTM(128), 96 tokens"}
   */
  @Override
  public String toString() {
    return recurrent + ", " + outputs() + " tokens" + (tied ? ", tied" : "");
  }
}
