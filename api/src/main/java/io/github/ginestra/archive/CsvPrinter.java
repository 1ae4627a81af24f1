package io.github.ginestra.archive;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes CSV. */
final class CsvPrinter {
  private CsvPrinter() {}

  /** See {@link Document#toCsv}. */
  static String print(Collection<Document> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.names()));
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      if (!columns.isEmpty()) {
        writer.writeRecord(columns);
      }
      for (Document row : rows) {
        writer.writeRecord(columns.stream().map(column -> field(row, column)).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string is written without fail", e);
    }
    return text.toString();
  }

  private static String field(Document row, String column) {
    Object value = row.values().getOrDefault(column, "");
    if (value instanceof Document || value instanceof List<?>) {
      throw new IllegalArgumentException(
          "\"" + column + "\" (" + Document.shown(value) + ") has no place in a table");
    }
    return value.toString();
  }
}
