package io.github.ginestra.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.text.Token.LetterCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterCaseTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "free, LOWER",
    "it's, LOWER",
    "<url>, LOWER",
    "été, LOWER",
    "FREE, UPPER",
    "IT'S, UPPER",
    "ÜT, UPPER",
    "Free, CAPITALIZED",
    "FreeMsg, CAPITALIZED",
    "I, CAPITALIZED",
    "𝐀, CAPITALIZED",
    "iPhone, OTHER",
    "ǅ, OTHER",
    "£, OTHER",
    "7, OTHER",
    "鈥, OTHER",
  })
  void tells_how_a_word_was_written(String surface, LetterCase expected) {
    assertThat(LetterCase.of(surface)).isEqualTo(expected);
  }

  @Test
  void an_empty_text_has_no_case() {
    assertThat(LetterCase.of("")).isEqualTo(LetterCase.OTHER);
  }
}
