package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.text.Tokenizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SymbolCodecTest {
  private static SymbolCodec characters(String known) {
    return new SymbolCodec(
        Tokenizer.characters(),
        Vocabulary.of(known.codePoints().mapToObj(Character::toString).toList()),
        true);
  }

  /** What the model reads; ? for the unknown symbol. */
  private static String read(SymbolCodec codec, String text) {
    StringBuilder read = new StringBuilder();
    Arrays.stream(codec.encode(text))
        .forEach(id -> read.append(id == Vocabulary.UNKNOWN ? "?" : codec.vocabulary().wordOf(id)));
    return read.toString();
  }

  @Nested
  class Characters {
    @Test
    void known_ones_are_read_as_they_are() {
      assertThat(read(characters("aeè😀\n"), "è😀ea\n")).isEqualTo("è😀ea\n");
    }

    @Test
    void a_letter_with_marks_is_read_as_its_base_letter() {
      assertThat(read(characters("aeiouc"), "èéêàïõç")).isEqualTo("eeeaioc");
    }

    @Test
    void the_base_letter_comes_before_the_other_case() {
      assertThat(read(characters("Eè"), "È")).isEqualTo("E");
      assertThat(read(characters("eè"), "È")).isEqualTo("è");
      assertThat(read(characters("e"), "È")).isEqualTo("e");
      assertThat(read(characters("E"), "è")).isEqualTo("E");
    }

    @Test
    void the_other_case_is_read_where_only_that_is_known() {
      assertThat(read(characters("aB"), "AbaB")).isEqualTo("aBaB");
    }

    @Test
    void apostrophes_stand_for_each_other() {
      assertThat(read(characters("l'a"), "l’a")).isEqualTo("l'a");
      assertThat(read(characters("l’a"), "l'a")).isEqualTo("l’a");
    }

    @Test
    void all_others_are_the_unknown_symbol_and_never_an_error() {
      assertThat(read(characters("ab"), "a漢b\u0301😀\ud83d\u0000ßﬁ")).isEqualTo("a?b??????");
    }

    @Test
    void each_code_point_is_one_symbol() {
      assertThat(characters("a").encode("è😀ß\ud83d")).hasSize(4);
    }
  }

  @Nested
  class Words {
    private final SymbolCodec codec =
        new SymbolCodec(
            Tokenizer.spacedWords(),
            Vocabulary.of(List.of(" sempre", "Caro", " perché", ",", "\n", " È")),
            true);

    @Test
    void are_read_in_another_case_and_with_another_space() {
      assertThat(read(codec, "Sempre caro")).isEqualTo(" sempreCaro");
      assertThat(read(codec, "PERCHÉ")).isEqualTo(" perché");
    }

    @Test
    void the_same_space_comes_before_the_same_case() {
      SymbolCodec both =
          new SymbolCodec(
              Tokenizer.spacedWords(), Vocabulary.of(List.of("sempre", " Sempre")), true);

      assertThat(read(both, " sempre")).isEqualTo(" Sempre");
    }

    @Test
    void others_are_unknown() {
      assertThat(read(codec, "mai, 7")).isEqualTo("?,?");
    }
  }

  @Test
  void a_text_starts_after_a_line_feed_if_there_is_one() {
    assertThat(characters("a\n").start()).isEqualTo(3);
    assertThat(characters("ab").start()).isEqualTo(Vocabulary.UNKNOWN);
  }
}
