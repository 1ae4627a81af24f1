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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
          () -> read(file),
          "line 2: expected UTF-8, found byte 0xA3 as byte 5 of the line; it seems to be"
              + " windows-1252: read it with that charset, or save it as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void lines_may_all_end_in_any_one_way(String end) throws IOException {
      Path file = file(String.join(end, "Category,Message", "ham,a", "", "spam,b", " ", ""));

      assertThat(read(file)).containsExactly(new Example("ham", "a"), new Example("spam", "b"));
    }

    @Test
    void the_column_names_of_a_second_file_are_passed_over() throws IOException {
      Path file =
          file("\uFEFFCategory,Message\nham,a\n\uFEFFCategory,Message\n\uFEFF\"spam\",\"b\"\n");

      assertThat(read(file)).containsExactly(new Example("ham", "a"), new Example("spam", "b"));
    }

    @Test
    void two_columns_of_the_name_asked_for_are_an_error() throws IOException {
      Path file = file("Category,Message,Id,Message\nham,a,1,b\n");

      assertMalformed(
          () -> read(file),
          "line 1: expected one column \"Message\", found that name at columns 2 and 4: rename one"
              + " of them");
      assertThat(Examples.fromCsv(file, "Category", "Id").texts()).containsExactly("1");
    }

    @Test
    void names_of_columns_are_compared_as_labels_are() throws IOException {
      Path file = file("\u00A0Category ,Message\u200B\nham,a\n");

      assertThat(read(file)).containsExactly(new Example("ham", "a"));
    }

    @Test
    void label_and_text_are_two_columns() throws IOException {
      Path file = file("Category,Message\nham,a\n");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> Examples.fromCsv(file, "Message", "Message"))
          .withMessage("labelColumn and textColumn (\"Message\") must be two columns");
    }

    @Test
    void nul_is_refused_and_another_charset_may_be_named() throws IOException {
      Path file = file("Category,Message\nham,café\n", StandardCharsets.UTF_16LE);

      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> read(file))
          .withMessageContaining("UTF-16LE");
      assertThat(
              Examples.fromCsv(
                      file,
                      CsvFormat.csv("Category", "Message").withCharset(StandardCharsets.UTF_16LE))
                  .texts())
          .containsExactly("café");
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
          .contains("[Spam, spam]", "[ham, h<U+200C>am]")
          .doesNotContain("other");
    }
  }

  /** Separators, columns by number, no header, readers. */
  @Nested
  class Tables {
    private final List<Example> two =
        List.of(new Example("ham", "well, then"), new Example("spam", "win \"now\""));

    @Test
    void come_from_a_reader_by_the_names_of_their_columns() throws IOException {
      String csv = "\uFEFFid,text,label\n1,\"well, then\",ham\n\n2,\"win \"\"now\"\"\", spam \n";
      StringReader reader = new StringReader(csv);
      assertThat(Examples.fromCsv(reader, CsvFormat.csv("label", "text")))
          .containsExactlyElementsOf(two);
      assertThat(reader.ready()).isTrue(); // not closed
      assertThat(Examples.fromCsv(file(csv), CsvFormat.csv("label", "text")))
          .containsExactlyElementsOf(two);
    }

    @Test
    void may_have_another_separator_and_columns_by_number() throws IOException {
      String csv = "1;well, then;ham\r\n2;\"win \"\"now\"\"\";spam";
      assertThat(read(csv, CsvFormat.csv(3, 2).withSeparator(';'))).containsExactlyElementsOf(two);
      assertThat(read("id;t;l\n" + csv, CsvFormat.csv(3, 2).withSeparator(';').withHeader(true)))
          .containsExactlyElementsOf(two);
    }

    @Test
    void in_tsv_know_no_quotes() throws IOException {
      String tsv = "ham\t7\twell, then\nspam\t8\twin \"now\"\n";
      assertThat(read(tsv, CsvFormat.tsv(1, 3))).containsExactlyElementsOf(two);
      assertThat(read("kind\tid\tmessage\n" + tsv, CsvFormat.tsv("kind", "message")))
          .containsExactlyElementsOf(two);
      assertThat(read("ham\t\"a\nham\t\"b", CsvFormat.tsv(1, 2)).texts())
          .containsExactly("\"a", "\"b");
      assertThat(read("ham\t\"a\nb\"", CsvFormat.tsv(1, 2).withQuotes(true)).texts())
          .containsExactly("a\nb");
      assertThat(read("ham.1.a+b", CsvFormat.tsv(1, 3).withSeparator('.')).texts())
          .containsExactly("a+b");
    }

    @Test
    void may_be_in_another_charset() throws IOException {
      Path file = file("ham,olé\n", StandardCharsets.ISO_8859_1);
      CsvFormat latin = CsvFormat.csv(1, 2).withCharset(StandardCharsets.ISO_8859_1);
      assertThat(Examples.fromCsv(file, latin).texts()).containsExactly("olé");
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> Examples.fromCsv(file, latin.withCharset(StandardCharsets.US_ASCII)))
          .withMessageContaining("US-ASCII");
    }

    @Test
    void without_rows_hold_no_examples_but_a_header_must_be_there() throws IOException {
      assertThat(read("", CsvFormat.csv(1, 2))).isEmpty();
      assertMalformedReader(
          "",
          CsvFormat.csv(1, 2).withHeader(true),
          "line 1: expected the names of the columns, found" + " the end of the file");
    }

    @Test
    void that_are_malformed_are_errors_with_their_line() {
      assertMalformedReader(
          "ham,a\nspam,b,c\n",
          CsvFormat.csv(1, 2),
          "line 2: expected 2 fields, as many as columns, found 3");
      assertMalformedReader(
          "ham\ta\n\nspam\n",
          CsvFormat.tsv(1, 2),
          "line 3: expected 2 fields, as many as columns, found 1");
      assertMalformedReader(
          "ham,a\n", CsvFormat.csv(3, 1), "line 1: expected a column number 3, found 2 columns");
      assertMalformedReader(
          "label,text\n",
          CsvFormat.csv("kind", "text"),
          "line 1: expected a column \"kind\", found the columns [label, text]");
      assertMalformedReader(
          "ham\ta\n \tb\n", CsvFormat.tsv(1, 2), "line 2: expected a label, found a blank");
    }

    @Test
    void need_two_different_columns_and_names_need_a_header() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CsvFormat.csv("a", "a"))
          .withMessage("labelColumn and textColumn (\"a\") must be two columns");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CsvFormat.csv(2, 2))
          .withMessageStartingWith("columns ([2, 2]) must be two different ones");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CsvFormat.tsv(0, 1))
          .withMessage("column (0) must be positive");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CsvFormat.csv("a", "b").withHeader(false))
          .withMessage(
              "columns [a, b] are found by the header: choose them by numbers, or set header");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CsvFormat.csv("a", "b").withSeparator('"'))
          .withMessage("separator (U+0022) must be neither a quote nor the end of a line");
      assertThat(CsvFormat.csv("a", "b").withSeparator(';'))
          .isEqualTo(CsvFormat.csv("a", "b").withSeparator(';'))
          .isNotEqualTo(CsvFormat.csv("a", "b"));
    }

    private Examples read(String csv, CsvFormat format) throws IOException {
      return Examples.fromCsv(new StringReader(csv), format);
    }

    private void assertMalformedReader(String csv, CsvFormat format, String where) {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> read(csv, format))
          .withMessage("the reader, " + where);
    }
  }

  @Nested
  class JsonLines {

    private Examples read(String lines) throws IOException {
      return Examples.fromJsonLines(new StringReader(lines), "label", "text");
    }

    private void assertRefused(String lines, String message) {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> read(lines))
          .withMessage("the reader, " + message);
    }

    @Test
    void hold_an_example_each_whatever_else_stands_in_them() throws IOException {
      String lines =
          """
          {"label": "ham", "text": "See \\u20ac \\"8\\"\\nline"}
          {"id": [1, {"text": "no"}], "text": "", "label": " spam ", "more": null}
          """;
      List<Example> examples =
          List.of(new Example("ham", "See € \"8\"\nline"), new Example("spam", ""));
      assertThat(read(lines)).containsExactlyElementsOf(examples);
      assertThat(Examples.fromJsonLines(file("\uFEFF" + lines), "label", "text"))
          .containsExactlyElementsOf(examples);
    }

    @Test
    void end_with_lf_cr_lf_or_cr_and_may_be_blank() throws IOException {
      String line = "{\"label\":\"a\",\"text\":\"x\u2028\"}";
      assertThat(read(line + "\r\n\n" + line + "\r" + line).texts())
          .containsExactly("x\u2028", "x\u2028", "x\u2028");
      assertThat(read("")).isEmpty();
    }

    @Test
    void may_have_numbers_and_truth_values_as_labels() throws IOException {
      assertThat(
              read(
                      """
                      {"label": 1, "text": "a"}
                      {"label": 1.0, "text": "b"}
                      {"label": true, "text": "c"}
                      """)
                  .stream()
                  .map(Example::label))
          .containsExactly("1", "1.0", "true");
    }

    @Test
    void that_are_no_objects_are_errors_with_line_and_place() {
      String good = "{\"label\":\"a\",\"text\":\"x\"}\n";
      assertRefused(
          good + "\n{\"label\": 'a'}\n",
          "line 3: expected one JSON object, found \"{\"label\": 'a'}\", wrong near character 12");
      for (String bad : List.of("[]", "7", "\"x\"", "null", "{", "{\"label\":\"a\"", "ham\tx")) {
        assertThatExceptionOfType(MalformedDataException.class)
            .isThrownBy(() -> read(good + bad))
            .withMessageStartingWith("the reader, line 2: expected one JSON object, found ");
      }
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> read(good.strip() + good))
          .withMessageEndingWith(", wrong near character 26");
    }

    @Test
    void that_lack_a_member_or_hold_another_kind_of_value_are_errors() {
      assertRefused("{\"text\":\"x\"}", "line 1: expected a member \"label\", found none");
      assertRefused("{\"label\":\"x\"}", "line 1: expected a member \"text\", found none");
      assertRefused(
          "{\"label\":\"a\",\"text\":7}", "line 1: expected a string in \"text\", found a number");
      assertRefused(
          "{\"label\":null,\"text\":\"\"}",
          "line 1: expected a string, number or truth value in \"label\", found null");
      assertRefused(
          "{\"label\":\" \",\"text\":\"\"}",
          "line 1: expected a label in \"label\", found a blank");
      assertRefused(
          "{\"label\":\"a\",\"label\":\"b\",\"text\":\"\"}",
          "line 1: expected one member \"label\", found two");
    }

    @Test
    void of_a_file_that_is_not_utf_8_are_an_error_with_their_line() throws IOException {
      Path file = file("{\"label\":\"a\",\"text\":\"é\"}", StandardCharsets.ISO_8859_1);
      assertMalformed(
          () -> Examples.fromJsonLines(file, "label", "text"),
          "line 1: expected UTF-8, found byte 0xE9 as byte 22 of the line; it seems to be"
              + " windows-1252: read it with that charset, or save it as UTF-8");
    }

    @Test
    void need_two_fields() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Examples.fromJsonLines(new StringReader(""), "a", "a"))
          .withMessage("labelField and textField (\"a\") must be different");
    }
  }
}
