package io.github.ginestra.tagging;

import io.github.ginestra.network.Targets;
import io.github.ginestra.spi.Loss;
import java.util.Arrays;

/**
 * The loss of a {@link ConditionalRandomField} whose scores are all logits of the network: of each
 * step those of the L tags, then those of the P pairs of the tag before and the tag there (as in Ma
 * and Hovy, 2016). The biases of the latter are the matrix of transitions, which so is a weight
 * like any other; the rest lets a transition depend on the text.
 *
 * <p>It is -ln p of the sequences, the mean over all steps that count. The steps of a sequence that
 * count must be adjacent.
 */
final class ConditionalLoss implements Loss {
  private final TagGraph graph;

  ConditionalLoss(TagGraph graph) {
    this.graph = graph;
  }

  /** The number of logits of a step. */
  static int outputs(TagGraph graph) {
    return graph.tags() + graph.pairs();
  }

  @Override
  public double gradient(float[] logits, Targets targets, float[] gradient) {
    Arrays.fill(gradient, 0);
    double total = targets.weight();
    double loss = 0;
    for (int n = 0; n < targets.size(); n++) {
      loss += sequence(logits, targets, n, total, gradient);
    }
    return loss;
  }

  private double sequence(float[] logits, Targets targets, int n, double total, float[] gradient) {
    int size = targets.size();
    int first = n;
    while (first < targets.rows() && !targets.isCounted(first)) {
      first += size;
    }
    int end = first;
    while (end < targets.rows() && targets.isCounted(end)) {
      end += size;
    }
    if (first == end) {
      return 0;
    }
    int[] tags = new int[(end - first) / size];
    int from = first;
    Arrays.setAll(tags, t -> targets.ids()[from + t * size]);
    int width = outputs(graph);
    double share = targets.weight(first) / total;
    return share
        * new ConditionalRandomField(
                graph,
                tags.length,
                logits,
                first * width,
                size * width,
                logits,
                first * width + graph.tags(),
                size * width)
            .gradient(tags, share, gradient, gradient);
  }
}
