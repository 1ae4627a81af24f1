package io.github.ginestra.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.evaluation.Evaluation.LabelScores;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Offset<Double> EXACT = within(1e-14);

  /** As many messages as the SMS Spam Collection has: 7 ham blocked, 31 spam let through. */
  private static final Evaluation SPAM =
      Evaluation.of(List.of("ham", "spam"), new int[][] {{4820, 7}, {31, 716}});

  /** Four labels of which the last is never predicted. */
  private static final Evaluation FOUR =
      Evaluation.of(
          List.of("eins", "drei", "zwei-und-mehr", "vier"),
          new int[][] {{50, 3, 2, 0}, {4, 30, 6, 0}, {1, 0, 20, 0}, {2, 1, 1, 0}});

  private static void assertScores(LabelScores scores, double precision, double recall, double f1) {
    assertThat(scores.precision()).isCloseTo(precision, within(1e-8));
    assertThat(scores.recall()).isCloseTo(recall, within(1e-8));
    assertThat(scores.f1()).isCloseTo(f1, within(1e-8));
  }

  /** Against fractions worked out by hand. */
  @Nested
  class ByHand {
    /** Of 4 ham one is called spam, of 6 spam two ham. */
    private final Evaluation ten = Evaluation.of(List.of("h", "s"), new int[][] {{3, 1}, {2, 4}});

    @Test
    void counts_are_of_true_and_predicted_label() {
      assertThat(ten.count("h", "s")).isEqualTo(1);
      assertThat(ten.count("s", "h")).isEqualTo(2);
      assertThat(ten.size()).isEqualTo(10);
      assertThat(ten.labels()).containsExactly("h", "s");
    }

    @Test
    void accuracy_is_the_share_of_right_answers() {
      assertThat(ten.accuracy()).isEqualTo(0.7);
    }

    @Test
    void precision_recall_and_f1_follow_from_the_counts() {
      assertThat(ten.scores("h")).isEqualTo(new LabelScores(3 / 5.0, 3 / 4.0, 6 / 9.0, 4));
      assertThat(ten.scores("s")).isEqualTo(new LabelScores(4 / 5.0, 4 / 6.0, 8 / 11.0, 6));
    }

    @Test
    void the_false_positive_rate_of_spam_is_the_share_of_ham_blocked() {
      assertThat(ten.falsePositiveRate("s")).isEqualTo(1 / 4.0);
      assertThat(ten.falsePositiveRate("h")).isEqualTo(2 / 6.0);
    }

    @Test
    void the_macro_average_leaves_out_labels_that_occur_nowhere() {
      int[][] counts = {{2, 1, 0}, {0, 1, 0}, {0, 0, 0}};
      Evaluation three = Evaluation.of(List.of("a", "b", "never"), counts);
      Evaluation two = Evaluation.of(List.of("a", "b"), new int[][] {{2, 1}, {0, 1}});

      assertThat(three.macroAverage()).isEqualTo(two.macroAverage());
      assertThat(three.majorityAccuracy()).isEqualTo(0.75);
    }

    @Test
    void the_macro_average_counts_labels_alike_and_the_weighted_one_texts() {
      assertThat(ten.macroAverage().precision()).isCloseTo((3 / 5.0 + 4 / 5.0) / 2, EXACT);
      assertThat(ten.weightedAverage().precision())
          .isCloseTo((4 * 3 / 5.0 + 6 * 4 / 5.0) / 10, EXACT);
      assertThat(ten.weightedAverage().recall()).isCloseTo(ten.accuracy(), EXACT);
      assertThat(ten.macroAverage().support()).isEqualTo(10);
      assertThat(ten.weightedAverage().support()).isEqualTo(10);
    }

    @Test
    void matthews_correlation_of_two_labels_is_the_classical_formula() {
      // (TP·TN - FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))
      assertThat(ten.mcc()).isCloseTo((4 * 3 - 1 * 2) / Math.sqrt(5 * 6 * 4 * 5), EXACT);
    }

    @Test
    void matthews_correlation_is_one_if_all_are_right_and_minus_one_if_all_are_wrong() {
      assertThat(Evaluation.of(List.of("a", "b"), new int[][] {{3, 0}, {0, 9}}))
          .satisfies(e -> assertThat(e.mcc()).isCloseTo(1, EXACT));
      assertThat(Evaluation.of(List.of("a", "b"), new int[][] {{0, 3}, {3, 0}}))
          .satisfies(e -> assertThat(e.mcc()).isCloseTo(-1, EXACT));
    }
  }

  /** Against what scikit-learn 1.2.1 computes of the same labels, zero_division=0. */
  @Nested
  class AsScikitLearn {

    @Test
    void scores_of_two_labels() {
      assertThat(SPAM.accuracy()).isCloseTo(0.9931826336562612, EXACT);
      assertThat(SPAM.mcc()).isCloseTo(0.9703960404305362, EXACT);
      assertScores(SPAM.scores("ham"), 0.99360957, 0.99854982, 0.99607357);
      assertScores(SPAM.scores("spam"), 0.99031812, 0.95850067, 0.97414966);
      assertScores(SPAM.macroAverage(), 0.9919638419934804, 0.9785252466256158, 0.9851116143915719);
      assertScores(
          SPAM.weightedAverage(), 0.9931684616601825, 0.9931826336562612, 0.9931354347131927);
    }

    @Test
    void scores_of_four_labels() {
      assertThat(FOUR.accuracy()).isCloseTo(0.8333333333333334, EXACT);
      assertThat(FOUR.mcc()).isCloseTo(0.7466729971944819, EXACT);
      assertScores(FOUR.scores("drei"), 0.88235294, 0.75, 0.81081081);
      assertScores(FOUR.scores("vier"), 0, 0, 0);
      assertScores(FOUR.macroAverage(), 0.612300274011601, 0.6528679653679654, 0.6259169884169884);
      assertScores(
          FOUR.weightedAverage(), 0.8168540858569683, 0.8333333333333334, 0.8194964607464607);
    }

    @Test
    void the_report_of_two_labels() {
      assertThat(SPAM.report())
          .isEqualTo(
              """
                            precision    recall  f1-score   support

                       ham     0.9936    0.9985    0.9961      4827
                      spam     0.9903    0.9585    0.9741       747

                  accuracy                         0.9932      5574
                 macro avg     0.9920    0.9785    0.9851      5574
              weighted avg     0.9932    0.9932    0.9931      5574
              """);
    }

    @Test
    void the_report_of_labels_wider_than_its_own_names() {
      assertThat(FOUR.report())
          .isEqualTo(
              """
                             precision    recall  f1-score   support

                       eins     0.8772    0.9091    0.8929        55
                       drei     0.8824    0.7500    0.8108        40
              zwei-und-mehr     0.6897    0.9524    0.8000        21
                       vier     0.0000    0.0000    0.0000         4

                   accuracy                         0.8333       120
                  macro avg     0.6123    0.6529    0.6259       120
               weighted avg     0.8169    0.8333    0.8195       120
              """);
    }
  }

  @Nested
  class Divisions {

    @Test
    void by_zero_give_zero_where_a_label_neither_occurs_nor_is_predicted() {
      Evaluation two =
          Evaluation.of(List.of("a", "b", "c"), new int[][] {{2, 1, 0}, {0, 3, 0}, {0, 0, 0}});

      assertThat(two.scores("c")).isEqualTo(new LabelScores(0, 0, 0, 0));
      assertThat(two.weightedAverage().recall()).isCloseTo(two.accuracy(), EXACT);
    }

    @Test
    void by_zero_give_zero_where_all_texts_have_one_label() {
      Evaluation one = Evaluation.of(List.of("a", "b"), new int[][] {{5, 0}, {0, 0}});

      assertThat(one.accuracy()).isEqualTo(1);
      assertThat(one.mcc()).isZero();
      assertThat(one.falsePositiveRate("a")).isZero();
    }

    @Test
    void by_zero_give_zero_where_there_are_no_texts() {
      Evaluation none = Evaluation.of(List.of("a", "b"), List.of(), List.of());

      assertThat(none.size()).isZero();
      assertThat(none.accuracy()).isZero();
      assertThat(none.macroAverage()).isEqualTo(new LabelScores(0, 0, 0, 0));
      assertThat(none.weightedAverage()).isEqualTo(new LabelScores(0, 0, 0, 0));
      assertThat(none.report()).contains("0.0000").doesNotContain("NaN");
    }

    @Test
    void do_not_overflow_with_many_texts() {
      Evaluation many =
          Evaluation.of(List.of("a", "b"), new int[][] {{900_000_000, 1}, {1, 900_000_000}});

      assertThat(many.scores("a").f1()).isCloseTo(1, within(1e-8));
      assertThat(many.mcc()).isCloseTo(1, within(1e-8));
    }
  }

  @Test
  void labels_side_by_side_make_the_matrix() {
    Evaluation evaluation =
        Evaluation.of(
            List.of("b", "a"), List.of("a", "a", "b", "b", "b"), List.of("a", "b", "b", "b", "a"));

    assertThat(evaluation.confusion()).isDeepEqualTo(new int[][] {{2, 1}, {1, 1}});
  }

  @Test
  void evaluations_of_folds_add_up() {
    assertThat(SPAM.plus(SPAM).confusion()).isDeepEqualTo(new int[][] {{9640, 14}, {62, 1432}});
  }

  @Test
  void the_matrix_is_copied_in_and_out() {
    int[][] matrix = {{1, 0}, {0, 1}};
    Evaluation evaluation = Evaluation.of(List.of("a", "b"), matrix);
    matrix[0][1] = 9;
    evaluation.confusion()[1][0] = 9;

    assertThat(evaluation.confusion()).isDeepEqualTo(new int[][] {{1, 0}, {0, 1}});
  }

  @Test
  void the_confusion_matrix_prints_with_true_labels_at_the_side() {
    assertThat(SPAM.confusionTable())
        .isEqualTo(
            """
            true \\ predicted       ham      spam
                         ham      4820         7
                        spam        31       716
            """);
  }

  @Test
  void in_short_it_prints_accuracy_and_correlation() {
    assertThat(SPAM).hasToString("accuracy 0.9932, MCC 0.9704 over 5574 texts");
  }

  @Nested
  class Refused {

    @Test
    void are_fewer_than_two_labels_and_labels_that_stand_twice() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Evaluation.of(List.of("a"), new int[][] {{1}}))
          .withMessage("labels [a] must be two or more, and each stand once");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Evaluation.of(List.of("a", "a"), new int[2][2]))
          .withMessage("labels [a, a] must be two or more, and each stand once");
    }

    @Test
    void is_a_matrix_that_is_not_square() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Evaluation.of(List.of("a", "b"), new int[][] {{1, 2}, {3}}))
          .withMessage("confusion must be 2 × 2, as many as there are labels");
    }

    @Test
    void are_negative_counts() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Evaluation.of(List.of("a", "b"), new int[][] {{1, -2}, {3, 4}}))
          .withMessage("confusion must not hold negative counts");
    }

    @Test
    void are_lists_of_different_length() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Evaluation.of(List.of("a", "b"), List.of("a"), List.of()))
          .withMessage("expected (1 labels) and predicted (0) must be as many");
    }

    @Test
    void are_labels_that_are_not_among_those_given() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Evaluation.of(List.of("a", "b"), List.of("a"), List.of("c")))
          .withMessage("label \"c\" is not among [a, b]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SPAM.scores("eggs"))
          .withMessage("label \"eggs\" is not among [ham, spam]");
    }

    @Test
    void is_the_sum_of_evaluations_over_different_labels() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SPAM.plus(FOUR))
          .withMessage("labels differ: [ham, spam] and [eins, drei, zwei-und-mehr, vier]");
    }
  }
}
