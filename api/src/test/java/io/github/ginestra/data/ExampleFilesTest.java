package io.github.ginestra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleFilesTest extends ExampleFilesFixture {
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
    void where_lines_end_with_lf_or_cr_lf_a_cr_alone_belongs_to_the_text() throws IOException {
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
    void blank_lines_are_passed_over_wherever_they_stand() throws IOException {
      assertThat(Examples.fromTsv(file("\n \uFEFF\nham\ta\n\u00A0 \nham\tb\n\n\r\n")).texts())
          .containsExactly("a", "b");
    }

    @Test
    void a_line_after_blank_ones_keeps_its_number() throws IOException {
      Path file = file("ham\ta\n\n\nspam b\n");

      assertMalformed(
          () -> Examples.fromTsv(file), "line 4: expected label, tab and text, found \"spam b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r\n"})
    void lines_may_all_end_in_any_one_way(String end) throws IOException {
      String lines = "ham\ta" + end + "spam\tb" + end + "ham\tc" + end;

      assertThat(Examples.fromTsv(file(lines)))
          .containsExactly(
              new Example("ham", "a"), new Example("spam", "b"), new Example("ham", "c"))
          .containsExactlyElementsOf(Examples.fromTsv(new StringReader(lines), "lines"));
    }

    @Test
    void lines_may_end_in_different_ways_where_files_were_put_together() throws IOException {
      assertThat(Examples.fromTsv(file("ham\ta\rspam\tb\rham\tc\nspam\td\r\n")).texts())
          .containsExactly("a", "b", "c", "d");
    }

    @Test
    void a_line_without_a_tab_is_an_error_also_where_lines_end_with_cr_alone() throws IOException {
      Path file = file("ham\ta\rspam b\rham\tc\r");

      assertMalformed(
          () -> Examples.fromTsv(file), "line 2: expected label, tab and text, found \"spam b\"");
    }

    @Test
    void byte_order_marks_within_are_those_of_files_that_were_put_together() throws IOException {
      assertThat(Examples.fromTsv(file("\uFEFFham\ta\n\uFEFFham\tb\r\n\uFEFFspam\tc")))
          .containsExactly(
              new Example("ham", "a"), new Example("ham", "b"), new Example("spam", "c"));
    }

    @Test
    void utf_16_without_a_byte_order_mark_is_named() throws IOException {
      Path little = file("ham\tok\n", StandardCharsets.UTF_16LE);
      assertMalformed(
          () -> Examples.fromTsv(little),
          "line 1: expected text, found the character NUL; it seems to be UTF-16LE without a byte"
              + " order mark: read it with that charset, or save it as UTF-8");
      assertThat(Examples.fromTsv(little, StandardCharsets.UTF_16LE).texts()).containsExactly("ok");

      Path big = file("ham\tok\n", StandardCharsets.UTF_16BE);
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> Examples.fromTsv(big))
          .withMessageContaining("UTF-16BE");
    }

    @Test
    void nul_is_refused_from_a_reader_too() {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> Examples.fromTsv(new StringReader("ham\ta\nham\tb\0"), "lines"))
          .withMessageStartingWith("lines, line 2: expected text, found the character NUL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "UTF-16", "Shift_JIS", "ISO-2022-JP"})
    void another_charset_may_be_named(String name) throws IOException {
      Charset charset = Charset.forName(name);
      String text = name.contains("JIS") || name.contains("JP") ? "日本" : "café €5";

      assertThat(Examples.fromTsv(file("ham\t" + text + "\n", charset), charset))
          .containsExactly(new Example("ham", text));
    }

    @Test
    void bytes_that_are_not_of_the_named_charset_are_an_error() throws IOException {
      Path file = file("ham\ta\nham\té\n");

      assertMalformed(
          () -> Examples.fromTsv(file, StandardCharsets.US_ASCII),
          "line 2: expected US-ASCII, found byte 0xC3");
    }

    @Test
    void an_endless_reader_is_named() {
      Reader endless =
          new Reader() {
            @Override
            public int read(char[] target, int from, int length) {
              Arrays.fill(target, from, from + length, 'x');
              return length;
            }

            @Override
            public void close() {}
          };

      assertThatIOException()
          .isThrownBy(() -> Examples.fromTsv(endless, "endless"))
          .withMessageStartingWith("endless: is too large, or has no end")
          .withMessageContaining("-Xmx");
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
          "line 2: expected UTF-8, found byte 0xE9 as byte 8 of the line; it seems to be"
              + " windows-1252: read it with that charset, or save it as UTF-8");
    }

    @Test
    void a_character_cut_off_at_the_end_of_the_file_is_an_error() throws IOException {
      Path file = folder.resolve("examples.txt");
      byte[] whole = "ham\té café".getBytes(StandardCharsets.UTF_8);
      Files.write(file, Arrays.copyOf(whole, whole.length - 1));

      assertMalformed(
          () -> Examples.fromTsv(file),
          "line 1: expected UTF-8, found byte 0xC3 as byte 11 of the line; the file seems to be cut"
              + " off within a character");
    }

    @Test
    void a_file_in_utf_16_is_refused_at_its_first_byte() throws IOException {
      Path file = file("ham\tok\n", StandardCharsets.UTF_16);

      assertMalformed(
          () -> Examples.fromTsv(file),
          "line 1: expected UTF-8, found byte 0xFE as byte 1 of the line; it seems to be UTF-16:"
              + " read it with that charset, or save it as UTF-8");
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
  class Labels {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "caf\u00E9 au lait",
          "cafe\u0301 au lait",
          "\uFEFFcafé au lait",
          "café\u00A0au lait",
          "\u200Bcafé au lait\u3000",
          "caf\u00ADé au\u2003lait",
          "café au lait\u200D",
          "\u202Acafé au lait\u202C",
          "\u2060caf\u200Bé\uFEFF au lait"
        })
    void that_look_the_same_are_the_same(String label) throws IOException {
      Example expected = new Example("café au lait", "a");

      assertThat(new Example(label, "a")).isEqualTo(expected);
      assertThat(Examples.fromTsv(file(label + "\ta\n"))).containsExactly(expected);
      assertThat(Examples.fromCsv(file("x,y\n" + label + ",a\n"), "x", "y"))
          .containsExactly(expected);
    }

    @Test
    void of_nothing_that_can_be_seen_are_refused() throws IOException {
      Path file = file("ham\ta\n\u200B\u00A0\tb\n");

      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> Examples.fromTsv(file))
          .withMessageContaining("line 2: expected label, tab and text");
      assertThatIllegalArgumentException().isThrownBy(() -> new Example("\u200B\u00A0", "a"));
    }

    @Test
    void keep_joiners_within_and_letter_case() {
      assertThat(new Example("\uD83D\uDC68\u200D\uD83D\uDD2C", "").label()).hasSize(5);
      assertThat(new Example("Spam", "").label()).isEqualTo("Spam");
    }

    @Test
    void with_nul_are_refused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Example("h\0a", "a"))
          .withMessage("label must not hold the character NUL");
    }

    @Test
    void with_half_a_surrogate_pair_have_the_replacement_character() {
      assertThat(new Example("a\uD83D", "").label()).isEqualTo("a\uFFFD");
    }
  }

  @Nested
  class Warnings {

    private Examples tsv(String... lines) throws IOException {
      return Examples.fromTsv(file(String.join("\n", lines)));
    }

    @Test
    void are_none_for_ordinary_data() throws IOException {
      assertThat(tsv("ham\ttext", "spam\tmessage", "ham\tc", "spam\td").warnings()).isEmpty();
      assertThat(Examples.of(List.of()).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"label\ttext", "Category\tMessage", "v1\tv2", "class\tsms", "text\tlabel"})
    void name_a_row_of_column_names(String header) throws IOException {
      assertThat(tsv(header, "ham\ta", "spam\tb").warnings())
          .singleElement(STRING)
          .startsWith("example 1 (\"" + header.replace("\t", "\", \"") + "\")")
          .contains("row of column names", "leave that line out");
    }

    @Test
    void name_a_row_of_column_names_further_down() throws IOException {
      assertThat(tsv("ham\ta", "label\ttext", "spam\tb").warnings())
          .singleElement(STRING)
          .startsWith("example 2");
    }

    @Test
    void tell_that_label_and_text_changed_places() throws IOException {
      Stream<String> lines = IntStream.range(0, 558).mapToObj(i -> "Text " + i + "\tham");

      assertThat(tsv(lines.toArray(String[]::new)).warnings())
          .containsExactly(
              "there are 558 different labels in 558 examples, but only 1 different texts: label and"
                  + " text seem to have changed places; the label comes first in TSV, and is the"
                  + " column named first for CSV");
    }

    @Test
    void tell_that_nearly_every_label_occurs_once() throws IOException {
      Stream<String> lines = IntStream.range(0, 30).mapToObj(i -> i + "\ttext " + i);

      assertThat(tsv(lines.toArray(String[]::new)).warnings())
          .singleElement(STRING)
          .startsWith("there are 30 different labels in 30 examples: most labels have a single");
    }

    @Test
    void list_labels_that_are_easily_mistaken_for_each_other() throws IOException {
      assertThat(tsv("spam\ta", "Spam\tb", "ham\tc", "h\u200Cam\td", "other\te").warnings())
          .singleElement(STRING)
          .contains("[Spam and spam, ham and h<U+200C>am]")
          .doesNotContain("other");
    }
  }
}
