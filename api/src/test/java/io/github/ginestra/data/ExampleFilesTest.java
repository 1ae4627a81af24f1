package io.github.ginestra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFilesTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return file(content, StandardCharsets.UTF_8);
  }

  private Path file(String content, Charset charset) throws IOException {
    return Files.writeString(folder.resolve("examples.txt"), content, charset);
  }

  private void assertMalformed(ThrowingCallable reading, String where) {
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(reading)
        .withMessage(folder.resolve("examples.txt") + ", " + where);
  }

  @Nested
  class Tsv {

    @Test
    void a_line_is_a_label_a_tab_and_a_text() throws IOException {
      assertThat(Examples.fromTsv(file("ham\tOk\nspam\tFree £1000 🎁\n")))
          .containsExactly(new Example("ham", "Ok"), new Example("spam", "Free £1000 🎁"));
    }

    @Test
    void the_text_is_kept_as_it_stands_and_the_label_trimmed() throws IOException {
      assertThat(Examples.fromTsv(file(" ham \t \"a\tb\" \u0085 \n")))
          .containsExactly(new Example("ham", " \"a\tb\" \u0085 "));
    }

    @Test
    void a_text_may_be_empty() throws IOException {
      assertThat(Examples.fromTsv(file("ham\t\nspam\t")))
          .containsExactly(new Example("ham", ""), new Example("spam", ""));
    }

    @Test
    void the_last_line_needs_no_end() throws IOException {
      assertThat(Examples.fromTsv(file("ham\ta\nspam\tb")).texts()).containsExactly("a", "b");
    }

    @Test
    void lines_end_with_lf_or_cr_lf_and_a_cr_alone_belongs_to_the_text() throws IOException {
      assertThat(Examples.fromTsv(file("ham\ta\r\nspam\tb\rc\n")).texts())
          .containsExactly("a", "b\rc");
    }

    @Test
    void a_byte_order_mark_is_passed_over() throws IOException {
      assertThat(Examples.fromTsv(file("\uFEFFham\ta\n")).labels()).containsExactly("ham");
    }

    @Test
    void an_empty_file_holds_no_examples() throws IOException {
      assertThat(Examples.fromTsv(file(""))).isEmpty();
    }

    @Test
    void a_line_without_a_tab_is_an_error_that_tells_file_line_and_expectation()
        throws IOException {
      Path file = file("ham\ta\nspam b\n");

      assertMalformed(
          () -> Examples.fromTsv(file), "line 2: expected label, tab and text, found \"spam b\"");
    }

    @Test
    void a_line_without_a_label_is_an_error() throws IOException {
      Path file = file(" \ttext\n");

      assertMalformed(
          () -> Examples.fromTsv(file), "line 1: expected label, tab and text, found \" \ttext\"");
    }

    @Test
    void an_empty_line_is_an_error() throws IOException {
      Path file = file("ham\ta\n\nham\tb\n");

      assertMalformed(
          () -> Examples.fromTsv(file), "line 2: expected label, tab and text, found \"\"");
    }

    @Test
    void of_a_long_line_the_error_shows_the_beginning() throws IOException {
      Path file = file("x".repeat(100_000));

      assertMalformed(
          () -> Examples.fromTsv(file),
          "line 1: expected label, tab and text, found \"" + "x".repeat(40) + "…\"");
    }

    @Test
    void what_is_not_utf_8_is_an_error_that_tells_line_and_byte() throws IOException {
      Path file = file("ham\tok\r\nham\tcafé olé\n", StandardCharsets.ISO_8859_1);

      assertMalformed(
          () -> Examples.fromTsv(file),
          "line 2: expected UTF-8, found byte 0xE9 as byte 8 of the line");
    }

    @Test
    void a_character_cut_off_at_the_end_of_the_file_is_an_error() throws IOException {
      Path file = file("ham\tcafÃ", StandardCharsets.ISO_8859_1);

      assertMalformed(
          () -> Examples.fromTsv(file),
          "line 1: expected UTF-8, found byte 0xC3 as byte 8 of the line");
    }

    @Test
    void a_file_in_utf_16_is_refused_at_its_first_byte() throws IOException {
      Path file = file("ham\tok\n", StandardCharsets.UTF_16);

      assertMalformed(
          () -> Examples.fromTsv(file),
          "line 1: expected UTF-8, found byte 0xFE as byte 1 of the line");
    }

    @Test
    void a_missing_file_is_an_error_that_names_it() {
      Path missing = folder.resolve("missing.tsv");

      assertThatExceptionOfType(NoSuchFileException.class)
          .isThrownBy(() -> Examples.fromTsv(missing))
          .withMessageContaining("missing.tsv");
    }

    @Test
    void a_reader_is_read_like_a_file() throws IOException {
      String lines = "\uFEFFham\t a\rb \r\nspam\t\n";

      assertThat(Examples.fromTsv(new StringReader(lines), "lines"))
          .containsExactlyElementsOf(Examples.fromTsv(file(lines)));
    }

    @Test
    void a_malformed_line_of_a_reader_is_told_with_the_name_given() {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> Examples.fromTsv(new StringReader("ham\ta\noops"), "my lines"))
          .withMessage("my lines, line 2: expected label, tab and text, found \"oops\"");
    }

    @Test
    void a_reader_is_left_open() throws IOException {
      StringReader reader = new StringReader("ham\ta\n");
      Examples.fromTsv(reader, "lines");

      assertThat(reader.read()).isEqualTo(-1); // and no "Stream closed"
    }
  }

  @Nested
  class Csv {

    private Examples read(Path file) throws IOException {
      return Examples.fromCsv(file, "Category", "Message");
    }

    @Test
    void columns_are_found_by_name() throws IOException {
      Path file = file("Id,Message,Category\n1,Ok,ham\n2,Win now,spam\n");

      assertThat(read(file))
          .containsExactly(new Example("ham", "Ok"), new Example("spam", "Win now"));
    }

    @Test
    void quoted_fields_hold_commas_quotes_and_line_ends() throws IOException {
      Path file = file("Category,Message\r\nham,\"a, \"\"b\"\"\r\nc\"\r\n");

      assertThat(read(file).texts()).containsExactly("a, \"b\"\r\nc");
    }

    @Test
    void empty_lines_and_a_byte_order_mark_are_passed_over() throws IOException {
      Path file = file("\uFEFFCategory,Message\n\nham,a\n\n\nspam,\n");

      assertThat(read(file)).containsExactly(new Example("ham", "a"), new Example("spam", ""));
    }

    @Test
    void a_missing_column_is_an_error_that_lists_the_columns() throws IOException {
      Path file = file("v1,v2\nham,a\n");

      assertMalformed(
          () -> read(file), "line 1: expected a column \"Category\", found the columns [v1, v2]");
    }

    @Test
    void a_missing_column_is_an_error_even_without_rows() throws IOException {
      Path file = file("Category,Text\n");

      assertMalformed(
          () -> read(file),
          "line 1: expected a column \"Message\", found the columns [Category, Text]");
    }

    @Test
    void an_empty_file_is_an_error() throws IOException {
      Path file = file("");

      assertMalformed(
          () -> read(file), "line 1: expected the names of the columns, found the end of the file");
    }

    @Test
    void too_few_fields_are_an_error_with_the_line_in_the_file() throws IOException {
      Path file = file("Category,Message\nham,\"two\nlines\"\n\nspam\n");

      assertMalformed(() -> read(file), "line 5: expected 2 fields, as many as columns, found 1");
    }

    @Test
    void too_many_fields_are_an_error() throws IOException {
      Path file = file("Category,Message\nham,well, then\n");

      assertMalformed(() -> read(file), "line 2: expected 2 fields, as many as columns, found 3");
    }

    @Test
    void a_blank_label_is_an_error() throws IOException {
      Path file = file("Category,Message\nham,a\n ,b\n");

      assertMalformed(() -> read(file), "line 3: expected a label, found a blank");
    }

    @Test
    void a_quote_that_is_not_closed_is_an_error_and_does_not_swallow_the_file() throws IOException {
      Path file = file("Category,Message\nham,\"a\nb\"\nham,\"open\nspam,b\n");

      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> read(file))
          .withMessageStartingWith(file + ", line 4: ");
    }

    @Test
    void what_is_not_utf_8_is_an_error_that_tells_the_line() throws IOException {
      Path file = file("Category,Message\nham,£5\n", StandardCharsets.ISO_8859_1);

      assertMalformed(
          () -> read(file), "line 2: expected UTF-8, found byte 0xA3 as byte 5 of the line");
    }
  }
}
