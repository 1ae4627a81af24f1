package io.github.ginestra.tagging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scores of the tags of one text: a conditional random field over all of its tokens, or, where
 * a tag does not depend on the one before it, over each. For one thread.
 */
final class TagLattice {
  private final TagSet set;
  private final int length;
  private final float[] tags; // (T, L)
  private final float[] pairs; // (T, P), or (P) for all steps
  private final List<ConditionalRandomField> fields;

  TagLattice(TagSet set, int length, float[] tags, float[] pairs) {
    this.set = set;
    this.length = length;
    this.tags = tags;
    this.pairs = pairs;
    fields = new ArrayList<>();
    if (set.isChained() && length > 0) {
      fields.add(chain(set.graph(), pairs));
    } else {
      for (int t = 0; t < length; t++) {
        fields.add(
            new ConditionalRandomField(
                set.graph(), 1, tags, t * set.size(), set.size(), pairs, 0, 0));
      }
    }
  }

  private ConditionalRandomField chain(TagGraph graph, float[] scores) {
    int stride = scores.length > graph.pairs() ? graph.pairs() : 0;
    return new ConditionalRandomField(graph, length, tags, 0, graph.tags(), scores, 0, stride);
  }

  private int step() {
    return set.isChained() ? length : 1;
  }

  /** The most probable sequence, (T). */
  int[] best() {
    int[] best = new int[length];
    for (int i = 0; i < fields.size(); i++) {
      int[] part = fields.get(i).best();
      System.arraycopy(part, 0, best, i * step(), part.length);
    }
    return best;
  }

  /** The most probable sequences, most probable first; fewer than wanted if there are no more. */
  List<int[]> best(int count) {
    if (length == 0) {
      return List.of(new int[0]);
    }
    if (set.isChained()) {
      return BestSequences.of(fields.get(0), set.graph(), length, count);
    }
    TagGraph complete = TagGraph.complete(set.size());
    float[] zeros = new float[complete.pairs()];
    return BestSequences.of(chain(complete, zeros), complete, length, count);
  }

  /** The probability of a sequence. */
  double probability(int[] sequence) {
    double log = 0;
    for (int i = 0; i < fields.size(); i++) {
      int[] part = Arrays.copyOfRange(sequence, i * step(), (i + 1) * step());
      log += fields.get(i).score(part) - fields.get(i).logPartition();
    }
    return Math.min(1, Math.exp(log));
  }

  /** The probability of each tag at each step, (T, L). */
  float[] marginals() {
    float[] marginals = new float[tags.length];
    for (int i = 0; i < fields.size(); i++) {
      float[] part = fields.get(i).marginals();
      System.arraycopy(part, 0, marginals, i * step() * set.size(), part.length);
    }
    return marginals;
  }

  /** The probability that an entity of these tags begins at a step and ends after them. */
  double probability(int start, int[] sequence) {
    return fields.get(0).probability(start, sequence, set::continues);
  }

  /**
   * Adds the gradient of -ln p of a sequence, times a factor.
   *
   * @param tagGradient (T, L)
   * @param pairGradient laid out like the scores of pairs
   * @return -ln p
   */
  double gradient(int[] sequence, double factor, float[] tagGradient, float[] pairGradient) {
    double loss = 0;
    for (int i = 0; i < fields.size(); i++) {
      int[] part = Arrays.copyOfRange(sequence, i * step(), (i + 1) * step());
      loss += fields.get(i).gradient(part, factor, tagGradient, pairGradient);
    }
    return loss;
  }

  /** -ln p of a sequence; +∞ if it is not allowed. */
  double loss(int[] sequence) {
    double loss = 0;
    for (int i = 0; i < fields.size(); i++) {
      int[] part = Arrays.copyOfRange(sequence, i * step(), (i + 1) * step());
      loss += fields.get(i).logPartition() - fields.get(i).score(part);
    }
    return loss;
  }

  int length() {
    return length;
  }

  float[] pairs() {
    return pairs;
  }
}
