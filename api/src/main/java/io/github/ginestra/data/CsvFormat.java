package io.github.ginestra.data;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The format of a CSV or TSV file of examples, and the columns to read. Blank lines and rows that
 * repeat the header are skipped; every other row must have as many fields as the first one. Column
 * names are normalised before they are compared, as labels are (see {@link Example}).
 *
 * <pre>{@code
 * CsvFormat named =
 *     CsvFormat.csv("category", "message")
 *         .withSeparator(';')
 *         .withCharset(StandardCharsets.ISO_8859_1);
 * CsvFormat second = CsvFormat.csv(2, 1).withHeader(true); // the label is in the second column
 * CsvFormat tabs = CsvFormat.tsv(1, 3);
 * }</pre>
 *
 * @param separator the character between two fields
 * @param quoted whether fields may be enclosed in double quotes (RFC 4180), and then contain
 *     separators, line ends and doubled quotes; otherwise a quote is an ordinary character
 * @param header whether the first row contains the names of the columns
 * @param names the names of the two columns that are read, label first, then text; empty if they
 *     are chosen by number
 * @param numbers the numbers of these columns from 1; empty if they are chosen by name
 * @param charset the charset of a file
 */
public record CsvFormat(
    char separator,
    boolean quoted,
    boolean header,
    List<String> names,
    List<Integer> numbers,
    Charset charset) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the separator is a quote or a line end, there are not
   *     exactly two different names or two different positive numbers, or columns are chosen by
   *     name though there is no header
   */
  public CsvFormat {
    names = List.copyOf(names);
    numbers = List.copyOf(numbers);
    Checks.notNull(charset, "charset");
    if (separator == '\r' || separator == '\n' || (quoted && separator == '"')) {
      throw new IllegalArgumentException(
          "separator (U+"
              + Integer.toHexString(0x10000 | separator).substring(1).toUpperCase(Locale.ROOT)
              + ") must be neither a quote nor the end of a line");
    }
    requireTwo(names.isEmpty() ? numbers : names, names.isEmpty() || numbers.isEmpty());
    numbers.forEach(number -> Checks.positive(number, "column"));
    if (!header && numbers.isEmpty()) {
      throw new IllegalArgumentException(
          "columns " + names + " are found by the header: choose them by numbers, or set header");
    }
  }

  private static void requireTwo(List<?> columns, boolean oneKind) {
    if (!oneKind || columns.size() != 2 || columns.get(0).equals(columns.get(1))) {
      throw new IllegalArgumentException(
          "columns ("
              + columns
              + ") must be two different ones, of label and text, by name or by number");
    }
  }

  /**
   * CSV (RFC 4180): commas, quotes, UTF-8, a header.
   *
   * @param labelColumn the name of the column of labels
   * @param textColumn the name of the column of texts
   * @return the format
   * @throws IllegalArgumentException if the names are equal
   */
  public static CsvFormat csv(String labelColumn, String textColumn) {
    return byName(',', true, labelColumn, textColumn);
  }

  /**
   * CSV (RFC 4180): commas, quotes, UTF-8, no header.
   *
   * @param labelColumn the number of the column of labels, from 1
   * @param textColumn the number of the column of texts, from 1
   * @return the format
   * @throws IllegalArgumentException if a number is not positive, or they are equal
   */
  public static CsvFormat csv(int labelColumn, int textColumn) {
    return byNumber(',', true, labelColumn, textColumn);
  }

  /**
   * TSV: tabs, no quotes, UTF-8, a header.
   *
   * @param labelColumn the name of the column of labels
   * @param textColumn the name of the column of texts
   * @return the format
   * @throws IllegalArgumentException if the names are equal
   */
  public static CsvFormat tsv(String labelColumn, String textColumn) {
    return byName('\t', false, labelColumn, textColumn);
  }

  /**
   * TSV: tabs, no quotes, UTF-8, no header. Every tab ends a field, whereas {@link
   * Examples#fromTsv(java.nio.file.Path)} keeps everything after the first tab as the text.
   *
   * @param labelColumn the number of the column of labels, from 1
   * @param textColumn the number of the column of texts, from 1
   * @return the format
   * @throws IllegalArgumentException if a number is not positive, or they are equal
   */
  public static CsvFormat tsv(int labelColumn, int textColumn) {
    return byNumber('\t', false, labelColumn, textColumn);
  }

  private static CsvFormat byName(char separator, boolean quoted, String label, String text) {
    List<String> names =
        List.of(Checks.notNull(label, "labelColumn"), Checks.notNull(text, "textColumn"));
    if (Labels.clean(label).equals(Labels.clean(text))) {
      throw new IllegalArgumentException(
          "labelColumn and textColumn (" + Printable.quoted(text) + ") must be two columns");
    }
    return new CsvFormat(separator, quoted, true, names, List.of(), StandardCharsets.UTF_8);
  }

  private static CsvFormat byNumber(char separator, boolean quoted, int label, int text) {
    List<Integer> numbers = List.of(label, text);
    return new CsvFormat(separator, quoted, false, List.of(), numbers, StandardCharsets.UTF_8);
  }

  /**
   * Returns a copy with another separator.
   *
   * @param other the character between two fields, for example {@code ';'}
   * @return a copy
   * @throws IllegalArgumentException if it is a quote or a line end
   */
  public CsvFormat withSeparator(char other) {
    return new CsvFormat(other, quoted, header, names, numbers, charset);
  }

  /**
   * Returns a copy with or without quotes.
   *
   * @param whether whether fields may be enclosed in double quotes
   * @return a copy
   */
  public CsvFormat withQuotes(boolean whether) {
    return new CsvFormat(separator, whether, header, names, numbers, charset);
  }

  /**
   * Returns a copy with or without a header. With columns chosen by number, the header is skipped.
   *
   * @param whether whether the first row contains the names of the columns
   * @return a copy
   * @throws IllegalArgumentException if it is false though columns are chosen by name
   */
  public CsvFormat withHeader(boolean whether) {
    return new CsvFormat(separator, quoted, whether, names, numbers, charset);
  }

  /**
   * Returns a copy with another charset, for files.
   *
   * @param other the charset
   * @return a copy
   */
  public CsvFormat withCharset(Charset other) {
    return new CsvFormat(separator, quoted, header, names, numbers, other);
  }
}
