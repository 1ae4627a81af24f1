package io.github.ginestra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.RealData;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is known of the SMS Spam Collection, and how it is split. */
class RealExamplesTest {

  @Test
  void there_are_5574_messages_of_two_labels() throws IOException {
    Examples messages = RealData.messages();

    assertThat(messages.size()).isEqualTo(5_574);
    assertThat(messages.counts()).containsExactly(entry("ham", 4_827), entry("spam", 747));
  }

  @Test
  void without_repetitions_there_are_5159_of_which_642_are_spam() throws IOException {
    Examples distinct = RealData.messages().distinct();

    assertThat(distinct.size()).isEqualTo(5_159);
    assertThat(distinct.counts()).containsExactly(entry("ham", 4_517), entry("spam", 642));
  }

  @Test
  void texts_are_read_as_they_stand() throws IOException {
    List<String> texts = RealData.messages().texts();

    assertThat(count(texts, text -> !text.strip().equals(text))).isEqualTo(187);
    assertThat(count(texts, text -> text.chars().anyMatch(c -> c >= 0x80 && c < 0xA0)))
        .isEqualTo(35);
  }

  private static long count(List<String> texts, Predicate<String> condition) {
    return texts.stream().filter(condition).count();
  }

  @Test
  void an_honest_split_has_no_test_message_in_the_training_set() throws IOException {
    Split split = RealData.messages().split(0.8, 1);

    assertThat(seenBefore(split)).isZero();
    assertThat(split.train().size()).isCloseTo(4_459, within(3));
    assertThat(split.test().counts().get("spam")).isCloseTo(149, within(2));
  }

  @Test
  void a_random_split_has_a_sixth_or_more_of_the_test_spam_in_the_training_set()
      throws IOException {
    Split split = RealData.messages().randomSplit(0.8, 1);

    assertThat(seenBefore(split)).isBetween(0.16 * 149, 0.30 * 149);
  }

  /** How many of the test spam stand in the training set too. */
  private static double seenBefore(Split split) {
    Set<String> train = split.train().stream().map(Example::key).collect(Collectors.toSet());
    return split.test().stream()
        .filter(example -> example.label().equals("spam"))
        .filter(example -> train.contains(example.key()))
        .count();
  }

  @Test
  void five_folds_hold_a_fifth_of_each_label() throws IOException {
    for (Split split : RealData.messages().folds(5, 1)) {
      assertThat(split.test().counts().get("ham")).isCloseTo(965, within(1));
      assertThat(split.test().counts().get("spam")).isCloseTo(149, within(1));
      assertThat(seenBefore(split)).isZero();
    }
  }
}
