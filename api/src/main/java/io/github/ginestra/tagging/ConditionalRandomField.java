package io.github.ginestra.tagging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A linear-chain conditional random field over one sequence of T tokens (Lafferty, McCallum and
 * Pereira, 2001): the score of a sequence of tags is the sum of the scores of its tags and of its
 * pairs of adjacent tags, and its probability is proportional to the exponential of that. Sums run
 * in the logarithm, so that no score overflows. For one thread.
 *
 * <p>The score of tag l at step t is {@code tags[tagsFirst + t·tagsStride + l]}, that of pair p
 * from step t - 1 to t is {@code pairs[pairsFirst + t·pairsStride + p]}; pairs of a stride of 0
 * have the same scores at all steps.
 */
final class ConditionalRandomField {
  /** Terms whose logarithm is this far below the greatest one do not change a sum. */
  private static final double NEGLIGIBLE = -40;

  private static final double NEVER = Double.NEGATIVE_INFINITY;

  private final TagGraph graph;
  private final int length;
  private final float[] tags;
  private final int tagsFirst;
  private final int tagsStride;
  private final float[] pairs;
  private final int pairsFirst;
  private final int pairsStride;
  private double[] forward = {}; // (T, L): log of the sum over all beginnings that end with a tag
  private double[] backward = {}; // (T, L): log of the sum over all that may follow a tag
  private @Nullable ScaledSums scaled;
  private boolean extreme; // whether scores are too far apart for scaled sums

  ConditionalRandomField(
      TagGraph graph,
      int length,
      float[] tags,
      int tagsFirst,
      int tagsStride,
      float[] pairs,
      int pairsFirst,
      int pairsStride) {
    this.graph = graph;
    this.length = length;
    this.tags = tags;
    this.tagsFirst = tagsFirst;
    this.tagsStride = tagsStride;
    this.pairs = pairs;
    this.pairsFirst = pairsFirst;
    this.pairsStride = pairsStride;
  }

  /** The score of a tag. */
  double tag(int step, int tag) {
    return tags[tagsFirst + step * tagsStride + tag];
  }

  /** The score of a pair. */
  double pair(int step, int pair) {
    return pairs[pairsOf(step) + pair];
  }

  private int pairsOf(int step) {
    return pairsFirst + step * pairsStride;
  }

  /** The score of a sequence; -∞ if a tag must not follow the one before. */
  double score(int[] sequence) {
    if (!graph.starts(sequence[0]) || !graph.ends(sequence[length - 1])) {
      return NEVER;
    }
    double score = tag(0, sequence[0]);
    for (int t = 1; t < length; t++) {
      int pair = graph.pair(sequence[t - 1], sequence[t]);
      if (pair < 0) {
        return NEVER;
      }
      score += pairs[pairsOf(t) + pair] + tag(t, sequence[t]);
    }
    return score;
  }

  /** The logarithm of the sum of the exponentials of all sequences' scores. */
  double logPartition() {
    double[] sums = forward();
    double[] last = new double[graph.tags()];
    for (int tag = 0; tag < last.length; tag++) {
      last[tag] = graph.ends(tag) ? sums[(length - 1) * last.length + tag] : NEVER;
    }
    return logSum(last, last.length);
  }

  private double[] forward() {
    if (forward.length > 0) {
      return forward;
    }
    int size = graph.tags();
    double[] sums = new double[length * size];
    for (int tag = 0; tag < size; tag++) {
      sums[tag] = graph.starts(tag) ? tag(0, tag) : NEVER;
    }
    double[] terms = new double[size];
    for (int t = 1; t < length; t++) {
      int before = (t - 1) * size;
      int scores = pairsOf(t);
      for (int tag = 0; tag < size; tag++) {
        int begin = graph.begin(tag);
        int count = graph.begin(tag + 1) - begin;
        for (int k = 0; k < count; k++) {
          terms[k] = sums[before + graph.from(begin + k)] + pairs[scores + begin + k];
        }
        sums[t * size + tag] = logSum(terms, count) + tag(t, tag);
      }
    }
    forward = sums;
    return sums;
  }

  private double[] backward() {
    if (backward.length > 0) {
      return backward;
    }
    int size = graph.tags();
    double[] sums = new double[length * size];
    for (int tag = 0; tag < size; tag++) {
      sums[(length - 1) * size + tag] = graph.ends(tag) ? 0 : NEVER;
    }
    double[] greatest = new double[size];
    for (int t = length - 2; t >= 0; t--) {
      sumSuccessors(sums, t, greatest);
    }
    backward = sums;
    return sums;
  }

