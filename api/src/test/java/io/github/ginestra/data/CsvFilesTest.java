package io.github.ginestra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFilesTest extends ExampleFilesFixture {
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
}
