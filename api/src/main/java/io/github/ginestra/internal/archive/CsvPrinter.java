package io.github.ginestra.internal.archive;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes objects as a table in CSV (RFC 4180): a line of column names, then a line for each object.
 *
 * @param escapesFormulas whether a text or column name that a spreadsheet program would run as a
 *     formula is prefixed with an apostrophe; numbers stay unchanged
 */
public record CsvPrinter(boolean escapesFormulas) {
  /** The first characters of formulas, their wide forms, and white space that programs skip. */
  private static final String BEGINS_FORMULAS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  /**
   * Prints a table; lines end with CR LF.
   *
   * @param rows objects whose members are strings, numbers and booleans
   * @return the table, with its columns in the order of first occurrence; a field is empty where an
   *     object lacks the member; an empty text without objects
   * @throws IllegalArgumentException if a member is an object or a list
   */
  public String print(Collection<Document> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.names()));
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      if (!columns.isEmpty()) {
        writer.writeRecord(columns.stream().map(this::cell).toList());
      }
      for (Document row : rows) {
        writer.writeRecord(columns.stream().map(column -> field(row, column)).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
    }
    return text.toString();
  }

  private String field(Document row, String column) {
    Object value = row.values().getOrDefault(column, "");
    if (value instanceof Document || value instanceof List<?>) {
      throw new IllegalArgumentException(
          "\"" + column + "\" (" + Document.shown(value) + ") has no place in a table");
    }
    return value instanceof String text && !Document.isNumber(text) ? cell(text) : value.toString();
  }

  private String cell(String text) {
    boolean escaped =
        escapesFormulas && !text.isEmpty() && BEGINS_FORMULAS.indexOf(text.charAt(0)) >= 0;
    return escaped ? "'" + text : text;
  }
}