  /** The sums of a step from those of the next: once for the greatest term, then for all. */
  private void sumSuccessors(double[] sums, int t, double[] greatest) {
    int size = graph.tags();
    int row = t * size;
    int scores = pairsOf(t + 1);
    Arrays.fill(greatest, NEVER);
    for (int tag = 0; tag < size; tag++) {
      double after = tag(t + 1, tag) + sums[row + size + tag];
      for (int p = graph.begin(tag); p < graph.begin(tag + 1); p++) {
        int from = graph.from(p);
        greatest[from] = Math.max(greatest[from], after + pairs[scores + p]);
      }
    }
    for (int tag = 0; tag < size; tag++) {
      double after = tag(t + 1, tag) + sums[row + size + tag];
      for (int p = graph.begin(tag); p < graph.begin(tag + 1); p++) {
        int from = graph.from(p);
        double below = after + pairs[scores + p] - greatest[from];
        sums[row + from] += below > NEGLIGIBLE ? Math.exp(below) : 0;
      }
    }
    for (int tag = 0; tag < size; tag++) {
      sums[row + tag] = greatest[tag] == NEVER ? NEVER : greatest[tag] + Math.log(sums[row + tag]);
    }
  }

  private static double logSum(double[] terms, int count) {
    double greatest = NEVER;
    for (int k = 0; k < count; k++) {
      greatest = Math.max(greatest, terms[k]);
    }
    if (greatest == NEVER) {
      return NEVER;
    }
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double below = terms[k] - greatest;
      sum += below > NEGLIGIBLE ? Math.exp(below) : 0;
    }
    return greatest + Math.log(sum);
  }

  /** The probability of each tag at each step, (T, L). */
  float[] marginals() {
    ScaledSums sums = scaledSums();
    return sums == null ? logMarginals() : sums.marginals();
  }

  private @Nullable ScaledSums scaledSums() {
    if (scaled == null && !extreme) {
      scaled = ScaledSums.of(this, graph, length, pairsStride == 0);
      extreme = scaled == null;
    }
    return scaled;
  }

  /** The same by sums in the logarithm, for scores of any size. */
  float[] logMarginals() {
    double[] before = forward();
    double[] after = backward();
    double all = logPartition();
    float[] marginals = new float[before.length];
    for (int i = 0; i < marginals.length; i++) {
      double log = before[i] + after[i] - all;
      marginals[i] = log > NEGLIGIBLE ? (float) Math.exp(log) : 0;
    }
    return marginals;
  }

  /**
   * The probability that a span has these tags, and that neither the tag before nor the one after
   * belongs to it.
   *
   * @param start the first step
   * @param sequence the span's tags, one or more
   * @param continues whether a tag continues the span of the tag before it
   */
  double probability(int start, int[] sequence, TagGraph.Follows continues) {
    ScaledSums sums = scaledSums();
    return sums == null
        ? logProbability(start, sequence, continues)
        : sums.probability(start, sequence, continues);
  }

  /** The same by sums in the logarithm, for scores of any size. */
  double logProbability(int start, int[] sequence, TagGraph.Follows continues) {
    int end = start + sequence.length;
    double score = before(start, sequence[0], continues) + tag(start, sequence[0]);
    for (int t = start + 1; t < end; t++) {
      int pair = graph.pair(sequence[t - start - 1], sequence[t - start]);
      if (pair < 0) {
        return 0;
      }
      score += pairs[pairsOf(t) + pair] + tag(t, sequence[t - start]);
    }
    score += after(end, sequence[sequence.length - 1], continues);
    return Math.min(1, Math.exp(score - logPartition()));
  }

  /** The log sum over all beginnings before a span's first tag. */
  private double before(int step, int first, TagGraph.Follows continues) {
    if (step == 0) {
      return graph.starts(first) ? 0 : NEVER;
    }
    double[] sums = forward();
    double[] terms = new double[graph.tags()];
    int count = 0;
    for (int p = graph.begin(first); p < graph.begin(first + 1); p++) {
      if (!continues.test(graph.from(p), first)) {
        terms[count++] = sums[(step - 1) * graph.tags() + graph.from(p)] + pairs[pairsOf(step) + p];
      }
    }
    return logSum(terms, count);
  }

  /** The log sum over all endings after a span's last tag. */
  private double after(int step, int last, TagGraph.Follows continues) {
    if (step == length) {
      return graph.ends(last) ? 0 : NEVER;
    }
    double[] sums = backward();
    double[] terms = new double[graph.tags()];
    int count = 0;
    for (int tag = 0; tag < graph.tags(); tag++) {
      int pair = graph.pair(last, tag);
      if (pair >= 0 && !continues.test(last, tag)) {
        terms[count++] =
            pairs[pairsOf(step) + pair] + tag(step, tag) + sums[step * graph.tags() + tag];
      }
    }
    return logSum(terms, count);
  }

  /**
   * Adds the gradient of -ln p of a sequence, times a factor: with respect to the tags' scores at
   * {@code tagsFirst + t·tagsStride}, to those of pairs at {@code pairsFirst + t·pairsStride}.
   *
   * @param sequence the true tags, (T)
   * @param tagGradient laid out like the tags' scores
   * @param pairGradient laid out like the scores of pairs; may be the same array
   * @return -ln p; +∞ if the sequence is not allowed
   */
  double gradient(int[] sequence, double factor, float[] tagGradient, float[] pairGradient) {
    double[] before = forward();
    double[] after = backward();
    double all = logPartition();
    int size = graph.tags();
    for (int t = 0; t < length; t++) {
      int row = tagsFirst + t * tagsStride;
      for (int tag = 0; tag < size; tag++) {
        double log = before[t * size + tag] + after[t * size + tag] - all;
        tagGradient[row + tag] += log > NEGLIGIBLE ? (float) (factor * Math.exp(log)) : 0;
      }
      tagGradient[row + sequence[t]] -= (float) factor;
      if (t > 0) {
        addPairs(t, before, after, all, factor, pairGradient);
        int pair = graph.pair(sequence[t - 1], sequence[t]);
        if (pair >= 0) {
          pairGradient[pairsOf(t) + pair] -= (float) factor;
        }
      }
    }
    return all - score(sequence);
  }

  private void addPairs(
      int t, double[] before, double[] after, double all, double factor, float[] gradient) {
    int size = graph.tags();
    int scores = pairsOf(t);
    for (int tag = 0; tag < size; tag++) {
      double ending = tag(t, tag) + after[t * size + tag] - all;
      for (int p = graph.begin(tag); p < graph.begin(tag + 1); p++) {
        double log = before[(t - 1) * size + graph.from(p)] + pairs[scores + p] + ending;
        gradient[scores + p] += log > NEGLIGIBLE ? (float) (factor * Math.exp(log)) : 0;
      }
    }
  }

  /** The most probable sequence (Viterbi, 1967); of equally probable ones the one of lower tags. */
  int[] best() {
    int size = graph.tags();
    double[] scores = new double[size];
    double[] next = new double[size];
    int[] back = new int[length * size];
    for (int tag = 0; tag < size; tag++) {
      scores[tag] = graph.starts(tag) ? tag(0, tag) : NEVER;
    }
    for (int t = 1; t < length; t++) {
      int of = pairsOf(t);
      for (int tag = 0; tag < size; tag++) {
        double greatest = NEVER;
        int place = -1;
        for (int p = graph.begin(tag); p < graph.begin(tag + 1); p++) {
          double score = scores[graph.from(p)] + pairs[of + p];
          if (score > greatest) {
            greatest = score;
            place = graph.from(p);
          }
        }
        next[tag] = greatest + tag(t, tag);
        back[t * size + tag] = place;
      }
      double[] swap = scores;
      scores = next;
      next = swap;
    }
    return follow(back, lastOf(scores));
  }

  private int lastOf(double[] scores) {
    int last = -1;
    for (int tag = 0; tag < scores.length; tag++) {
      if (graph.ends(tag) && scores[tag] > (last < 0 ? NEVER : scores[last])) {
        last = tag;
      }
    }
    if (last < 0) {
      throw new IllegalStateException(
          "no sequence of " + length + " tags has a finite score: the training has diverged");
    }
    return last;
  }

  private int[] follow(int[] back, int last) {
    int[] sequence = new int[length];
    sequence[length - 1] = last;
    for (int t = length - 1; t > 0; t--) {
      sequence[t - 1] = back[t * graph.tags() + sequence[t]];
    }
    return sequence;
  }
}
