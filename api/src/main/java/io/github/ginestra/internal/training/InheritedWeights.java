package io.github.ginestra.internal.training;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.GrownWeights;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.WordVectors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The initial weights of a network that goes on from that of a {@link Parent}, whose tokens it
 * knows by the same ids, and others after them.
 */
public final class InheritedWeights {
  private final Vocabulary vocabulary;
  private final int known; // V of the parent
  private final Function<String, List<Integer>> similar;

  private InheritedWeights(
      Vocabulary vocabulary, int known, Function<String, List<Integer>> similar) {
    this.vocabulary = vocabulary;
    this.known = known;
    this.similar = similar;
  }

  /**
   * Takes over weights. A new token begins with its pretrained vector, else with the mean of those
   * of similar tokens, else with a random one. Where tokens are predicted, a new one begins as
   * improbable as the unknown one.
   *
   * @param from the network of the parent
   * @param to the new network
   * @param fresh initial weights of the new network, pretrained vectors among them
   * @param vocabulary the tokens of the new network
   * @param vectors the pretrained vectors; null for none
   * @param similar the ids of the parent's tokens that are similar to a new one
   */
  public static Weights of(
      Parent parent,
      NetworkSpec from,
      NetworkSpec to,
      Weights fresh,
      Vocabulary vocabulary,
      @Nullable WordVectors vectors,
      Function<String, List<Integer>> similar) {
    InheritedWeights inherited =
        new InheritedWeights(vocabulary, parent.vocabulary().size(), similar);
    Weights grown = GrownWeights.of(from, parent.weights(), to, fresh);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    grown.names().forEach(name -> weights.put(name, grown.get(name)));
    if (to.head() instanceof Head.PerStep) {
      inherited.addOutputs(weights);
    }
    EmbeddingTable table = to.embeddings().get(0);
    if (table.trainable() || table.dimension() != table.rows()) { // not one-hot
      weights.compute(table.weightName(), (name, rows) -> inherited.withVectors(rows, vectors));
    }
    return Weights.of(weights);
  }

  private Tensor withVectors(@Nullable Tensor table, @Nullable WordVectors vectors) {
    return withRows(
        java.util.Objects.requireNonNull(table),
        id -> vectors != null && vectors.contains(vocabulary.wordOf(id)) ? List.of() : similar(id));
  }

  /**
   * The outputs are those of the unknown token, so that what was learned is predicted as before.
   */
  private void addOutputs(Map<String, Tensor> weights) {
    for (String name : List.of("output.weight", "output.bias")) {
      weights.computeIfPresent(
          name, (key, rows) -> withRows(rows, id -> List.of(Vocabulary.UNKNOWN)));
    }
  }

  private List<Integer> similar(int id) {
    return similar.apply(vocabulary.wordOf(id));
  }

  /** The tensor in which each new row is the mean of those of other rows, if there are any. */
  private Tensor withRows(Tensor tensor, Function<Integer, List<Integer>> sources) {
    float[] values = tensor.values().clone();
    int width = values.length / tensor.shape().get(0);
    for (int id = known; id < vocabulary.size(); id++) {
      List<Integer> ids = sources.apply(id);
      for (int d = 0; d < width && !ids.isEmpty(); d++) {
        double sum = 0;
        for (int source : ids) {
          sum += values[source * width + d];
        }
        values[id * width + d] = (float) (sum / ids.size());
      }
    }
    return new Tensor(tensor.shape(), values);
  }
}
