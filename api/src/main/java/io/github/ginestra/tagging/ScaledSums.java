package io.github.ginestra.tagging;

import org.jspecify.annotations.Nullable;

/**
 * The probabilities of a {@link ConditionalRandomField} by sums of exponentials, which are scaled
 * at each step: a third of the work of sums in the logarithm, for scores whose exponentials do not
 * underflow.
 */
final class ScaledSums {
  /** The greatest difference between the scores of two tags, or of two pairs, of one step. */
  private static final double MODERATE = 40;

  private final ConditionalRandomField field;
  private final TagGraph graph;
  private final int length;
  private final double[] tags; // (T, L): exponentials of the scores, the greatest of a step is 1
  private final double[] pairs; // (T, P), or (P) for all steps
  private final int stride;
  private final double[] before; // (T, L): of all beginnings that end with a tag; the sum is 1
  private final double[] factors; // (T): what these were divided by
  private final double[] after; // (T, L): of all that may follow a tag, up to a factor
  private boolean moderate = true;

  private ScaledSums(ConditionalRandomField field, TagGraph graph, int length, boolean samePairs) {
    this.field = field;
    this.graph = graph;
    this.length = length;
    stride = samePairs ? 0 : graph.pairs();
    tags = new double[length * graph.tags()];
    pairs = new double[samePairs ? graph.pairs() : length * graph.pairs()];
    before = new double[tags.length];
    factors = new double[length];
    after = new double[tags.length];
  }

  /**
   * The sums over a sequence; null if the scores are too far apart.
   *
   * @param samePairs whether the pairs have the same scores at all steps
   */
  static @Nullable ScaledSums of(
      ConditionalRandomField field, TagGraph graph, int length, boolean samePairs) {
    ScaledSums sums = new ScaledSums(field, graph, length, samePairs);
    sums.exponentiate();
    if (!sums.moderate) {
      return null;
    }
    sums.forward();
    sums.backward();
    return sums;
  }

  private void exponentiate() {
    int size = graph.tags();
    for (int t = 0; t < length; t++) {
      for (int tag = 0; tag < size; tag++) {
        tags[t * size + tag] = field.tag(t, tag);
      }
      exponentiate(tags, t * size, size);
    }
    int steps = stride == 0 ? Math.min(2, length) : length;
    for (int t = 1; t < steps; t++) {
      for (int p = 0; p < graph.pairs(); p++) {
        pairs[t * stride + p] = field.pair(t, p);
      }
      exponentiate(pairs, t * stride, graph.pairs());
    }
  }

  private void exponentiate(double[] scores, int from, int count) {
    double greatest = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (int i = from; i < from + count; i++) {
      greatest = Math.max(greatest, scores[i]);
      least = Math.min(least, scores[i]);
    }
    moderate &= count == 0 || greatest - least < MODERATE; // not if one is NaN
    for (int i = from; moderate && i < from + count; i++) {
      scores[i] = Math.exp(scores[i] - greatest);
    }
  }

  private void forward() {
    int size = graph.tags();
    for (int t = 0; t < length; t++) {
      int row = t * size;
      for (int tag = 0; tag < size; tag++) {
        double sum = t == 0 && graph.starts(tag) ? 1 : 0;
        for (int p = graph.begin(tag); t > 0 && p < graph.begin(tag + 1); p++) {
          sum += before[row - size + graph.from(p)] * pairs[t * stride + p];
        }
        before[row + tag] = sum * tags[row + tag];
      }
      factors[t] = normalise(before, row);
    }
  }

  private void backward() {
    int size = graph.tags();
    for (int tag = 0; tag < size; tag++) {
      after[(length - 1) * size + tag] = graph.ends(tag) ? 1 : 0;
    }
    for (int t = length - 2; t >= 0; t--) {
      int row = t * size;
      for (int tag = 0; tag < size; tag++) {
        double own = tags[row + size + tag] * after[row + size + tag];
        for (int p = graph.begin(tag); p < graph.begin(tag + 1); p++) {
          after[row + graph.from(p)] += own * pairs[(t + 1) * stride + p];
        }
      }
      normalise(after, row);
    }
  }

  /** Divides a row by its sum, and returns that. */
  private double normalise(double[] sums, int row) {
    double all = 0;
    for (int tag = 0; tag < graph.tags(); tag++) {
      all += sums[row + tag];
    }
    for (int tag = 0; tag < graph.tags(); tag++) {
      sums[row + tag] /= all;
    }
    return all;
  }

  /** The probability of each tag at each step, (T, L). */
  float[] marginals() {
    int size = graph.tags();
    float[] marginals = new float[before.length];
    for (int row = 0; row < before.length; row += size) {
      double all = 0;
      for (int i = row; i < row + size; i++) {
        all += before[i] * after[i];
      }
      for (int i = row; i < row + size; i++) {
        marginals[i] = (float) (before[i] * after[i] / all);
      }
    }
    return marginals;
  }

  /** See {@link ConditionalRandomField#probability}. */
  double probability(int start, int[] sequence, TagGraph.Follows continues) {
    int size = graph.tags();
    double sum = beginnings(start, sequence[0], continues);
    int last = start + sequence.length - 1;
    for (int t = start; t <= last; t++) {
      int tag = sequence[t - start];
      int pair = t == start ? 0 : graph.pair(sequence[t - start - 1], tag);
      if (pair < 0) {
        return 0;
      }
      sum *= tags[t * size + tag] * (t == start ? 1 : pairs[t * stride + pair]) / factors[t];
    }
    double all = 0;
    for (int tag = 0; tag < size; tag++) {
      all += before[last * size + tag] * endings(last, tag, (first, second) -> false);
    }
    return Math.min(1, sum * endings(last, sequence[sequence.length - 1], continues) / all);
  }

  /** Of all beginnings before a span's first tag. */
  private double beginnings(int step, int first, TagGraph.Follows continues) {
    if (step == 0) {
      return graph.starts(first) ? 1 : 0;
    }
    double sum = 0;
    for (int p = graph.begin(first); p < graph.begin(first + 1); p++) {
      if (!continues.test(graph.from(p), first)) {
        sum += before[(step - 1) * graph.tags() + graph.from(p)] * pairs[step * stride + p];
      }
    }
    return sum;
  }

  /** Of all endings after a span's last tag. */
  private double endings(int step, int last, TagGraph.Follows continues) {
    if (step == length - 1) {
      return graph.ends(last) ? 1 : 0;
    }
    int row = (step + 1) * graph.tags();
    double sum = 0;
    for (int tag = 0; tag < graph.tags(); tag++) {
      int pair = graph.pair(last, tag);
      if (pair >= 0 && !continues.test(last, tag)) {
        sum += pairs[(step + 1) * stride + pair] * tags[row + tag] * after[row + tag];
      }
    }
    return sum;
  }
}
