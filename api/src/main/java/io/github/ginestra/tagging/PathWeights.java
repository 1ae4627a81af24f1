package io.github.ginestra.tagging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much each path counts: the score of a sequence is {@code network} times that of the network
 * plus {@code sparse} times that of the sparse path. Both are fitted to texts that neither path has
 * learned from, so that those are as probable as possible; -ln p is convex in them.
 */
record PathWeights(float network, float sparse) {
  /** The weights without held-out texts. */
  static final PathWeights DEFAULT = new PathWeights(1, 0.5f);

  private static final int ITERATIONS = 20;
  private static final double PRECISION = 1e-5;
  private static final double DIFFERENCE = 1e-3;

  /** The spread of the prior around the default weights. */
  private static final double SPREAD = 0.5;

  /** The scores of both paths for one text. */
  @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
  record Scored(float[][] network, float @Nullable [] sparse, float[] sparsePairs) {}

  /**
   * A text that is held out.
   *
   * @param truth its tags, all of them known
   */
  @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
  record HeldOut(Scored scores, int[] truth) {}

  /** The scores of a text by both paths together. */
  TagLattice lattice(TagSet set, Scored text) {
    int size = set.size();
    int length = text.network().length;
    float[] tags = new float[length * size];
    for (int t = 0; t < length; t++) {
      float[] row = text.network()[t];
      for (int l = 0; l < size; l++) {
        tags[t * size + l] = network * row[l];
      }
    }
    float[] other = text.sparse();
    for (int i = 0; other != null && i < tags.length; i++) {
      tags[i] += sparse * other[i];
    }
    return new TagLattice(set, length, tags, pairs(set, text));
  }

  /** The scores of pairs: (T, P) if the network has some, else (P). */
  private float[] pairs(TagSet set, Scored text) {
    int size = set.graph().pairs();
    int length = text.network().length;
    boolean own = length > 0 && text.network()[0].length > set.size();
    float[] pairs = new float[own ? length * size : size];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = sparse * text.sparsePairs()[i % size];
    }
    for (int t = 0; own && t < length; t++) {
      float[] row = text.network()[t];
      for (int p = 0; p < size; p++) {
        pairs[t * size + p] += network * row[set.size() + p];
      }
    }
    return pairs;
  }

  /** Fits the weights, by Newton's method; the default without texts. */
  static PathWeights fit(TagSet set, List<HeldOut> texts) {
    double[] at = {DEFAULT.network, DEFAULT.sparse};
    double[] value = objective(set, texts, at);
    for (int iteration = 0; iteration < ITERATIONS && !texts.isEmpty(); iteration++) {
      double[] step = newtonStep(set, texts, at, value);
      double size = 1;
      double[] tried = moved(at, step, size);
      double[] found = objective(set, texts, tried);
      while (found[0] > value[0] && size > PRECISION) {
        size /= 2;
        tried = moved(at, step, size);
        found = objective(set, texts, tried);
      }
      boolean done = !(value[0] - found[0] > PRECISION * Math.max(1, Math.abs(value[0])));
      if (found[0] <= value[0]) {
        at = tried;
        value = found;
      }
      if (done) {
        break;
      }
    }
    return new PathWeights((float) at[0], (float) at[1]);
  }

  private static double[] moved(double[] at, double[] step, double size) {
    return new double[] {Math.max(0, at[0] - size * step[0]), Math.max(0, at[1] - size * step[1])};
  }

  /** The loss of all texts with the prior, and its derivatives with respect to both weights. */
  private static double[] objective(TagSet set, List<HeldOut> texts, double[] at) {
    PathWeights weights = new PathWeights((float) at[0], (float) at[1]);
    double[] sums = new double[3];
    for (HeldOut text : texts) {
      weights.add(set, text, sums);
    }
    double offNetwork = (at[0] - DEFAULT.network) / SPREAD;
    double offSparse = (at[1] - DEFAULT.sparse) / SPREAD;
    sums[0] += (offNetwork * offNetwork + offSparse * offSparse) / 2;
    sums[1] += offNetwork / SPREAD;
    sums[2] += offSparse / SPREAD;
    return sums;
  }

  private void add(TagSet set, HeldOut text, double[] sums) {
    TagLattice lattice = lattice(set, text.scores());
    float[] tags = new float[lattice.length() * set.size()];
    float[] pairs = new float[lattice.pairs().length];
    sums[0] += lattice.gradient(text.truth(), 1, tags, pairs);
    Scored scores = text.scores();
    float[] other = scores.sparse();
    for (int i = 0; i < tags.length; i++) {
      sums[1] += tags[i] * scores.network()[i / set.size()][i % set.size()];
      sums[2] += other == null ? 0 : tags[i] * other[i];
    }
    int size = set.graph().pairs();
    for (int i = 0; i < pairs.length; i++) {
      sums[2] += pairs[i] * scores.sparsePairs()[i % size];
      if (pairs.length > size) {
        sums[1] += pairs[i] * scores.network()[i / size][set.size() + i % size];
      }
    }
  }

  private static double[] newtonStep(TagSet set, List<HeldOut> texts, double[] at, double[] value) {
    double[] first = objective(set, texts, new double[] {at[0] + DIFFERENCE, at[1]});
    double[] second = objective(set, texts, new double[] {at[0], at[1] + DIFFERENCE});
    double a = (first[1] - value[1]) / DIFFERENCE;
    double b = ((first[2] - value[2]) + (second[1] - value[1])) / 2 / DIFFERENCE;
    double d = (second[2] - value[2]) / DIFFERENCE;
    double determinant = a * d - b * b;
    return new double[] {
      (d * value[1] - b * value[2]) / determinant, (a * value[2] - b * value[1]) / determinant
    };
  }
}
