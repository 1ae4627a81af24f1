package io.github.ginestra.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ginestra.RealData;
import io.github.ginestra.text.Token.LetterCase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where tokens stand in their text. */
class SpansTest {
  private static final int ALL = Integer.MAX_VALUE;

  static Stream<Tokenizer> all() {
    return TokenizerTest.all();
  }

  private static List<String> written(Tokenizer tokenizer, String text) {
    return tokenizer.spans(text, ALL).stream().map(span -> span.of(text)).toList();
  }

  @Nested
  @DisplayName("words of version 0.1")
  class Words {
    private final Tokenizer words = Tokenizer.named("words");

    @Test
    void stand_where_they_were_written_whatever_they_are_read_as() {
      String text =
          "  WINNER!!  Claim £1000_now: call 09061701461, don’t\u00a0wait www.x.y/?a=1 ok";

      assertThat(words.tokenize(text, ALL).stream().map(Token::text))
          .contains("<d4>", "<d11>", "<url>", "don't");
      assertThat(written(words, text))
          .containsExactly(
              "WINNER",
              "!",
              "!",
              "Claim",
              "£",
              "1000",
              "now",
              ":",
              "call",
              "09061701461",
              ",",
              "don’t",
              "wait",
              "www.x.y/?a=1",
              "ok");
    }

    @Test
    void take_in_the_whole_of_an_entity() {
      assertThat(written(words, "a &lt;#&gt; b&amp;c caf&eacute; &euro;5&lt"))
          .containsExactly(
              "a", "&lt;", "#", "&gt;", "b", "&amp;", "c", "caf&eacute;", "&euro;", "5", "&lt");
    }

    @Test
    void are_not_misled_by_what_looks_like_the_end_of_an_entity() {
      assertThat(written(words, "&amp;amp; &semi;; &notit; &x; & &#65;65 &#x41;A"))
          .containsExactly(
              "&amp;", "amp", ";", "&semi;", ";", "&not", "it", ";", "&", "x", ";", "&", "&#65;",
              "65", "&#x41;A");
    }

    @Test
    void of_one_entity_stand_in_the_same_place() {
      assertThat(words.tokenize("x &nvlt; y", ALL).stream().map(Token::text))
          .containsExactly("x", "<", "\u20d2", "y");
      assertThat(written(words, "x &nvlt; y")).containsExactly("x", "&nvlt;", "&nvlt;", "y");
    }

    @Test
    void of_one_entity_beyond_the_basic_plane_are_one() {
      assertThat(written(words, "😀 &#128512;&Afr; z"))
          .containsExactly("😀", "&#128512;", "&Afr;", "z");
    }

    @Test
    void stand_right_across_the_parts_in_which_a_text_is_decoded() {
      for (int before = 240; before < 262; before++) {
        String text = "- ".repeat(before / 2) + "Caf&eacute; &amp; &#8217; B🎉";

        assertThat(written(words, text)).endsWith("Caf&eacute;", "&amp;", "&#8217;", "B", "🎉");
      }
    }

    @Test
    void when_cut_out_are_read_as_the_same_tokens_in_every_real_message() throws IOException {
      for (String text : RealData.messages().texts()) {
        assertCutOutAlike(text);
      }
    }

    @Test
    void when_cut_out_are_read_as_the_same_tokens_in_texts_made_by_chance() {
      String[] parts = {
        "a",
        "B",
        " ",
        "&",
        "&amp;",
        "&lt",
        ";",
        "#",
        "65",
        "&#65;",
        "&eacute;",
        "'",
        "’",
        "_",
        "www.",
        "http://x",
        "é",
        "e\u0301",
        "🎉",
        "\ud83c",
        "\u0085",
        "\n",
        "&apos;"
      };
      Random random = new Random(4);
      for (int n = 0; n < 2_000; n++) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(n % 100 == 0 ? 400 : 30);
        for (int i = 0; i < length; i++) {
          text.append(parts[random.nextInt(parts.length)]);
        }
        assertCutOutAlike(text.toString());
      }
    }

