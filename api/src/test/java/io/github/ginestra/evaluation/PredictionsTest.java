package io.github.ginestra.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PredictionsTest {
  private static final Offset<Double> EXACT = within(1e-14);

  private static Prediction of(String label, Map<String, Double> probabilities) {
    return new Prediction(0, 0, "text", label, probabilities);
  }

  /** Two labels, three texts, of which the last is told wrong. */
  private final Predictions three =
      Predictions.of(
          List.of(
              of("spam", Map.of("ham", 0.25, "spam", 0.75)),
              of("ham", Map.of("ham", 1.0, "spam", 0.0)),
              of("ham", Map.of("ham", 0.125, "spam", 0.875))));

  @Test
  void the_most_probable_label_is_predicted_and_of_equal_ones_the_first() {
    assertThat(of("a", Map.of("a", 0.2, "b", 0.5, "c", 0.3)).predicted()).isEqualTo("b");
    assertThat(of("c", Map.of("b", 0.4, "c", 0.4, "a", 0.2)).predicted()).isEqualTo("b");
    assertThat(of("b", Map.of("b", 0.4, "c", 0.4, "a", 0.2)).isRight()).isTrue();
  }

  @Test
  void the_confusion_matrix_follows() {
    assertThat(three.labels()).containsExactly("ham", "spam");
    assertThat(three.evaluation().confusion()).isDeepEqualTo(new int[][] {{1, 1}, {0, 1}});
  }

  @Test
  void the_log_loss_is_the_mean_of_the_true_labels() {
    assertThat(three.logLoss()).isCloseTo(-(Math.log(.75) + Math.log(.125)) / 3, EXACT);
  }

  @Test
  void a_probability_of_zero_has_a_finite_loss() {
    Predictions sure = Predictions.of(List.of(of("a", Map.of("a", 0.0, "b", 1.0))));
    assertThat(sure.logLoss()).isCloseTo(708.4, within(0.1));
  }

  @Test
  void the_calibration_error_is_that_of_the_most_probable_labels() {
    // Three bins: .75, .875 and 1 of which one is right, then (.5, .75], (.75, .875] of eight.
    assertThat(three.reliability(1).expectedCalibrationError())
        .isCloseTo((.75 + 1 + .875) / 3 - 2 / 3.0, EXACT);
    assertThat(three.reliability(8).expectedCalibrationError())
        .isCloseTo(((1 - .75) + (1 - 1) + (.875 - 0)) / 3, EXACT);
  }

  @Test
  void one_label_is_scored_against_the_others() {
    BinaryScores spam = three.binary("spam");

    assertThat(spam.rocCurve())
        .containsExactly(
            new OperatingPoint(Double.POSITIVE_INFINITY, 0, 0, 1, 2),
            new OperatingPoint(0.875, 0, 1, 1, 2),
            new OperatingPoint(0.75, 1, 1, 1, 2),
            new OperatingPoint(0, 1, 2, 1, 2));
  }

  @Test
  void every_metric_has_a_name() {
    assertThat(three.metrics())
        .containsOnlyKeys(
            "accuracy",
            "mcc",
            "macroF1",
            "weightedF1",
            "logLoss",
            "expectedCalibrationError",
            "precision ham",
            "recall ham",
            "f1 ham",
            "falsePositiveRate ham",
            "rocAuc ham",
            "averagePrecision ham",
            "brierScore ham",
            "precision spam",
            "recall spam",
            "f1 spam",
            "falsePositiveRate spam",
            "rocAuc spam",
            "averagePrecision spam",
            "brierScore spam")
        .containsEntry("accuracy", 2 / 3.0)
        .containsEntry("falsePositiveRate spam", 0.5)
        .containsEntry("rocAuc spam", 0.5)
        .containsEntry("rocAuc ham", 0.5);
  }

  @Test
  void a_label_that_no_example_has_has_no_curve() {
    assertThat(Predictions.of(List.of(of("a", Map.of("a", 0.9, "b", 0.1)))).metrics())
        .containsKeys("recall b", "precision b")
        .doesNotContainKeys("rocAuc a", "rocAuc b", "brierScore b");
  }

  /**
   * Against scikit-learn 1.2.1 with NumPy, on 500 texts of three labels:
   *
   * <pre>
   * i = np.arange(500); t = (i*i + i//7) % 3
   * q = np.stack([1 + (i*7) % 13, 1 + (i*11) % 17, 1 + (i*5) % 19], 1); q = q / q.sum(1, keepdims=True)
   * log_loss(t, q), accuracy_score(t, q.argmax(1)), matthews_corrcoef(t, q.argmax(1))
   * roc_auc_score(t == c, q[:, c]), average_precision_score(t == c, q[:, c]), brier_score_loss(t == c, q[:, c])
   * b = np.digitize(q.max(1), np.linspace(0, 1, 16)[1:-1], right=True)  # and as in BinaryScoresTest
   * </pre>
   */
  @Nested
  class AsScikitLearn {
    private final Map<String, Double> metrics = predictions().metrics();

    private static Predictions predictions() {
      List<Prediction> predictions = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        double a = 1 + i * 7 % 13;
        double b = 1 + i * 11 % 17;
        double c = 1 + i * 5 % 19;
        double sum = a + b + c;
        predictions.add(
            new Prediction(
                i,
                0,
                "text",
                List.of("a", "b", "c").get((i * i + i / 7) % 3),
                Map.of("a", a / sum, "b", b / sum, "c", c / sum)));
      }
      return Predictions.of(predictions);
    }

    private void assertMetric(String name, double value) {
      assertThat(metrics.get(name)).as(name).isCloseTo(value, within(1e-12));
    }

    @Test
    void metrics_of_all_labels() {
      assertMetric("accuracy", 0.32);
      assertMetric("mcc", -0.009911392152522446);
      assertMetric("macroF1", 0.31260407454326716);
      assertMetric("weightedF1", 0.3104722733465593);
      assertMetric("logLoss", 1.282703437903889);
      assertMetric("expectedCalibrationError", 0.20424481285252288);
    }

    @Test
    void metrics_of_each_label_against_the_rest() {
      assertMetric("rocAuc a", 0.5052995117303799);
      assertMetric("rocAuc b", 0.49048064918851436);
      assertMetric("rocAuc c", 0.505367643092194);
      assertMetric("averagePrecision a", 0.377397156794623);
      assertMetric("averagePrecision b", 0.2986775197003159);
      assertMetric("averagePrecision c", 0.3516680376235576);
      assertMetric("brierScore a", 0.2677725576087477);
      assertMetric("brierScore b", 0.23712483521208644);
      assertMetric("brierScore c", 0.2540371197478934);
    }
  }

  @Nested
  class Refused {

    @Test
    void are_no_predictions() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Predictions.of(List.of()))
          .withMessage("predictions must not be empty");
    }

    @Test
    void are_predictions_over_different_labels() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> Predictions.of(List.of(of("a", Map.of("a", 1.0)), of("b", Map.of("b", 1.0)))))
          .withMessage("labels differ: [a] and [b]");
    }

    @Test
    void is_a_prediction_without_probabilities() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of("eggs", Map.of()))
          .withMessage("probabilities must not be empty");
    }

    @Test
    void is_what_is_no_probability() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of("a", Map.of("a", -0.5)))
          .withMessage("probability of \"a\" (-0.5) must be in [0, 1]");
    }

    @Test
    void is_a_positive_label_that_is_none() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> three.binary("eggs"))
          .withMessage("label \"eggs\" is not among [ham, spam]");
    }
  }
}
