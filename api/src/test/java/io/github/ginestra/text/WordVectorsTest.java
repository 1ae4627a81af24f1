package io.github.ginestra.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.data.MalformedDataException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordVectorsTest {
  private static final String GLOVE = "the 0.5 -1 2e-1\nof 1 2 3\nfree -.5 0 4\n";

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("vectors.txt"), text);
  }

  private WordVectors read(String text) throws IOException {
    return WordVectors.read(file(text));
  }

  @Nested
  @DisplayName("a file")
  class Formats {
    @Test
    void of_glove_has_a_word_and_its_numbers_on_each_line() throws IOException {
      WordVectors vectors = read(GLOVE);

      assertThat(vectors.dimension()).isEqualTo(3);
      assertThat(vectors.size()).isEqualTo(3);
      assertThat(vectors.words()).containsExactly("the", "of", "free");
      assertThat(vectors.vector("the")).containsExactly(0.5f, -1, 0.2f);
      assertThat(vectors.vector("free")).containsExactly(-0.5f, 0, 4);
      assertThat(vectors).hasToString("WordVectors of 3 words x 3");
    }

    @Test
    void of_word2vec_or_fasttext_has_a_line_of_count_and_dimension_before() throws IOException {
      WordVectors vectors = read("2 3\n</s> 1 2 3 \nfree 4 5 6 \n");

      assertThat(vectors.words()).containsExactly("</s>", "free");
      assertThat(vectors.dimension()).isEqualTo(3);
      assertThat(vectors.vector("free")).containsExactly(4, 5, 6);
    }

    @Test
    void may_hold_a_number_as_its_first_word() throws IOException {
      assertThat(read("2004 1 2\n2005 3 4\n").words()).containsExactly("2004", "2005");
    }

    @Test
    void may_have_a_byte_order_mark_tabs_empty_lines_and_other_line_ends() throws IOException {
      WordVectors vectors = read("\uFEFFa\t1\t2\r\n\r\nb  3 4\r\n\r\n");

      assertThat(vectors.words()).containsExactly("a", "b");
      assertThat(vectors.vector("b")).containsExactly(3, 4);
    }

    @Test
    void may_hold_words_with_blanks_in_them() throws IOException {
      WordVectors vectors = read("the 1 2\n. . . 3 4\nat name@domain.com 5 6\n");

      assertThat(vectors.words()).containsExactly("the", ". . .", "at name@domain.com");
      assertThat(vectors.vector(". . .")).containsExactly(3, 4);
    }

    @Test
    void may_hold_words_of_other_white_space() throws IOException {
      assertThat(read("a 1 2\n\u00a0 3 4\n\u3000 5 6").words())
          .containsExactly("a", "\u00a0", "\u3000");
    }

    @Test
    void may_hold_words_whose_last_part_only_java_takes_for_a_number() throws IOException {
      WordVectors vectors = read("the 1 2\nin 3d 3 4\n0x1p3 5f 5 6\nto infinity+ 7 8\n");

      assertThat(vectors.words()).containsExactly("the", "in 3d", "0x1p3 5f", "to infinity+");
      assertThat(vectors.vector("in 3d")).containsExactly(3, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in 3d 3 4\nthe 1 2", ". . . 3 4\nthe 1 2", "2 2\nin 3d 3 4\nthe 1 2"})
    void may_begin_with_a_word_that_has_blanks(String text) throws IOException {
      WordVectors vectors = read(text);

      assertThat(vectors.dimension()).isEqualTo(2);
      assertThat(vectors.vector(vectors.words().iterator().next())).containsExactly(3, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the 1 2\n 3 4\n", "2 2 \r\nthe 1 2\r\n\t3 4 \r\n", " 3 4.0\nthe 1 2"})
    void may_hold_the_empty_word(String text) throws IOException {
      WordVectors vectors = read(text);

      assertThat(vectors.words()).containsExactlyInAnyOrder("the", "");
      assertThat(vectors.vector("")).containsExactly(3, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2\na 1 2", "\uFEFF1 2\na 1 2", " 1\t2 \r\na 1 2", "1  2\n\na 1 2"})
    void may_have_its_first_line_in_several_ways(String text) throws IOException {
      assertThat(read(text).vector("a")).containsExactly(1, 2);
    }

    @Test
    void may_be_compressed_whatever_its_name() throws IOException {
      Path file = folder.resolve("vectors.txt");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(GLOVE.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(WordVectors.read(file).words()).containsExactly("the", "of", "free");

      Path plain = Files.writeString(folder.resolve("vectors.gz"), GLOVE);
      assertThat(WordVectors.read(plain).words()).containsExactly("the", "of", "free");
    }

    @Test
    void may_be_compressed() throws IOException {
      Path file = folder.resolve("vectors.vec.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(GLOVE.getBytes(StandardCharsets.UTF_8));
      }

      assertThat(WordVectors.read(file).words()).containsExactly("the", "of", "free");
    }

    @Test
    void may_hold_a_word_twice_and_the_first_counts() throws IOException {
      WordVectors vectors = read("3 1\na 1\nb 2\na 3\n");

      assertThat(vectors.words()).containsExactly("a", "b");
      assertThat(vectors.vector("a")).containsExactly(1);
    }

    @Test
    void may_hold_bytes_that_are_not_utf_8() throws IOException {
      Path file = Files.write(folder.resolve("vectors.txt"), new byte[] {'a', -1, ' ', '1'});

      assertThat(WordVectors.read(file).words()).containsExactly("a\uFFFD");
    }
  }

  @Nested
  @DisplayName("part of a file")
  class Parts {
    @Test
    void may_be_its_first_words() throws IOException {
      WordVectors vectors = WordVectors.read(file("3 2\na 1 2\nb 3 4\nnot read at all"), 2);

      assertThat(vectors.words()).containsExactly("a", "b");
    }

    @Test
    void may_be_all_that_is_left_of_a_longer_file() throws IOException {
      assertThat(WordVectors.read(file("3 2\na 1 2\nb 3 4\n"), 2).size()).isEqualTo(2);
    }

    @Test
    void may_be_the_wanted_words() throws IOException {
      WordVectors vectors = WordVectors.read(file(GLOVE), Set.of("free", "the", "x")::contains);

      assertThat(vectors.words()).containsExactly("the", "free");
    }

    @Test
    void may_be_nothing_if_no_word_is_wanted() throws IOException {
      WordVectors vectors = WordVectors.read(file(GLOVE), word -> false);

      assertThat(vectors.size()).isZero();
      assertThat(vectors.dimension()).isEqualTo(3);
    }

    @Test
    void must_be_one_word_or_more() throws IOException {
      Path file = file(GLOVE);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> WordVectors.read(file, 0))
          .withMessage("limit (0) must be positive");
    }
  }

  @Nested
  @DisplayName("an error")
  class Errors {
    @ParameterizedTest(name = "{1}")
    @CsvSource(
        delimiter = '|',
        value = {
          "'a 1 2\nb 1' | line 2: expected 2 numbers after the word, found 1",
          "'a 1 2\nb 1 2 3' | line 2: expected 2 numbers after the word, found 3",
          "'a 1 2\n1 2' | line 2: expected 2 numbers after the word, found 1",
          "'a 1 2\n\nb' | line 3: expected 2 numbers after the word, found 0",
          "'1 2\na 1' | line 2: expected 2 numbers after the word, found 1",
          "'1 2\na 1 2 3' | line 2: expected 2 numbers after the word, found 3",
          "'a 1 2\nb 1 x' | 'line 2: expected a finite number, found \"x\"'",
          "'a 1 NaN' | 'line 1: expected a finite number, found \"NaN\"'",
          "'a 1 2\nb -Infinity 2' | 'line 2: expected a finite number, found \"-Infinity\"'",
          "'a 1 1e99' | 'line 1: expected a finite number, found \"1e99\"'",
          "'a' | line 1: expected at least 1 number after the word, found 0",
          "'5 0\na' | line 1: expected at least 1 number after the word, found 0",
          "'' | line 1: expected a word and its numbers, found the end of an empty file",
          "'3 1\na 1\nb 2\n' | 'line 4: expected 3 words as the first line says, found only 2'",
        })
    void names_file_line_and_what_was_expected(String text, String problem) throws IOException {
      Path file = file(text);

      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> WordVectors.read(file))
          .withMessage(file + ", " + problem);
    }

    @Test
    void counts_the_numbers_of_words_that_are_not_wanted_too() throws IOException {
      Path file = file("a 1 2\nb 1\n");

      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> WordVectors.read(file, "a"::equals))
          .withMessage(file + ", line 2: expected 2 numbers after the word, found 1");
    }

    @Test
    void is_raised_for_a_file_that_is_not_there() {
      assertThatExceptionOfType(NoSuchFileException.class)
          .isThrownBy(() -> WordVectors.read(folder.resolve("none.txt")));
    }

    @Test
    void is_raised_for_a_word_without_a_vector() throws IOException {
      WordVectors vectors = read(GLOVE);

      assertThat(vectors.contains("the")).isTrue();
      assertThat(vectors.contains("winner")).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> vectors.vector("winner"))
          .withMessage("word (winner) has no vector; ask contains before");
    }
  }

  @Nested
  @DisplayName("of(map)")
  class Made {
    @Test
    void keeps_the_order_of_the_map() {
      Map<String, float[]> map = new LinkedHashMap<>();
      map.put("b", new float[] {1, 2});
      map.put("a", new float[] {3, 4});

      assertThat(WordVectors.of(map).words()).containsExactly("b", "a");
      assertThat(WordVectors.of(map).dimension()).isEqualTo(2);
    }

    @Test
    void copies_what_goes_in_and_what_comes_out() {
      float[] vector = {1, 2};
      WordVectors vectors = WordVectors.of(Map.of("a", vector));
      vector[0] = 9;
      vectors.vector("a")[1] = 9;

      assertThat(vectors.vector("a")).containsExactly(1, 2);
    }

    @Test
    void refuses_what_is_no_table() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WordVectors.of(Map.of()))
          .withMessage("vectors must hold at least one number");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WordVectors.of(Map.of("a", new float[] {Float.NaN})))
          .withMessage("the vector of \"a\" (NaN) must be finite");
      Map<String, float[]> ragged = new LinkedHashMap<>();
      ragged.put("a", new float[2]);
      ragged.put("b", new float[3]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WordVectors.of(ragged))
          .withMessage("the vector of \"b\" (3 numbers) must have 2 like the first");
    }
  }
}
