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
 * Writes CSV.
 *
 * @param escapesFormulas whether text that a spreadsheet program would take for a formula gets an
 *     apostrophe before it
 */
record CsvPrinter(boolean escapesFormulas) {
  /** What a formula begins with: of these also the wide forms, and what a program may skip. */
  private static final String BEGINS_FORMULAS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  /** See {@link Document#toCsv}. */
  String print(Collection<Document> rows) {
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
      throw new UncheckedIOException("a string is written without fail", e);
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
