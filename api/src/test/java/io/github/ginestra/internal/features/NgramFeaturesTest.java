package io.github.ginestra.internal.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.RealData;
import io.github.ginestra.text.NgramSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NgramFeaturesTest {
  private static final NgramSpec NOTHING =
      counts(NgramSpec.standard()).words(1, 0).characters(1, 0);

  /** The specification with plain counts, so that what is counted can be seen. */
  private static NgramSpec counts(NgramSpec spec) {
    return counts(spec, false, false, spec.characterLimit());
  }

  private static NgramSpec counts(
      NgramSpec spec, boolean lowerCaseCharacters, boolean sublinear, int characterLimit) {
    return new NgramSpec(
        spec.shortestWords(),
        spec.longestWords(),
        spec.shortestCharacters(),
        spec.longestCharacters(),
        true,
        lowerCaseCharacters,
        sublinear,
        false,
        false,
        false,
        1 << 17,
        characterLimit);
  }

  /** The column of an n-gram by the documented recipe. */
  private static int column(String ngram) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < ngram.length(); i++) {
      hash = (hash ^ ngram.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    return (int) (hash >>> (64 - 17));
  }

  private static Map<Integer, Float> vector(String... ngrams) {
    Map<Integer, Float> columns = new TreeMap<>();
    for (String ngram : ngrams) {
      columns.merge(column(ngram), 1f, Float::sum);
    }
    return columns;
  }

  private static Map<Integer, Float> vector(SparseVector vector) {
    Map<Integer, Float> columns = new TreeMap<>();
    IntStream.range(0, vector.size())
        .forEach(k -> columns.put(vector.columns()[k], vector.values()[k]));
    return columns;
  }

  private static Map<Integer, Float> features(NgramSpec spec, String text) {
    return vector(NgramFeatures.of(spec).vector(text));
  }

  @Test
  void columns_are_those_that_another_program_computed() {
    assertThat(List.of(column("wfree"), column("wfree now"), column("c fr")))
        .containsExactly(72_053, 558, 97_528);
  }

  @Nested
  @DisplayName("what is counted")
  class Counted {
    @Test
    void words_are_lower_cased_and_symbols_stand_alone() {
      assertThat(features(NOTHING.words(1, 1), "Call 0906 NOW! now_"))
          .isEqualTo(vector("wcall", "w0906", "wnow", "w!", "wnow_"));
    }

    @Test
    void words_in_a_row_are_joined_by_a_blank() {
      assertThat(features(NOTHING.words(2, 3), "a b\n c!"))
          .isEqualTo(vector("wa b", "wb c", "wc !", "wa b c", "wb c !"));
    }

    @Test
    void characters_are_cut_within_words_with_a_blank_at_both_ends() {
      assertThat(features(NOTHING.characters(2, 3), " Ab\tc! "))
          .isEqualTo(
              vector("c A", "cAb", "cb ", "c Ab", "cAb ", "c c", "cc!", "c! ", "c c!", "cc! "));
    }

    @Test
    void a_word_shorter_than_the_shortest_n_gram_counts_once_and_whole() {
      assertThat(features(NOTHING.characters(4, 6), "a")).isEqualTo(vector("c a "));
    }

    @Test
    void characters_may_be_lower_cased_too() {
      NgramSpec lower = counts(NOTHING.characters(3, 3), true, false, 100);

      assertThat(features(lower, "AÜ")).isEqualTo(vector("c aü", "caü "));
    }

    @Test
    void equal_n_grams_are_added_up() {
      assertThat(features(NOTHING.words(1, 1), "go Go GO")).isEqualTo(Map.of(column("wgo"), 3f));
    }

    @Test
    void n_grams_that_share_a_column_are_added_up() {
      SparseVector vector =
          NgramFeatures.of(NOTHING.words(1, 1).buckets(2)).vector("a b c d e f g h");

      assertThat(vector.columns()).containsExactly(0, 1);
      assertThat(vector.values()[0] + vector.values()[1]).isEqualTo(8f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\u00a0"})
    void nothing_in_a_blank_text(String blank) {
      assertThat(NgramFeatures.of(NgramSpec.standard()).vector(blank).size()).isZero();
    }

    @Test
    void columns_ascend() {
      assertThat(NgramFeatures.of(NgramSpec.standard()).vector("some words in a row").columns())
          .isSorted()
          .doesNotHaveDuplicates();
    }

    @Test
    void no_more_than_the_first_characters_of_a_long_text() {
      NgramFeatures features = NgramFeatures.of(NgramSpec.standard());
      String start = "ab c".repeat(5_000);

      assertThat(vector(features.vector(start + "z".repeat(1_000_000))))
          .isEqualTo(vector(features.vector(start)));
    }
  }

  @Nested
  @DisplayName("how counts become numbers")
  class Numbers {
    @Test
    void sublinear_counts_are_one_and_their_logarithm() {
      NgramSpec sublinear = counts(NOTHING.words(1, 1), false, true, 100);

      assertThat(features(sublinear, "a a a b"))
          .isEqualTo(Map.of(column("wa"), (float) (1 + Math.log(3)), column("wb"), 1f));
    }

    @Test
    void the_standard_vector_has_unit_length() {
      double squares = 0;
      for (float value :
          NgramFeatures.of(NgramSpec.standard()).vector("Call now, call!").values()) {
        squares += value * value;
      }

      assertThat(squares).isCloseTo(1, within(1e-5));
    }

    @Test
    void words_and_characters_apart_have_unit_length_each_in_their_half_of_the_columns() {
      NgramSpec spec = NgramSpec.standard().withSeparateScaling();
      SparseVector vector = NgramFeatures.of(spec).vector("Call now, call!");
      int half = spec.buckets() / 2;
      double[] squares = new double[2];
      for (int k = 0; k < vector.size(); k++) {
        squares[vector.columns()[k] / half] += Math.pow(vector.values()[k], 2);
      }

      assertThat(squares[0]).isCloseTo(1, within(1e-5));
      assertThat(squares[1]).isCloseTo(1, within(1e-5));
      assertThat(vector.before(half)).isEqualTo(4); // call, now and two pairs
    }

    @Test
    void a_letter_of_a_script_without_spaces_is_a_word_only_apart() {
      NgramSpec together = NOTHING.words(1, 1);
      NgramFeatures apart = NgramFeatures.of(together.withSeparateScaling());

      assertThat(features(together, "好吃abc")).isEqualTo(vector("w好吃abc"));
      assertThat(vector(apart.vector("好吃abc"))).isEqualTo(vector(apart.vector("好 吃 abc")));
      assertThat(apart.vector("ดี").columns()).hasSize(1); // a Thai letter and its vowel mark
    }

    @Test
    void single_letters_and_symbols_are_no_words_apart() {
      NgramFeatures apart = NgramFeatures.of(NOTHING.words(1, 2).withSeparateScaling());

      assertThat(vector(apart.vector("why, I 7 me?!"))).isEqualTo(vector(apart.vector("why me")));
      assertThat(apart.vector("?! 👍").size()).isZero();
    }

    @Test
    void the_fewest_columns_are_one_for_words_and_one_for_characters() {
      NgramSpec two = counts(NgramSpec.standard()).buckets(2).withSeparateScaling();

      assertThat(NgramFeatures.of(two).vector("an ox").columns()).containsExactly(0, 1);
    }

    @Test
    void are_multiplied_by_the_weights_of_their_columns() {
      NgramSpec spec = NOTHING.words(1, 1);
      float[] idf = new float[spec.buckets()];
      idf[column("wa")] = 2;
      idf[column("wb")] = 0.5f;
      NgramFeatures weighted = NgramFeatures.of(spec, idf);

      assertThat(vector(weighted.vector("a b x")))
          .isEqualTo(Map.of(column("wa"), 2f, column("wb"), 0.5f, column("wx"), 0f));
      assertThat(weighted.inverseDocumentFrequencies()).isEqualTo(idf);
      assertThat(NgramFeatures.of(spec).inverseDocumentFrequencies()).isNull();
    }
  }

  @Nested
  @DisplayName("an error")
  class Errors {
    @Test
    void names_what_is_out_of_range() {
      NgramSpec spec = NgramSpec.standard();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> spec.buckets(1000))
          .withMessage("buckets (1000) must be a power of two from 2");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> spec.words(3, 2))
          .withMessage("longest (2) must be 0 or in [3, 16]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> spec.characters(0, 2))
          .withMessage("shortest (0) must be positive");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NgramFeatures.of(spec, new float[3]))
          .withMessage("idf (3 weights) must be of 131072, as many as buckets");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SparseVector(new int[1], new float[2]))
          .withMessage("columns (1) and values (2) must be as many");
      assertThatNullPointerException()
          .isThrownBy(() -> NgramFeatures.of(spec).vector(null))
          .withMessage("text must not be null");
    }
  }

  @Test
  void an_unpaired_surrogate_is_read_as_the_replacement_character() {
    NgramFeatures features = NgramFeatures.of(NgramSpec.standard());

    assertThat(vector(features.vector("a\uD83Db \uDC4D \uD83D\uDC4D\uDC4D")))
        .isEqualTo(vector(features.vector("a\uFFFDb \uFFFD \uD83D\uDC4D\uFFFD")));
  }

  @Test
  void n_grams_of_the_sms_collection_equal_those_computed_in_python() throws Exception {
    NgramFeatures features = NgramFeatures.of(counts(NgramSpec.standard()));
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    long entries = 0;
    for (String text : RealData.messages().texts()) {
      List<String> line = new ArrayList<>();
      vector(features.vector(text))
          .forEach((column, count) -> line.add(column + ":" + count.intValue()));
      entries += line.size();
      digest.update((String.join(" ", line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    assertThat(entries).isEqualTo(1_325_366);
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("fbd5a8b137c0ef868e30e6b452a3561e2d6bcb2d09a69d156291d8fc50b5e29b");
  }
}
