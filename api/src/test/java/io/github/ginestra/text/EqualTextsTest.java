package io.github.ginestra.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that look the same have the same tokens; numbers and scripts without spaces. */
class EqualTextsTest {
  private static final int ALL = Integer.MAX_VALUE;

  private static List<String> read(Tokenizer tokenizer, String text) {
    return tokenizer.tokenize(text, ALL).stream().map(Token::text).toList();
  }

  private static List<String> written(Tokenizer tokenizer, String text) {
    return tokenizer.spans(text, ALL).stream().map(span -> span.of(text)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Perché no? È così", "Größe", "한국어 문장", "नमस्ते दुनिया", "tiếng Việt", "Ångström"})
  void composed_and_decomposed_letters_are_the_same_words(String text) {
    for (Tokenizer tokenizer : List.of(Tokenizer.words(), Tokenizer.messages())) {
      assertThat(tokenizer.tokenize(Normalizer.normalize(text, Form.NFD), ALL))
          .isEqualTo(tokenizer.tokenize(Normalizer.normalize(text, Form.NFC), ALL));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fr\u00ADee pr\u200Bize", "fr\u200Dee\uFEFF prize", "\u202Efree prize",
            "free\uFE0F pr\u2060ize",
        "f&shy;ree prize", "\u2067free\u2069 prize", "free pri\u180Bze", "fre\u034Fe prize"
      })
  void characters_that_cannot_be_seen_do_not_change_messages(String text) {
    assertThat(read(Tokenizer.messages(), text)).containsExactly("free", "prize");
    if (text.indexOf('&') < 0) {
      assertThat(read(Tokenizer.words(), text)).containsExactly("free", "prize");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ｆｒｅｅ　ｐｒｉｚｅ",
        "𝐟𝐫𝐞𝐞 𝓹𝓻𝓲𝔃𝓮",
        "ⓕⓡⓔⓔ 𝕡𝕣𝕚𝕫𝕖",
        "&#xff46;ree prize",
        "free pri𝗓e"
      })
  void letters_in_other_forms_are_ordinary_ones_in_messages(String text) {
    assertThat(read(Tokenizer.messages(), text)).containsExactly("free", "prize");
  }

  @Test
  void full_width_digits_and_links_are_folded_in_messages() {
    assertThat(read(Tokenizer.messages(), "call ０９０６ ｗｗｗ．ｘ．ｙ now"))
        .containsExactly("call", "<d4>", "<url>", "now");
  }

  @Test
  void spans_point_into_the_text_as_it_was_written() {
    String text = "Fr\u00ADee ｐｒｉｚｅ &lt; e\u0301te\u0301 \uD835\uDC00\uD835\uDC01 ok\u200B.";

    assertThat(read(Tokenizer.messages(), text))
        .containsExactly("free", "prize", "<", "\u00e9t\u00e9", "ab", "ok", ".");
    assertThat(written(Tokenizer.messages(), text))
        .containsExactly(
            "Fr\u00ADee",
            "ｐｒｉｚｅ",
            "&lt;",
            "e\u0301te\u0301",
            "\uD835\uDC00\uD835\uDC01",
            "ok\u200B",
            ".");
    assertThat(written(Tokenizer.words(), text))
        .contains("Fr\u00ADee", "ｐｒｉｚｅ", "e\u0301te\u0301", "ok\u200B");
  }

  @Test
  void spans_are_exact_in_long_texts() {
    String text = "e\u0301te\u0301 fr\u00ADee ".repeat(500);

    assertThat(written(Tokenizer.messages(), text))
        .hasSize(1_000)
        .containsOnly("e\u0301te\u0301", "fr\u00ADee");
    assertThat(read(Tokenizer.messages(), text)).containsOnly("\u00e9t\u00e9", "free");
  }

  @Test
  void words_keep_numbers_and_words_that_begin_like_links() {
    assertThat(read(Tokenizer.words(), "Alarm at 7, not 8: HTTPS works"))
        .containsExactly("alarm", "at", "7", ",", "not", "8", ":", "https", "works");
  }

  @Test
  void letters_of_scripts_without_spaces_are_words_by_themselves() {
    for (Tokenizer tokenizer : List.of(Tokenizer.words(), Tokenizer.messages())) {
      assertThat(read(tokenizer, "送餐很慢，ok了"))
          .containsExactly(
              "送", "餐", "很", "慢", tokenizer == Tokenizer.words() ? "，" : ",", "ok", "了");
      assertThat(read(tokenizer, "カレー")).containsExactly("カ", "レ", "ー");
      assertThat(read(tokenizer, "ที่นี่")).containsExactly("ที่", "นี่");
      assertThat(read(tokenizer, "ខ្មែរ")).hasSizeGreaterThan(1);
      assertThat(read(tokenizer, "မြန်မာ")).hasSizeGreaterThan(1);
      assertThat(read(tokenizer, "ພາສາ")).hasSizeGreaterThan(1);
      assertThat(read(tokenizer, "한국어 문장")).containsExactly("한국어", "문장");
    }
  }

  @Test
  void the_tokenizers_of_saved_models_keep_their_names_and_rules() {
    assertThat(read(Tokenizer.named("words"), "alarm 7 e\u0301 送餐"))
        .containsExactly("alarm", "<d1>", "e\u0301", "送餐");
    assertThat(read(Tokenizer.named("plain-words"), "Alarm 7pm e\u0301 送餐"))
        .containsExactly("alarm", "7pm", "e\u0301", "送餐");
    assertThat(Tokenizer.words().name()).isEqualTo("neutral-words");
    assertThat(Tokenizer.messages().name()).isEqualTo("messages");
  }
}
