package io.github.ginestra.internal.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private final Vocabulary vocabulary = Vocabulary.of(List.of("call", "now", "free"));

  @Test
  void words_get_ids_in_order_after_padding_and_unknown() {
    assertThat(vocabulary.idOf("call")).isEqualTo(2);
    assertThat(vocabulary.idOf("free")).isEqualTo(4);
    assertThat(vocabulary.size()).isEqualTo(5);
    assertThat(vocabulary.words()).containsExactly("call", "now", "free");
  }

  @Test
  void other_words_are_unknown() {
    assertThat(vocabulary.idOf("later")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(vocabulary.contains("later")).isFalse();
    assertThat(vocabulary.contains("now")).isTrue();
  }

  @Test
  void each_id_has_a_word() {
    assertThat(List.of(0, 1, 2, 3, 4).stream().map(vocabulary::wordOf))
        .containsExactly("<padding>", "<unknown>", "call", "now", "free");
  }

  @Test
  void padding_and_unknown_are_no_words() {
    assertThat(vocabulary.idOf("<padding>")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(vocabulary.idOf("<unknown>")).isEqualTo(Vocabulary.UNKNOWN);
  }

  @Test
  void an_id_out_of_range_is_an_error() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> vocabulary.wordOf(5))
        .withMessage("id (5) must be in [0, 5)");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> vocabulary.wordOf(-1))
        .withMessage("id (-1) must be in [0, 5)");
  }

  @Test
  void a_duplicate_word_is_an_error() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of(List.of("a", "b", "a")))
        .withMessage("words must be distinct; \"a\" stands twice");
  }

  @Test
  void it_may_know_no_words() {
    assertThat(Vocabulary.of(List.of()).size()).isEqualTo(2);
  }

  @Test
  void it_does_not_change_with_the_collection_it_was_made_of() {
    List<String> words = new ArrayList<>(List.of("a"));
    Vocabulary made = Vocabulary.of(words);
    words.set(0, "b");

    assertThat(made.idOf("a")).isEqualTo(2);
    assertThat(made.words()).isUnmodifiable();
  }

  @Test
  void it_equals_one_of_the_same_words_in_the_same_order() {
    assertThat(Vocabulary.of(vocabulary.words()))
        .isEqualTo(vocabulary)
        .hasSameHashCodeAs(vocabulary)
        .isNotEqualTo(Vocabulary.of(List.of("now", "call", "free")))
        .hasToString("Vocabulary of 3 words");
  }

  @Nested
  @DisplayName("builder()")
  class Counting {
    private final Vocabulary.Builder builder =
        Vocabulary.builder().add("b").add("a", 2).add("c", 2).add("d", 3);

    @Test
    void keeps_all_words_in_order_of_first_appearance() {
      assertThat(builder.build().words()).containsExactly("b", "a", "c", "d");
    }

    @Test
    void leaves_out_rare_words() {
      assertThat(builder.minimumCount(2).build().words()).containsExactly("a", "c", "d");
    }

    @Test
    void keeps_the_most_frequent_and_of_equals_the_first() {
      assertThat(builder.maximumWords(2).build().words()).containsExactly("a", "d");
    }

    @Test
    void may_be_used_again() {
      builder.maximumWords(1);

      assertThat(builder.build().words()).containsExactly("d");
      assertThat(builder.add("b", 3).build().words()).containsExactly("b");
    }

    @Test
    void refuses_counts_that_are_not_positive() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.minimumCount(0))
          .withMessage("minimumCount (0) must be positive");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.maximumWords(-1))
          .withMessage("maximumWords (-1) must be positive");
    }
  }
}
