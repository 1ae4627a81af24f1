package io.github.ginestra.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.evaluation.Predictions.ReliabilityDiagram;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BinaryScoresTest {
  private static final Offset<Double> EXACT = within(1e-14);

  /** Scores of texts, positive ones in upper case: {@code "P.9 n.8"}. */
  private static BinaryScores of(String texts) {
    String[] each = texts.split(" ");
    double[] probabilities = new double[each.length];
    boolean[] truths = new boolean[each.length];
    for (int n = 0; n < each.length; n++) {
      probabilities[n] = Double.parseDouble(each[n].substring(1));
      truths[n] = each[n].charAt(0) == 'P';
    }
    return BinaryScores.of(probabilities, truths);
  }

  /** Against fractions worked out by hand. */
  @Nested
  class ByHand {
    /** Three positive texts, four negative ones, one of each at 0.6. */
    private final BinaryScores seven = of("n.1 P.9 n.6 P.6 n.4 n.8 P.5");

    @Test
    void counts_are_of_the_true_labels() {
      assertThat(seven.positives()).isEqualTo(3);
      assertThat(seven.negatives()).isEqualTo(4);
    }

    @Test
    void the_precision_recall_curve_has_a_point_for_each_probability() {
      assertThat(seven.precisionRecallCurve())
          .containsExactly(
              new OperatingPoint(0.9, 1, 0, 3, 4),
              new OperatingPoint(0.8, 1, 1, 3, 4),
              new OperatingPoint(0.6, 2, 2, 3, 4),
              new OperatingPoint(0.5, 3, 2, 3, 4),
              new OperatingPoint(0.4, 3, 3, 3, 4),
              new OperatingPoint(0.1, 3, 4, 3, 4));
    }

    @Test
    void the_roc_curve_begins_where_nothing_is_called_positive() {
      assertThat(seven.rocCurve())
          .startsWith(
              new OperatingPoint(Double.POSITIVE_INFINITY, 0, 0, 3, 4),
              new OperatingPoint(0.9, 1, 0, 3, 4))
          .endsWith(new OperatingPoint(0.1, 3, 4, 3, 4))
          .hasSize(7);
    }

    @Test
    void the_area_under_the_roc_curve_counts_pairs_in_order_and_ties_half() {
      // .9 is above all 4 negative texts; .6 above two, and level with one; .5 above two.
      assertThat(seven.rocAuc()).isCloseTo((4 + 2.5 + 2) / 12, EXACT);
    }

    @Test
    void the_average_precision_weighs_precision_by_the_step_of_recall() {
      assertThat(seven.averagePrecision()).isCloseTo((1 / 1.0 + 2 / 4.0 + 3 / 5.0) / 3, EXACT);
    }

    @Test
    void the_brier_score_is_the_mean_squared_difference() {
      double squares = .1 * .1 + .1 * .1 + .6 * .6 + .4 * .4 + .4 * .4 + .8 * .8 + .5 * .5;
      assertThat(seven.brierScore()).isCloseTo(squares / 7, EXACT);
    }

    @Test
    void the_calibration_error_weighs_each_bin_by_its_texts() {
      // Of two bins, (0, .5] holds n.1, n.4 and P.5, (.5, 1] the others.
      double low = Math.abs((.1 + .4 + .5) / 3 - 1 / 3.0);
      double high = Math.abs((.9 + .6 + .6 + .8) / 4 - 2 / 4.0);
      ReliabilityDiagram diagram = seven.reliability(2);

      assertThat(diagram.expectedCalibrationError()).isCloseTo((3 * low + 4 * high) / 7, EXACT);
      assertThat(diagram.counts().get(0)).isEqualTo(3);
      assertThat(diagram.trueFractions().get(1)).isEqualTo(0.5);
      assertThat(diagram.meanProbabilities().get(1)).isCloseTo(2.9 / 4, EXACT);
    }

    @Test
    void a_threshold_calls_positive_what_reaches_it() {
      OperatingPoint point = seven.at(0.6);

      assertThat(point).isEqualTo(new OperatingPoint(0.6, 2, 2, 3, 4));
      assertThat(point.recall()).isEqualTo(2 / 3.0);
      assertThat(point.falsePositiveRate()).isEqualTo(2 / 4.0);
      assertThat(point.precision()).isEqualTo(2 / 4.0);
      assertThat(point.f1()).isEqualTo(4 / 7.0);
      assertThat(seven.at(0.61).truePositives()).isEqualTo(1);
    }

    @Test
    void a_threshold_that_nothing_reaches_has_no_divisions_by_zero() {
      OperatingPoint point = seven.at(Double.POSITIVE_INFINITY);

      assertThat(point.recall()).isZero();
      assertThat(point.falsePositiveRate()).isZero();
      assertThat(point.precision()).isZero();
      assertThat(point.f1()).isZero();
    }

    @Test
    void a_point_says_what_it_brings() {
      assertThat(seven.at(0.6))
          .hasToString(
              "threshold 0.6: recall 0.6667 (2 of 3), false positive rate 0.5000 (2 of 4),"
                  + " precision 0.5000");
    }
  }

  @Nested
  class TheThresholdForABound {

    @Test
    void has_the_highest_recall_within_it() {
      assertThat(of("P.9 P.8 n.7 P.6 n.5 P.4 n.3 n.2").highestRecallAtFalsePositiveRate(0.25))
          .contains(new OperatingPoint(0.6, 3, 1, 4, 4));
    }

    @Test
    void may_reach_the_bound() {
      // 9 of 4500 are 0.2 % exactly, to the last bit.
      double[] probabilities = new double[4501];
      boolean[] truths = new boolean[4501];
      probabilities[4500] = 0.5;
      truths[4500] = true;
      Arrays.fill(probabilities, 0, 9, 0.5);

      assertThat(BinaryScores.of(probabilities, truths).highestRecallAtFalsePositiveRate(0.002))
          .contains(new OperatingPoint(0.5, 1, 9, 1, 4500));
    }

    @Test
    void does_not_call_more_negative_texts_positive_than_its_recall_needs() {
      assertThat(of("P.9 P.8 n.7 n.6").highestRecallAtFalsePositiveRate(1))
          .contains(new OperatingPoint(0.8, 2, 0, 2, 2));
    }

    @Test
    void does_not_part_texts_of_equal_probability() {
      assertThat(of("P.9 P.8 n.8 P.7 n.1").highestRecallAtFalsePositiveRate(0))
          .contains(new OperatingPoint(0.9, 1, 0, 3, 2));
    }

    @Test
    void is_none_where_a_negative_text_has_or_shares_the_greatest_probability() {
      assertThat(of("n.9 P.8 n.7").highestRecallAtFalsePositiveRate(0.4)).isEmpty();
      assertThat(of("P.9 n.9 n.7").highestRecallAtFalsePositiveRate(0.4)).isEmpty();
      assertThat(of("n.9 P.8 n.7").highestRecallAtFalsePositiveRate(0.5))
          .contains(new OperatingPoint(0.8, 1, 1, 1, 2));
    }

    @Test
    void finer_than_one_negative_text_lets_none_through() {
      assertThat(of("P.9 n.8 P.7").highestRecallAtFalsePositiveRate(0.001))
          .contains(new OperatingPoint(0.9, 1, 0, 2, 1));
    }
  }

  /**
   * Against scikit-learn 1.2.1 with NumPy, on 500 texts with many ties:
   *
   * <pre>
   * i = np.arange(500); k = (i*i*7 + i*37) % 101; p = k/100
   * y = 10000*((i*13 + i//3) % 7) + 5*k*k > 52000
   * roc_auc_score(y, p), average_precision_score(y, p), brier_score_loss(y, p)
   * fpr, tpr, t = roc_curve(y, p, drop_intermediate=False)
   * max((tpr[j], t[j], fpr[j]) for j in range(len(t)) if fpr[j] <= bound and tpr[j] > 0)
   * b = np.digitize(p, np.linspace(0, 1, M + 1)[1:-1], right=True)
   * sum((b == m).mean() * abs(p[b == m].mean() - y[b == m].mean()) for m in range(M) if (b == m).any())
   * </pre>
   */
  @Nested
  class AsScikitLearn {
    private final BinaryScores scores = scores();

    private static BinaryScores scores() {
      double[] probabilities = new double[500];
      boolean[] truths = new boolean[500];
      for (int i = 0; i < 500; i++) {
        int k = (i * i * 7 + i * 37) % 101;
        probabilities[i] = k / 100.0;
        truths[i] = 10000 * ((i * 13 + i / 3) % 7) + 5 * k * k > 52000;
      }
      return BinaryScores.of(probabilities, truths);
    }

    @Test
    void areas_and_errors() {
      assertThat(scores.positives()).isEqualTo(207);
      assertThat(scores.rocAuc()).isCloseTo(0.7357916604837513, EXACT);
      assertThat(scores.averagePrecision()).isCloseTo(0.6757587156785277, EXACT);
      assertThat(scores.brierScore()).isCloseTo(0.21387879999999998, EXACT);
      assertThat(scores.expectedCalibrationError()).isCloseTo(0.11539999999999999, EXACT);
      assertThat(scores.reliability(10).expectedCalibrationError())
          .isCloseTo(0.12579999999999997, EXACT);
    }

    @Test
    void curves_have_as_many_points() {
      assertThat(scores.precisionRecallCurve()).hasSize(51);
      assertThat(scores.rocCurve()).hasSize(52);
    }

    @Test
    void thresholds() {
      assertThreshold(0, new OperatingPoint(0.99, 5, 0, 207, 293));
      assertThreshold(0.01, new OperatingPoint(0.97, 13, 2, 207, 293));
      assertThreshold(0.02, new OperatingPoint(0.92, 31, 4, 207, 293));
      assertThreshold(0.05, new OperatingPoint(0.88, 52, 12, 207, 293));
      assertThreshold(0.1, new OperatingPoint(0.73, 77, 27, 207, 293));
      assertThat(scores.at(0.73).precision()).isCloseTo(0.7403846153846154, EXACT);
      assertThat(scores.at(0.73).recall()).isCloseTo(0.3719806763285024, EXACT);
      assertThat(scores.at(0.73).falsePositiveRate()).isCloseTo(0.09215017064846416, EXACT);
    }

    private void assertThreshold(double bound, OperatingPoint point) {
      assertThat(scores.highestRecallAtFalsePositiveRate(bound)).contains(point);
    }
  }

  @Test
  void the_arrays_are_copied() {
    double[] probabilities = {0.9, 0.1};
    boolean[] truths = {true, false};
    BinaryScores scores = BinaryScores.of(probabilities, truths);
    probabilities[1] = 1;
    truths[1] = true;

    assertThat(scores.at(0.5)).isEqualTo(new OperatingPoint(0.5, 1, 0, 1, 1));
  }

  @Nested
  class Refused {

    @Test
    void are_arrays_of_different_length() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BinaryScores.of(new double[2], new boolean[3]))
          .withMessage("probabilities (2) and truths (3) must be as many");
    }

    @Test
    void is_what_is_no_probability() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of("P.9 n1.1"))
          .withMessage("probability 1 (1.1) must be in [0, 1]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of("PNaN n.1"))
          .withMessage("probability 0 (NaN) must be in [0, 1]");
    }

    @Test
    void are_texts_of_one_kind() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of("n.9 n.1"))
          .withMessage(
              "there must be texts with the positive label and texts without it, not 0 and 2");
      assertThatIllegalArgumentException().isThrownBy(() -> of("P.9"));
    }

    @Test
    void are_a_bound_and_a_threshold_that_are_none() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of("P.9 n.1").highestRecallAtFalsePositiveRate(2))
          .withMessage("maximum (2.0) must be in [0, 1]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of("P.9 n.1").at(Double.NaN))
          .withMessage("threshold (NaN) must be a number");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of("P.9 n.1").reliability(0))
          .withMessage("bins (0) must be positive");
    }

    @Test
    void are_more_texts_called_positive_than_there_are() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new OperatingPoint(0.5, 2, 0, 1, 1))
          .withMessage(
              "truePositives (2) must be at most positives (1), falsePositives (0) at most"
                  + " negatives (1)");
    }
  }
}
