package io.github.ginestra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  /** 600 examples of three labels; about every third text repeats another, written otherwise. */
  private static final Examples MESSAGES = messages();

  private static Examples messages() {
    Random random = new Random(1);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String label = i % 10 < 6 ? "news" : i % 10 < 9 ? "ham" : "spam";
      String text = label + " text " + random.nextInt(300);
      examples.add(new Example(label, written(text, i % 4)));
    }
    return Examples.of(examples);
  }

  private static String written(String text, int way) {
    return switch (way) {
      case 0 -> text;
      case 1 -> text.toUpperCase(Locale.ROOT);
      case 2 -> "\t" + text + "\u00A0";
      default -> text.replace(" ", "   ");
    };
  }

  private static Set<String> keys(Examples examples) {
    return examples.stream().map(Example::key).collect(Collectors.toSet());
  }

  private static List<Example> both(Split split) {
    List<Example> all = new ArrayList<>(split.train().stream().toList());
    all.addAll(split.test().stream().toList());
    return all;
  }

  private static void assertSameShares(Examples part, Examples whole, double share) {
    whole
        .counts()
        .forEach(
            (label, count) ->
                assertThat((double) part.counts().get(label))
                    .as(label)
                    .isCloseTo(share * count, within(4.0)));
  }

  /** Whether some examples stand in the order in which they stand in all. */
  private static boolean isInOrder(Examples some) {
    int next = 0;
    for (Example example : MESSAGES) {
      if (next < some.size() && some.get(next).equals(example)) {
        next++;
      }
    }
    return next == some.size();
  }

  @Nested
  class ByShare {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, -7, Long.MAX_VALUE})
    void equal_texts_stand_on_one_side(long seed) {
      Split split = MESSAGES.split(0.8, seed);

      assertThat(keys(split.train())).doesNotContainAnyElementsOf(keys(split.test()));
    }

    @Test
    void a_random_split_by_name_puts_equal_texts_on_both_sides() {
      Split split = MESSAGES.randomSplit(0.8, 1);

      assertThat(keys(split.train())).containsAnyElementsOf(keys(split.test()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.8, 0.9})
    void each_label_has_its_share_on_both_sides(double share) {
      assertSameShares(MESSAGES.split(share, 5).train(), MESSAGES, share);
      assertSameShares(MESSAGES.split(share, 5).test(), MESSAGES, 1 - share);
    }

    @Test
    void a_random_split_gives_each_label_exactly_its_rounded_share() {
      Split split = MESSAGES.randomSplit(0.8, 5);

      assertThat(split.train().counts()).hasToString("{ham=144, news=288, spam=48}");
      assertThat(split.test().counts()).hasToString("{ham=36, news=72, spam=12}");
    }

    @Test
    void every_example_is_on_one_side() {
      assertThat(both(MESSAGES.split(0.7, 3))).hasSameElementsAs(MESSAGES).hasSize(600);
      assertThat(both(MESSAGES.randomSplit(0.7, 3))).hasSameElementsAs(MESSAGES).hasSize(600);
    }

    @Test
    void both_sides_keep_the_order() {
      Split split = MESSAGES.split(0.7, 3);

      assertThat(isInOrder(split.train())).isTrue();
      assertThat(isInOrder(split.test())).isTrue();
    }

    @Test
    void the_same_seed_gives_the_same_split_and_another_seed_another() {
      assertThat(MESSAGES.split(0.8, 7).test().texts())
          .isEqualTo(MESSAGES.split(0.8, 7).test().texts())
          .isNotEqualTo(MESSAGES.split(0.8, 8).test().texts());
      assertThat(MESSAGES.randomSplit(0.8, 7).test().texts())
          .isEqualTo(MESSAGES.randomSplit(0.8, 7).test().texts())
          .isNotEqualTo(MESSAGES.randomSplit(0.8, 8).test().texts());
    }

    @Test
    void a_label_of_two_texts_has_one_on_each_side_whatever_the_share() {
      Examples few = numbered("a", "a", "b", "b");

      for (double share : new double[] {0.01, 0.5, 0.99}) {
        assertThat(few.split(share, 1).train().labels()).containsExactly("a", "b");
        assertThat(few.split(share, 1).test().labels()).containsExactly("a", "b");
      }
    }

    @Test
    void the_only_text_of_a_label_is_learned_from() {
      assertThat(numbered("a", "a", "a", "b").split(0.5, 1).train().labels())
          .containsExactly("a", "b");
    }

    @Test
    void a_label_that_stands_only_beside_another_is_learned_from() {
      Examples examples =
          Examples.of(
              List.of(
                  new Example("a", "same"),
                  new Example("b", "Same"),
                  new Example("a", "1"),
                  new Example("a", "2")));
      for (long seed = 0; seed < 10; seed++) {
        Split split = examples.split(0.5, seed);
        assertThat(split.train().labels()).containsExactly("a", "b");
        assertThat(both(split)).hasSize(4);
      }
    }

    @Test
    void a_text_with_several_labels_goes_with_the_label_of_its_first() {
      Examples examples =
          Examples.of(
              List.of(
                  new Example("a", "same"),
                  new Example("b", "Same"),
                  new Example("a", "1"),
                  new Example("b", "2"),
                  new Example("b", "3")));
      for (long seed = 0; seed < 10; seed++) {
        Split split = examples.split(0.5, seed);
        assertThat(keys(split.train())).doesNotContainAnyElementsOf(keys(split.test()));
        assertThat(both(split)).hasSize(5);
      }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
    void a_share_out_of_range_is_refused(double share) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> MESSAGES.split(share, 0))
          .withMessage("trainFraction (" + share + ") must be in (0, 1)");
    }

    @Test
    void less_than_two_examples_cannot_be_split() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> numbered("a").split(0.5, 0))
          .withMessage("two or more examples are needed for a split, not 1");
    }
  }

  @Nested
  class ByFolds {

    @Test
    void each_example_is_tested_exactly_once_and_learned_from_otherwise() {
      for (List<Split> folds : List.of(MESSAGES.folds(5, 2), MESSAGES.randomFolds(5, 2))) {
        assertThat(folds).hasSize(5);
        assertThat(folds.stream().flatMap(split -> split.test().stream()))
            .hasSize(600)
            .hasSameElementsAs(MESSAGES);
        assertThat(folds).allSatisfy(split -> assertThat(both(split)).hasSize(600));
      }
    }

    @Test
    void equal_texts_stand_in_one_fold() {
      for (Split split : MESSAGES.folds(5, 2)) {
        assertThat(keys(split.train())).doesNotContainAnyElementsOf(keys(split.test()));
      }
    }

    @Test
    void random_folds_by_name_spread_equal_texts() {
      Split first = MESSAGES.randomFolds(5, 2).get(0);

      assertThat(keys(first.train())).containsAnyElementsOf(keys(first.test()));
    }

    @Test
    void each_label_has_the_same_share_in_all_folds() {
      MESSAGES.folds(5, 2).forEach(split -> assertSameShares(split.test(), MESSAGES, 0.2));
      MESSAGES
          .randomFolds(5, 2)
          .forEach(
              split -> assertThat(split.test().counts()).hasToString("{ham=36, news=72, spam=12}"));
    }

    @Test
    void folds_are_of_nearly_one_size_when_k_divides_no_label() {
      Examples examples = numbered(("a".repeat(13) + "b".repeat(13) + "c".repeat(13)).split(""));

      for (Split split : examples.randomFolds(4, 1)) {
        assertThat(split.test().size()).isBetween(9, 10);
      }
    }

    @Test
    void the_same_seed_gives_the_same_folds_and_another_seed_others() {
      assertThat(MESSAGES.folds(3, 7).get(0).test().texts())
          .isEqualTo(MESSAGES.folds(3, 7).get(0).test().texts())
          .isNotEqualTo(MESSAGES.folds(3, 8).get(0).test().texts());
    }

    @Test
    void fewer_than_two_folds_are_refused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> MESSAGES.folds(1, 0))
          .withMessage("k (1) must be 2 or more");
    }

    @Test
    void more_folds_than_a_label_has_texts_are_refused_by_name() {
      Examples examples =
          Examples.of(
              List.of(
                  new Example("a", "1"),
                  new Example("a", "2"),
                  new Example("b", "3"),
                  new Example("b", " 3")));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> examples.folds(2, 0))
          .withMessage(
              "the label \"b\" has only 1 of the 2 different texts that k folds need: add"
                  + " some, leave the label out, or have small labels learned from in all folds"
                  + " (Examples.foldsWithSmallLabelsInTraining,"
                  + " CrossValidation.smallLabelsInTraining)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> examples.randomFolds(3, 0))
          .withMessage("k (3) must be at most 2, the number of examples labelled \"a\"");
    }

    @Test
    void the_smallest_label_says_how_many_folds_there_can_be() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> numbered("aaabbcccc".split("")).randomFolds(4, 0))
          .withMessage("k (4) must be at most 2, the number of examples labelled \"b\"");
    }

    @Test
    void small_labels_can_be_learned_from_in_all_folds() {
      Examples examples = numbered("aaaabbbbbcdd".split(""));
      for (List<Split> folds :
          List.of(
              examples.foldsWithSmallLabelsInTraining(3, 1),
              examples.randomFoldsWithSmallLabelsInTraining(3, 1))) {
        assertThat(folds)
            .hasSize(3)
            .allSatisfy(split -> assertThat(both(split)).hasSize(12))
            .allSatisfy(split -> assertThat(split.test().labels()).containsExactly("a", "b"))
            .allSatisfy(
                split -> assertThat(split.train().labels()).containsExactly("a", "b", "c", "d"));
        assertThat(folds.stream().flatMap(split -> split.test().stream())).hasSize(9);
      }
    }

    @Test
    void labels_that_are_all_small_leave_nothing_to_test() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> numbered("a", "b").foldsWithSmallLabelsInTraining(2, 1))
          .withMessage(
              "no label has 2 different texts, one for each of k folds; the most, 1, are labelled"
                  + " \"a\": add some");
    }

    @Test
    void no_examples_cannot_be_dealt_out() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Examples.of(List.of()).folds(2, 0))
          .withMessage("two or more examples are needed for folds, not 0");
    }
  }

  private static Examples numbered(String... labels) {
    return Examples.of(
        IntStream.range(0, labels.length).mapToObj(i -> new Example(labels[i], "text " + i)));
  }
}
