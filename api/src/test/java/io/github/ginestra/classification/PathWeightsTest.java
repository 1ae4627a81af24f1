package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathWeightsTest {
  private static final int LABELS = 3;
  private static final double[] EVEN = {Math.log(1 / 3.0), Math.log(1 / 3.0), Math.log(1 / 3.0)};

  /** Labels are drawn from softmax of known weights times random logits. */
  private static PathWeights.HeldOut drawn(
      int size, double network, double linear, double likelihood) {
    Random random = new Random(1);
    float[][] logits = new float[size][LABELS];
    float[][] margins = new float[size][LABELS];
    float[][] likelihoods = new float[size][LABELS];
    int[] labels = new int[size];
    for (int n = 0; n < size; n++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int l = 0; l < LABELS; l++) {
        logits[n][l] = (float) random.nextGaussian();
        margins[n][l] = (float) random.nextGaussian();
        likelihoods[n][l] = (float) (10 * random.nextGaussian());
        double gumbel = -Math.log(-Math.log(random.nextDouble()));
        double score =
            network * logits[n][l]
                + linear * margins[n][l]
                + likelihood * likelihoods[n][l]
                + gumbel;
        if (score > best) {
          best = score;
          labels[n] = l;
        }
      }
    }
    return new PathWeights.HeldOut(logits, margins, likelihoods, EVEN, labels);
  }

  private static double loss(PathWeights weights, PathWeights.HeldOut texts) {
    return Arrays.stream(weights.losses(texts)).average().orElseThrow();
  }

  @Test
  void the_weights_that_the_labels_were_drawn_with_are_found() {
    PathWeights found = PathWeights.PRIOR.fit(drawn(4000, 0.5, 2, 0.1));

    assertThat(found.network()).isCloseTo(0.5, within(0.1));
    assertThat(found.linear()).isCloseTo(2, within(0.2));
    assertThat(found.likelihood()).isCloseTo(0.1, within(0.02));
  }

  @Test
  void no_weights_nearby_are_better() {
    PathWeights.HeldOut texts = drawn(2000, 0.5, 2, 0.1);
    PathWeights found = PathWeights.PRIOR.fit(texts);

    for (double off : new double[] {-0.05, 0.05}) {
      double[] moved = {found.network(), found.linear(), 0, found.likelihood()};
      for (int k : new int[] {0, 1, 3}) {
        double[] other = moved.clone();
        other[k] += off;
        assertThat(loss(new PathWeights(other[0], other[1], other[2], other[3]), texts))
            .isGreaterThan(loss(found, texts) - 1e-4);
      }
    }
  }

  @Test
  void a_network_that_misleads_gets_no_weight() {
    assertThat(PathWeights.PRIOR.fit(drawn(1000, -1, 2, 0)).network()).isZero();
  }

  @Test
  void without_texts_nothing_changes() {
    assertThat(PathWeights.PRIOR.fit(drawn(0, 1, 1, 1))).isEqualTo(PathWeights.PRIOR);
  }
}
