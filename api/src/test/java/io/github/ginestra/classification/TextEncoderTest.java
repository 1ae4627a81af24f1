package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.TokenChannels;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.network.Batch;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Token.LetterCase;
import io.github.ginestra.text.Tokenizer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TextEncoderTest {
  private static final Vocabulary WORDS = Vocabulary.of(List.of("one", "two", "three"));
  private static final int LOWER = LetterCase.LOWER.id();
  private static final int UPPER = LetterCase.UPPER.id();
  private static final int NONE = LetterCase.values().length;

  private static TextEncoder encoder(boolean letterCase, int fixedLength, int maximumTokens) {
    return new TextEncoder(
        Tokenizer.messages(), NormalForm.NONE, WORDS, letterCase, fixedLength, maximumTokens, null);
  }

  @Nested
  class Ragged {
    private final TextEncoder encoder = encoder(true, 0, 4);

    @Test
    void a_text_has_an_id_and_a_letter_case_for_each_word() {
      EncodedText text = encoder.encode("two ONE three");

      assertThat(text.ids()).containsExactly(3, 2, 4);
      assertThat(text.cases()).containsExactly(LOWER, UPPER, LOWER);
      assertThat(text.length()).isEqualTo(3);
      assertThat(text.features()).isNull();
    }

    @Test
    void words_that_are_not_in_the_vocabulary_are_unknown() {
      assertThat(encoder.encode("two four").ids()).containsExactly(3, Vocabulary.UNKNOWN);
    }

    @Test
    void a_long_text_is_read_up_to_the_maximum() {
      assertThat(encoder.encode("one two three one two three").ids()).containsExactly(2, 3, 4, 2);
      assertThat(encoder.encode("two ".repeat(250_000)).length()).isEqualTo(4);
    }

    @Test
    void an_empty_text_is_one_unknown_word() {
      for (String text : List.of("", " \t\n")) {
        assertThat(encoder.encode(text).ids()).containsExactly(Vocabulary.UNKNOWN);
        assertThat(encoder.encode(text).cases()).containsExactly(LetterCase.OTHER.id());
      }
    }
  }

  @Nested
  class FixedLength {
    private final TextEncoder encoder = encoder(true, 3, 1);

    @Test
    void a_short_text_is_padded_at_the_end() {
      EncodedText text = encoder.encode("two");

      assertThat(text.ids()).containsExactly(3, Vocabulary.PADDING, Vocabulary.PADDING);
      assertThat(text.cases()).containsExactly(LOWER, NONE, NONE);
      assertThat(text.length()).isEqualTo(3);
    }

    @Test
    void a_long_text_is_cut_at_the_end() {
      assertThat(encoder.encode("one two three two one").ids()).containsExactly(2, 3, 4);
    }

    @Test
    void an_empty_text_is_padding_alone() {
      assertThat(encoder.encode("").ids()).containsOnly(Vocabulary.PADDING).hasSize(3);
    }
  }

  @Test
  void a_batch_holds_step_after_step_and_is_padded_to_its_longest_text() {
    TextEncoder encoder = encoder(true, 0, 9);
    Batch batch = encoder.batch(encoder.encodeAll(List.of("one", "TWO three", "four")));

    assertThat(batch.size()).isEqualTo(3);
    assertThat(batch.steps()).isEqualTo(2);
    assertThat(batch.lengths()).containsExactly(1, 2, 1);
    assertThat(batch.channels()).hasSize(2);
    assertThat(batch.channels().get(0)).containsExactly(2, 3, 1, 0, 4, 0); // (T, N)
    assertThat(batch.channels().get(1)).containsExactly(LOWER, UPPER, LOWER, NONE, LOWER, NONE);
  }

  @Test
  void texts_of_fixed_length_count_with_their_padding() {
    TextEncoder encoder = encoder(false, 3, 9);
    Batch batch = encoder.batch(encoder.encodeAll(List.of("one", "two three")));

    assertThat(batch.lengths()).containsExactly(3, 3);
    assertThat(batch.channels()).hasSize(1);
    assertThat(batch.channels().get(0)).containsExactly(2, 3, 0, 4, 0, 0);
  }

  @Test
  void features_are_those_of_the_whole_text() {
    NgramFeatures ngrams = NgramFeatures.of(NgramSpec.standard());
    TextEncoder encoder =
        new TextEncoder(Tokenizer.messages(), NormalForm.NONE, WORDS, false, 0, 1, ngrams);

    assertThat(encoder.encode("one two").features())
        .usingRecursiveComparison()
        .isEqualTo(ngrams.vector("one two"));
  }

  @Test
  void every_letter_case_and_padding_has_an_id_below_the_number_of_ids() {
    assertThat(TokenChannels.CASES).isEqualTo(LetterCase.values().length + 1);
    assertThat(LetterCase.values()).allSatisfy(c -> assertThat(c.id()).isBetween(0, NONE - 1));
  }
}
