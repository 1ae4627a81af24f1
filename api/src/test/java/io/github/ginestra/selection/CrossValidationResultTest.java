package io.github.ginestra.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.selection.CrossValidationResult.Spread;
import io.github.ginestra.selection.CrossValidationResult.ThresholdChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrossValidationResultTest {

  /** A fold of which so many of four texts are told right; every other text is of each fold. */
  private static FoldResult fold(long seed, int fold, int right) {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      double spam = i % 2 == (i < right ? 0 : 1) ? 0.9 : 0.2;
      String label = i % 2 == 0 ? "spam" : "ham";
      predictions.add(
          new Prediction(
              2 * i + fold - 1, fold, "text", label, Map.of("ham", 1 - spam, "spam", spam)));
    }
    return new FoldResult(seed, fold, 4, Predictions.of(predictions), 1.5, Optional.empty());
  }

  private final CrossValidationResult result =
      CrossValidationResult.of(List.of(fold(7, 1, 4), fold(7, 2, 3), fold(8, 1, 2), fold(8, 2, 2)));

  @Test
  void figures_lie_over_the_folds_of_all_seeds() {
    Spread accuracy = result.overFolds(fold -> fold.evaluation().accuracy());

    assertThat(accuracy.mean()).isEqualTo((1 + .75 + .5 + .5) / 4);
    // squares of .3125, .0625, -.1875, -.1875
    assertThat(accuracy.standardDeviation()).isCloseTo(Math.sqrt(0.171875 / 3), within(1e-15));
  }

  @Test
  void figures_lie_over_the_means_of_the_seeds() {
    Spread accuracy = result.overSeeds(fold -> fold.evaluation().accuracy());

    assertThat(accuracy.mean()).isEqualTo((.875 + .5) / 2);
    assertThat(accuracy.standardDeviation()).isCloseTo(.375 / Math.sqrt(2), within(1e-15));
  }

  @Test
  void every_metric_is_there() {
    assertThat(result.metrics())
        .containsOnlyKeys(result.folds().get(0).predictions().metrics().keySet())
        .containsEntry("accuracy", result.overFolds(fold -> fold.evaluation().accuracy()));
  }

  @Test
  void a_metric_that_a_fold_does_not_have_is_left_out() {
    Prediction ham = new Prediction(0, 3, "text", "ham", Map.of("ham", 1.0, "spam", 0.0));
    FoldResult hamAlone =
        new FoldResult(7, 3, 8, Predictions.of(List.of(ham)), 1, Optional.empty());

    assertThat(CrossValidationResult.of(List.of(fold(7, 1, 3), hamAlone)).metrics())
        .containsKey("recall spam")
        .doesNotContainKey("rocAuc spam");
  }

  @Test
  void the_out_of_fold_predictions_of_a_seed_stand_in_the_order_of_the_examples() {
    Predictions predictions = result.ofSeed(7).predictions();

    assertThat(predictions).extracting(Prediction::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(predictions).extracting(Prediction::fold).containsExactly(1, 2, 1, 2, 1, 2, 1, 2);
    assertThat(predictions.evaluation().accuracy()).isEqualTo(7 / 8.0);
  }

  @Test
  void of_several_seeds_one_must_be_picked() {
    assertThat(result.seeds()).containsExactly(7L, 8L);
    assertThatIllegalStateException()
        .isThrownBy(result::predictions)
        .withMessage(
            "each example was tested once for each of the seeds [7, 8]; pick one by ofSeed(seed)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> result.ofSeed(9))
        .withMessage("seed (9) is not among [7, 8]");
  }

  @Test
  void it_prints_each_metric_with_its_deviation() {
    assertThat(result.report())
        .startsWith("                              mean         sd  over 4 folds\n")
        .contains("                accuracy    0.6875 ±   0.2394\n")
        .contains("             rocAuc spam  ")
        .hasLineCount(21);
    assertThat(result).hasToString("accuracy 0.6875 ± 0.2394, MCC 0.3943 ± 0.4869 over 4 folds");
  }

  private static FoldResult withThreshold(FoldResult fold, double threshold, int found) {
    OperatingPoint chosen = new OperatingPoint(threshold, 3, 1, 4, 8);
    OperatingPoint tested = new OperatingPoint(threshold, found, 1, 2, 2);
    return new FoldResult(
        fold.seed(),
        fold.fold(),
        4,
        fold.predictions(),
        1.5,
        Optional.of(new ThresholdChoice(chosen, tested)));
  }

  @Test
  void without_thresholds_there_is_nothing_to_tell_of_them() {
    assertThat(result.thresholdMetrics()).isEmpty();
    assertThat(result.report()).doesNotContain("threshold");
  }

  @Test
  void what_thresholds_brought_lies_over_the_folds_of_all_seeds() {
    CrossValidationResult chosen =
        CrossValidationResult.of(
            List.of(withThreshold(fold(7, 1, 4), 0.5, 2), withThreshold(fold(7, 2, 3), 0.75, 1)));

    assertThat(chosen.thresholdMetrics().keySet())
        .containsExactly(
            "threshold",
            "chosen recall",
            "chosen falsePositiveRate",
            "chosen precision",
            "tested recall",
            "tested falsePositiveRate",
            "tested precision");
    assertThat(chosen.thresholdMetrics())
        .containsEntry("threshold", Spread.of(List.of(0.5, 0.75)))
        .containsEntry("chosen recall", Spread.of(List.of(0.75, 0.75)))
        .containsEntry("chosen falsePositiveRate", Spread.of(List.of(0.125, 0.125)))
        .containsEntry("tested recall", Spread.of(List.of(1.0, 0.5)))
        .containsEntry("tested precision", Spread.of(List.of(2 / 3.0, 0.5)));
  }

  @Test
  void it_prints_what_each_threshold_brought_where_it_was_chosen_and_where_it_was_tested() {
    CrossValidationResult chosen =
        CrossValidationResult.of(
            List.of(
                withThreshold(fold(7, 1, 4), 0.5, 2),
                withThreshold(fold(-11, 1, 3), Double.POSITIVE_INFINITY, 1)));

    assertThat(chosen.report().lines().skip(21))
        .containsExactly(
            "",
            "                                  chosen on the other folds               tested on the fold",
            "                 threshold     recall  false pos  precision     recall  false pos  precision",
            "  seed 7 fold 1     0.5000     0.7500     0.1250     0.7500     1.0000     0.5000     0.6667",
            "seed -11 fold 1       none     0.7500     0.1250     0.7500     0.5000     0.5000     0.5000",
            "           mean       none     0.7500     0.1250     0.7500     0.7500     0.5000     0.5833",
            "             sd          –     0.0000     0.0000     0.0000     0.3536     0.0000     0.1179");
  }

  @Test
  void nothing_comes_of_no_folds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidationResult.of(List.of()))
        .withMessage("folds must not be empty");
  }

  @Test
  void a_threshold_is_chosen_on_some_texts_and_tested_on_others() {
    BinaryScores choice = BinaryScores.of(new double[] {.9, .7, .6, .2}, truths());
    BinaryScores test = BinaryScores.of(new double[] {.8, .7, .75, .1}, truths());

    assertThat(ThresholdChoice.of(choice, test, 0))
        .isEqualTo(
            new ThresholdChoice(
                new OperatingPoint(.7, 2, 0, 2, 2), new OperatingPoint(.7, 2, 1, 2, 2)));
  }

  @Test
  void where_no_threshold_keeps_the_bound_nothing_is_called_positive() {
    BinaryScores choice = BinaryScores.of(new double[] {.6, .7, .9, .2}, truths());
    ThresholdChoice none = ThresholdChoice.of(choice, choice, 0.1);

    assertThat(none.chosen().threshold()).isInfinite();
    assertThat(none.tested()).isEqualTo(none.chosen());
    assertThat(none.tested().recall()).isZero();
  }

  private static boolean[] truths() {
    return new boolean[] {true, true, false, false};
  }
}