    private void assertCutOutAlike(String text) {
      List<Token> tokens = words.tokenize(text, ALL);
      List<Span> spans = words.spans(text, ALL);
      assertThat(spans).as(text).hasSameSizeAs(tokens);
      int end = 0;
      for (int k = 0; k < tokens.size(); k++) {
        assertThat(spans.get(k).start()).as(text).isGreaterThanOrEqualTo(end);
        end = spans.get(k).end();
        assertThat(words.tokenize(spans.get(k).of(text), ALL))
            .as(text)
            .containsExactly(tokens.get(k));
      }
    }
  }

  @Test
  void plain_words_stand_where_they_were_written() {
    assertThat(written(Tokenizer.plainWords(), " Don't  pay\t£5_a &amp; 🎉!"))
        .containsExactly("Don't", "pay", "£", "5_a", "&", "amp", ";", "🎉", "!");
  }

  @Test
  void characters_and_spaced_words_cover_the_text() {
    String text = " Sempre caro\n\nmi fu  quest'ermo \ud83c colle🎉, ";

    assertThat(String.join("", written(Tokenizer.characters(), text))).isEqualTo(text);
    assertThat(String.join("", written(Tokenizer.spacedWords(), text))).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("all")
  void there_are_as_many_as_tokens_up_to_the_limit(Tokenizer tokenizer) {
    String text = "One, two &amp; three 🎉";

    for (int limit = 1; limit < 30; limit++) {
      assertThat(tokenizer.spans(text, limit)).hasSameSizeAs(tokenizer.tokenize(text, limit));
    }
    assertThat(tokenizer.spans("", 5)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void null_and_limits_that_are_not_positive_are_refused(Tokenizer tokenizer) {
    assertThatNullPointerException()
        .isThrownBy(() -> tokenizer.spans(null, 1))
        .withMessage("text must not be null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokenizer.spans("a", 0))
        .withMessage("limit (0) must be positive");
  }

  @Nested
  @DisplayName("of a tokenizer that does not tell them")
  class Searched {
    private List<String> written(String text, String... tokens) {
      Tokenizer own =
          new Tokenizer() {
            @Override
            public String name() {
              return "own";
            }

            @Override
            public List<Token> tokenize(String ignored, int limit) {
              return Arrays.stream(tokens)
                  .map(token -> new Token(token, LetterCase.OTHER))
                  .limit(limit)
                  .toList();
            }
          };
      return SpansTest.written(own, text);
    }

    @Test
    void are_found_in_order_letter_case_aside() {
      assertThat(written("The cat, THE dog, the end", "the", "the", "end"))
          .containsExactly("The", "THE", "end");
    }

    @Test
    void are_found_at_the_beginning_of_what_a_stem_was_cut_from() {
      assertThat(written("Running cats run", "run", "cat", "run"))
          .containsExactly("Run", "cat", "run");
    }

    @Test
    void where_a_token_is_not_found_are_what_lies_between_its_neighbours() {
      assertThat(written(" Pay  5000 now! ", "pay", "<number>", "now", "<mark>"))
          .containsExactly("Pay", "5000", "now", "!");
      assertThat(written("12 34 now", "<number>", "<number>", "now"))
          .containsExactly("12 34", "12 34", "now");
    }

    @Test
    void may_be_empty_where_there_is_nothing_left() {
      assertThat(written("now", "now", "<end>", "")).containsExactly("now", "", "");
      assertThat(written("", "<start>")).containsExactly("");
    }
  }

  @Test
  void a_span_is_within_a_text_and_not_turned_round() {
    assertThat(new Span(1, 3).of("abcd").toUpperCase(Locale.ROOT)).isEqualTo("BC");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Span(-1, 0))
        .withMessage("start (-1) must be in [0, end], and end is 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(2, 1));
  }
}
