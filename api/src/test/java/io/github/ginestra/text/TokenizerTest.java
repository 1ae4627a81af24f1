package io.github.ginestra.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.text.Token.LetterCase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
  private static final int ALL = Integer.MAX_VALUE;
  private static final int LONG = 250_000;

  static Stream<Tokenizer> all() {
    return Stream.of(
        Tokenizer.words(),
        Tokenizer.messages(),
        Tokenizer.named("words"),
        Tokenizer.plainWords(),
        Tokenizer.characters(),
        Tokenizer.spacedWords());
  }

  private static List<String> texts(Tokenizer tokenizer, String text) {
    return tokenizer.tokenize(text, ALL).stream().map(Token::text).toList();
  }

  @Nested
  @DisplayName("messages()")
  class Words {
    private final Tokenizer words = Tokenizer.messages();

    private List<String> cut(String text) {
      return texts(words, text);
    }

    @Test
    void lower_cases_words_and_keeps_how_they_were_written() {
      assertThat(words.tokenize("WINNER, Claim it £", ALL))
          .containsExactly(
              new Token("winner", LetterCase.UPPER),
              new Token(",", LetterCase.OTHER),
              new Token("claim", LetterCase.CAPITALIZED),
              new Token("it", LetterCase.LOWER),
              new Token("£", LetterCase.OTHER));
    }

    @Test
    void folded_tokens_have_lower_case() {
      assertThat(words.tokenize("WWW.X.COM 12", ALL))
          .containsExactly(
              new Token("<url>", LetterCase.LOWER), new Token("<d2>", LetterCase.LOWER));
    }

    @Test
    void lower_cases_by_the_rules_of_no_particular_language() {
      assertThat(cut("TITLE ΣΟΦΟΣ")).containsExactly("title", "σοφος");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
        quoteCharacter = '"',
        value = {
          "don't, don't",
          "don’t, don't",
          "don\u0092t, don't",
          "'tis, ' tis",
          "dogs', dogs '",
          "o''clock, o ' ' clock",
          "rock'n'roll, rock'n ' roll",
          "4's, <d1> ' s",
        })
    void a_word_may_hold_one_apostrophe_between_letters(String text, String tokens) {
      assertThat(String.join(" ", cut(text))).isEqualTo(tokens);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
      "7, <d1>",
      "09061701461, <d11>",
      "123456789012, <d12>",
      "1234567890123456, <d12>",
      "٣٤, <d2>",
      "𝟏𝟐𝟑, <d3>",
      "a1b22, a <d1> b <d2>",
      "£1.50, £ <d1> . <d2>",
    })
    void a_run_of_digits_becomes_its_length(String text, String tokens) {
      assertThat(String.join(" ", cut(text))).isEqualTo(tokens);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
      "http://a.b/c?d=1 x, <url> x",
      "see https://a.b., see <url>",
      "(www.a.co), ( <url>",
      "Http://a.b, <url>",
      "9www.a.b, <d1> <url>",
      "http x, <url> x",
      "www. x, <url> . x",
      "http:// x, <url> : / / x",
      "ftp://a, ftp : / / a",
    })
    void links_become_one_token(String text, String tokens) {
      assertThat(String.join(" ", cut(text))).isEqualTo(tokens);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
      "&lt;#&gt;, < # >",
      "you &amp; me, you & me",
      "a &ltb, a < b",
      "caf&eacute;, café",
      "don&#39;t, don't",
      "don&#146;t, don't",
      "don&#x2019;t, don't",
      "a&nbsp;b, a b",
      "&amp;lt;, & lt ;",
      "you&me, you & me",
      "&unheardof;, & unheardof ;",
      "&, &",
      "&&amp;, & &",
      "&#xD800;, \uFFFD",
    })
    void html_entities_are_decoded_once(String text, String tokens) {
      assertThat(String.join(" ", cut(text))).isEqualTo(tokens);
    }

    @Test
    void an_entity_is_decoded_wherever_it_stands_in_a_long_text() {
      for (int before = 200; before < 600; before++) {
        assertThat(words.tokenize("!".repeat(before) + "&rarr;", ALL))
            .hasSize(before + 1)
            .last()
            .isEqualTo(new Token("→", LetterCase.OTHER));
      }
    }

    @Test
    void remains_of_windows_1252_are_read_as_what_they_were() {
      assertThat(cut("\u0093Hi\u0094 \u0080\u0085\u008a"))
          .containsExactly("“", "hi", "”", "€", ".", ".", ".", "š");
    }

    @Test
    void the_places_that_windows_1252_leaves_free_are_tokens() {
      assertThat(cut("a\u0081b")).containsExactly("a", "\u0081", "b");
    }

    @Test
    void white_space_of_any_kind_and_the_underscore_separate() {
      assertThat(cut("a\tb\u00a0c\u2003d\u3000e_f\u001cg\r\nh"))
          .containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
    }

    @Test
    void letters_are_those_of_any_script() {
      assertThat(cut("мир 世界 Ünï 𐐀𐐁")).containsExactly("мир", "世", "界", "ünï", "𐐨𐐩");
    }

    @Test
    void combining_marks_belong_to_the_letter_before_them() {
      assertThat(cut("cafe\u0301s \u0939\u093f\u0928\u094d\u0926\u0940 \u0301"))
          .containsExactly("caf\u00e9s", "\u0939\u093f\u0928\u094d\u0926\u0940", "\u0301");
    }

    @Test
    void symbols_stand_alone() {
      assertThat(cut("hi!!:-)🎉🎉")).containsExactly("hi", "!", "!", ":", "-", ")", "🎉", "🎉");
    }
  }

  @Nested
  @DisplayName("plainWords()")
  class PlainWords {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
        quoteCharacter = '"',
        value = {
          "Call 09061701461 NOW, call 09061701461 now",
          "don't, don't",
          "don’t, don’t",
          "'tis, ' tis",
          "a_b 2nd, a_b 2nd",
          "&lt;#&gt;, & lt ; # & gt ;",
          "www.a.b, www . a . b",
          "don\u0092t, don \u0092 t",
          "cafe\u0301s, cafe\u0301s",
          "🎉🎉, 🎉 🎉",
        })
    void cuts_words_and_folds_nothing(String text, String tokens) {
      assertThat(String.join(" ", texts(Tokenizer.plainWords(), text))).isEqualTo(tokens);
    }

    @Test
    void keeps_how_words_were_written() {
      assertThat(Tokenizer.plainWords().tokenize("FREE Text", ALL))
          .containsExactly(
              new Token("free", LetterCase.UPPER), new Token("text", LetterCase.CAPITALIZED));
    }
  }

  @Nested
  @DisplayName("characters()")
  class Characters {
    @Test
    void each_code_point_is_a_token_as_it_stands() {
      assertThat(Tokenizer.characters().tokenize("Aé 🎉\n", ALL))
          .containsExactly(
              new Token("A", LetterCase.CAPITALIZED),
              new Token("é", LetterCase.LOWER),
              new Token(" ", LetterCase.OTHER),
              new Token("🎉", LetterCase.OTHER),
              new Token("\n", LetterCase.OTHER));
    }

    @Test
    void together_they_are_the_text() {
      String text = "Silvia, rimembri ancora\nquel tempo… &amp; 𝐀";

      assertThat(String.join("", texts(Tokenizer.characters(), text))).isEqualTo(text);
    }

    @Test
    void a_blank_is_a_character() {
      assertThat(texts(Tokenizer.characters(), " ")).containsExactly(" ");
    }
  }

  @Nested
  @DisplayName("spacedWords()")
  class SpacedWords {
    private static List<String> spaced(String text) {
      return texts(Tokenizer.spacedWords(), text);
    }

    @Test
    void each_word_has_the_space_before_it() {
      assertThat(spaced("Sempre caro mi fu")).containsExactly("Sempre", " caro", " mi", " fu");
    }

    @Test
    void other_characters_are_tokens_of_their_own() {
      assertThat(spaced("colle, (e) 1818!\n\nE"))
          .containsExactly("colle", ",", " (", "e", ")", " 1", "8", "1", "8", "!", "\n", "\n", "E");
    }

    @Test
    void an_apostrophe_between_letters_ends_a_word() {
      assertThat(spaced("dell'ermo l’ora d' 'oro'"))
          .containsExactly("dell'", "ermo", " l’", "ora", " d", "'", " '", "oro", "'");
    }

    @Test
    void a_space_before_white_space_or_the_end_stands_alone() {
      assertThat(spaced("a  b \n ")).containsExactly("a", " ", " b", " ", "\n", " ");
    }

    @Test
    void letters_of_all_scripts_with_their_marks_make_words() {
      assertThat(spaced("perche\u0301 漢字 𝐀𝐁😀"))
          .containsExactly("perche\u0301", " 漢字", " 𝐀𝐁", "😀");
    }

    @Test
    void together_they_are_the_text() {
      String text = "  Silvia, rimembri\tancora\n\n  quel tempo… dell'’ &amp; 𝐀\u0301 \u0301 1,5 ";

      assertThat(String.join("", spaced(text))).isEqualTo(text);
    }

    @Test
    void letter_case_is_kept() {
      assertThat(Tokenizer.spacedWords().tokenize(" Ora", ALL))
          .containsExactly(new Token(" Ora", LetterCase.CAPITALIZED));
    }
  }

  @Nested
  @DisplayName("every tokenizer")
  class Each {
    static Stream<Tokenizer> all() {
      return TokenizerTest.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void is_found_by_its_name(Tokenizer tokenizer) {
      assertThat(Tokenizer.named(tokenizer.name())).isSameAs(tokenizer);
    }

    @ParameterizedTest
    @MethodSource("all")
    void has_no_tokens_for_an_empty_text(Tokenizer tokenizer) {
      assertThat(tokenizer.tokenize("", ALL)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void returns_the_first_tokens_up_to_the_limit(Tokenizer tokenizer) {
      String text = "Call now! 12 http://x.y &amp; don't";
      List<Token> whole = tokenizer.tokenize(text, ALL);

      for (int limit = 1; limit <= whole.size() + 1; limit++) {
        assertThat(tokenizer.tokenize(text, limit))
            .isEqualTo(whole.subList(0, Math.min(limit, whole.size())));
      }
    }

    @ParameterizedTest
    @MethodSource("all")
    void reads_unpaired_surrogates_as_the_replacement_character(Tokenizer tokenizer) {
      assertThat(texts(tokenizer, "\uD83C!\uDF89\uDF89\uD83C"))
          .containsExactly("\uFFFD", "!", "\uFFFD", "\uFFFD", "\uFFFD");
    }

    @ParameterizedTest
    @MethodSource("all")
    void returns_a_list_that_cannot_be_changed(Tokenizer tokenizer) {
      List<Token> tokens = tokenizer.tokenize("a", ALL);

      assertThatThrownBy(() -> tokens.add(Token.EMPTY_TEXT))
          .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void refuses_null_and_limits_that_are_not_positive(Tokenizer tokenizer) {
      assertThatNullPointerException()
          .isThrownBy(() -> tokenizer.tokenize(null, 1))
          .withMessage("text must not be null");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tokenizer.tokenize("a", 0))
          .withMessage("limit (0) must be positive");
    }

    @ParameterizedTest
    @MethodSource("all")
    void gives_many_threads_the_same_tokens(Tokenizer tokenizer) {
      String text = "Ünï &amp; don’t http://x.y 12 🎉".repeat(100);
      List<Token> expected = tokenizer.tokenize(text, ALL);

      assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> tokenizer.tokenize(text, ALL)))
          .allMatch(expected::equals);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t \u00a0\u3000", "\u2003"})
  void blank_texts_have_no_words(String blank) {
    assertThat(Tokenizer.messages().tokenize(blank, ALL)).isEmpty();
    assertThat(Tokenizer.plainWords().tokenize(blank, ALL)).isEmpty();
  }

  @Test
  void an_unknown_name_is_answered_with_those_there_are() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokenizer.named("syllables"))
        .withMessage(
            "name (syllables) is not that of a tokenizer;"
                + " there are [automatic, characters, messages, neutral-words, plain-words, spaced-words, words]");
  }

  @Nested
  @DisplayName("a text of a quarter of a million characters")
  class LongText {
    @ParameterizedTest(name = "{0} repeated is {1} words and {2} plain words")
    @CsvSource({
      "a, 1, 1",
      "1, 1, 1",
      "!, 250000, 250000",
      "' ', 0, 0",
      "_, 0, 1",
      "&, 250000, 250000",
      "&#, 250000, 250000",
      "&lt;, 62500, 187500",
      "&a, 250000, 250000",
      "http://, 1, 142857",
      "\u0301, 250000, 250000",
    })
    void is_cut_to_its_end(String part, int words, int plainWords) {
      String text = part.repeat(LONG).substring(0, LONG);

      assertThat(Tokenizer.messages().tokenize(text, ALL)).hasSize(words);
      assertThat(Tokenizer.plainWords().tokenize(text, ALL)).hasSize(plainWords);
      assertThat(Tokenizer.characters().tokenize(text, ALL)).hasSize(LONG);
    }

    @Test
    void may_be_one_reference_that_never_ends() {
      assertThat(Tokenizer.messages().tokenize("&" + "a".repeat(LONG), ALL)).hasSize(2);
      assertThat(Tokenizer.messages().tokenize("&#" + "1".repeat(LONG), ALL)).hasSize(2);
    }
  }
}
