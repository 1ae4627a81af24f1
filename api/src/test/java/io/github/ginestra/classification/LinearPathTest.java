package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.text.NgramSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fit against the least of the primal objective, found by Newton's method in doubles. */
class LinearPathTest {
  private static final int COLUMNS = 8;
  private static final NgramSpec SPEC =
      new NgramSpec(1, 2, 2, 5, true, false, true, false, false, false, COLUMNS, 20_000);
  private static final double TOLERANCE = 1e-3;

  private final List<SparseVector> texts = new ArrayList<>();
  private int[] labels = new int[0];

  /** Texts of two or three columns; label 0 is {@code rarity} times as rare as each other. */
  private void draw(int size, int labelCount, int rarity, long seed) {
    Random random = new Random(seed);
    labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % rarity == 0 ? 0 : 1 + i % (labelCount - 1);
      int first = random.nextInt(3);
      int[] columns = {
        first, first + 1 + random.nextInt(2), 5 + (labels[i] + random.nextInt(2)) % 3
      };
      float[] values = {random.nextFloat(), 0.2f + random.nextFloat(), random.nextFloat()};
      texts.add(new SparseVector(columns, values));
    }
  }

  private LinearFit fit(int labelCount, double cost, long seed, int threads) {
    return new LinearFit(SPEC, texts, labels, labelCount, cost, false, seed, threads);
  }

  private LinearPath fit(int labelCount, double cost, long seed) {
    return fit(fit(labelCount, cost, seed, 1));
  }

  private LinearPath fit(LinearFit fit) {
    return fit.of(
        IntStream.range(0, texts.size()).toArray(), TOLERANCE, TrainingWatch.Progress.UNWATCHED);
  }

  /**
   * The w, its bias last, that makes ½·w² + Σ C_i·max(0, 1 - y_i·w·x_i)² least, where C_i is cost ·
   * N / (L · how many texts have the label), and of more than two labels cost for all others:
   * Newton's method on the texts inside the margin.
   *
   * @param factors what the features are multiplied by, and the weights afterwards
   */
  private double[] oracle(int label, int labelCount, double cost, double[] factors) {
    double[] w = new double[COLUMNS + 1];
    long own = Arrays.stream(labels).filter(l -> l == label).count();
    for (int iteration = 0; iteration < 100; iteration++) {
      double[] gradient = w.clone();
      double[][] hessian = new double[w.length][w.length];
      IntStream.range(0, w.length).forEach(i -> hessian[i][i] = 1);
      for (int i = 0; i < labels.length; i++) {
        double[] x = product(dense(texts.get(i)), factors);
        int sign = labels[i] == label ? 1 : -1;
        double others = labelCount == 2 ? labels.length / (2.0 * (labels.length - own)) : 1;
        double c = cost * (sign > 0 ? labels.length / ((double) labelCount * own) : others);
        double slack = 1 - sign * dot(w, x);
        for (int a = 0; slack > 0 && a < w.length; a++) {
          gradient[a] -= 2 * c * slack * sign * x[a];
          for (int b = 0; b < w.length; b++) {
            hessian[a][b] += 2 * c * x[a] * x[b];
          }
        }
      }
      double[] step = solve(hessian, gradient);
      for (int a = 0; a < w.length; a++) {
        w[a] -= step[a];
      }
    }
    return product(w, factors);
  }

  /**
   * What naive Bayes multiplies features by: the root of |log of a column's frequency in the texts
   * of the label over that in the others|, and one number that keeps the sum of squares; nothing
   * for a label without texts.
   */
  private double[] factors(int label) {
    if (Arrays.stream(labels).noneMatch(l -> l == label)) {
      return ones();
    }
    double own = Arrays.stream(labels).filter(l -> l == label).count() / (double) labels.length;
    double[] in = new double[COLUMNS];
    double[] out = new double[COLUMNS];
    Arrays.fill(in, 2 * own);
    Arrays.fill(out, 2 * (1 - own));
    for (int i = 0; i < labels.length; i++) {
      for (int column : texts.get(i).columns()) {
        (labels[i] == label ? in : out)[column]++;
      }
    }
    double[] factors = new double[COLUMNS + 1];
    factors[COLUMNS] = 1;
    for (int column = 0; column < COLUMNS; column++) {
      double frequency = in[column] / Arrays.stream(in).sum();
      double among = out[column] / Arrays.stream(out).sum();
      factors[column] = Math.sqrt(Math.abs(Math.log(frequency / among)));
    }
    double before = 0;
    double after = 0;
    for (SparseVector text : texts) {
      double[] x = Arrays.copyOf(dense(text), COLUMNS);
      before += dot(x, x);
      after += dot(product(x, factors), product(x, factors));
    }
    for (int column = 0; column < COLUMNS; column++) {
      factors[column] *= Math.sqrt(before / after);
    }
    return factors;
  }

  private static double[] product(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
  }

  private static double[] dense(SparseVector text) {
    double[] x = new double[COLUMNS + 1];
    for (int k = 0; k < text.size(); k++) {
      x[text.columns()[k]] = text.values()[k];
    }
    x[COLUMNS] = 1;
    return x;
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  /** Gauss's elimination; the matrix is positive definite, so that no rows need be exchanged. */
  private static double[] solve(double[][] matrix, double[] right) {
    double[] x = right.clone();
    for (int pivot = 0; pivot < x.length; pivot++) {
      for (int row = pivot + 1; row < x.length; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        for (int column = pivot; column < x.length; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
        x[row] -= factor * x[pivot];
      }
    }
    for (int row = x.length - 1; row >= 0; row--) {
      for (int column = row + 1; column < x.length; column++) {
        x[row] -= matrix[row][column] * x[column];
      }
      x[row] /= matrix[row][row];
    }
    return x;
  }

  private void assertOptimal(LinearPath path, int label, double cost) {
    assertOptimal(path, label, cost, ones());
  }

  private static double[] ones() {
    double[] ones = new double[COLUMNS + 1];
    Arrays.fill(ones, 1);
    return ones;
  }

  private void assertOptimal(LinearPath path, int label, double cost, double[] factors) {
    double[] best = oracle(label, path.labels(), cost, factors);
    Offset<Double> tolerance = within(2e-3 * Math.max(1, Math.sqrt(dot(best, best))));
    for (int column = 0; column < COLUMNS; column++) {
      assertThat((double) path.weight(label, column)).isCloseTo(best[column], tolerance);
    }
    assertThat((double) path.biases()[label]).isCloseTo(best[COLUMNS], tolerance);
  }

  @ParameterizedTest(name = "cost {0}, seed {1}")
  @CsvSource({"1, 1", "1, 2", "0.1, 3", "10, 4"})
  void two_labels_get_the_weights_of_the_optimum(double cost, long seed) {
    draw(40, 2, 2, seed);
    LinearPath path = fit(2, cost, seed);

    assertOptimal(path, 0, cost);
    assertOptimal(path, 1, cost);
  }

  @Test
  void a_rare_label_counts_as_much_as_all_others_together() {
    draw(60, 2, 10, 5);

    assertOptimal(fit(2, 1, 0), 0, 1);
  }

  @Test
  void of_many_labels_each_is_told_from_the_rest() {
    draw(60, 4, 3, 6);
    LinearPath path = fit(4, 1, 0);

    for (int label = 0; label < 4; label++) {
      assertOptimal(path, label, 1);
    }
  }

  @ParameterizedTest(name = "{0} labels, the first {1} times as rare")
  @CsvSource({"2, 2", "2, 7", "4, 3", "4, 5"})
  void naive_bayes_multiplies_columns_by_how_much_they_tell(int labelCount, int rarity) {
    draw(60, labelCount, rarity, 8);
    LinearPath path = fit(fit(labelCount, 1, 0, 1).with(1, true));

    for (int label = 0; label < labelCount; label++) {
      assertOptimal(path, label, 1, factors(label));
    }
  }

  @Test
  void with_two_labels_one_margin_is_minus_the_other() {
    draw(40, 2, 2, 7);
    LinearPath path = fit(2, 1, 0);
    float[] logits = new float[2];
    path.addTo(logits, texts.get(0));

    assertThat(logits[0]).isCloseTo(-logits[1], within(5e-3f));
  }

  @Test
  void margins_are_added_to_the_logits() {
    LinearPath path =
        LinearPath.dense(
            NgramFeatures.of(SPEC), new float[][] {{1, 2, 0, 0, 0, 0, 0, 3}}, new float[] {0.5f});
    float[] logits = {10};
    path.addTo(logits, new SparseVector(new int[] {1, 7}, new float[] {2, -1}));

    assertThat(logits[0]).isEqualTo(10 + 4 - 3 + 0.5f);
  }

  @Test
  void texts_without_features_are_told_by_the_bias() {
    SparseVector nothing = new SparseVector(new int[0], new float[0]);
    texts.addAll(List.of(nothing, nothing));
    labels = new int[] {0, 1};
    LinearPath path = fit(2, 1, 0);

    assertThat(path.biases()[0]).isCloseTo(0, within(1e-3f));
    assertThat(path.weights()).isEmpty();
  }

  @Test
  void the_same_seed_gives_the_same_bits_for_any_number_of_threads() {
    draw(40, 5, 3, 9);

    assertThat(fit(fit(5, 1, 7, 3)).weights()).isEqualTo(fit(5, 1, 7).weights());
  }

  @Test
  void only_columns_that_occur_have_weights() {
    draw(40, 3, 3, 9);
    LinearPath path = fit(3, 1, 0);

    assertThat(path.weights()).hasSize(3 * 8 - 3 * (int) absent());
    assertThat(Arrays.stream(path.rows()).filter(row -> row < 0).count()).isEqualTo(absent());
  }

  private long absent() {
    return IntStream.range(0, COLUMNS)
        .filter(
            column ->
                texts.stream()
                    .noneMatch(text -> Arrays.stream(text.columns()).anyMatch(c -> c == column)))
        .count();
  }

  @Test
  void rounded_weights_are_multiples_of_a_127th_of_the_greatest_of_their_label() {
    draw(60, 4, 3, 6);
    LinearPath exact = fit(4, 1, 0);
    LinearPath rounded = exact.rounded();

    for (int label = 0; label < 4; label++) {
      float step = rounded.steps()[label];
      for (int column = 0; column < COLUMNS; column++) {
        float weight = exact.weight(label, column);
        assertThat(rounded.weight(label, column)).isCloseTo(weight, within(0.5001f * step));
        float multiple = rounded.weight(label, column) / step;
        assertThat(multiple).isCloseTo(Math.round(multiple), within(1e-3f));
        assertThat(Math.abs(weight)).isLessThanOrEqualTo(127.001f * step);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void a_cost_that_is_not_positive_and_finite_is_refused(double cost) {
    draw(4, 2, 2, 10);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(2, cost, 0))
        .withMessage("cost (" + cost + ") must be positive and finite");
  }
}
