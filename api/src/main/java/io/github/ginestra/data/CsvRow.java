package io.github.ginestra.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;

/** Reads the rows of one CSV file, one after the other: first the names of the columns. */
final class CsvRow {
  private final String source;
  private final String labelColumn;
  private final String textColumn;

  private long line = 1; // where the row begins
  private List<String> columns = List.of();

  CsvRow(String source, String labelColumn, String textColumn) {
    this.source = source;
    this.labelColumn = labelColumn;
    this.textColumn = textColumn;
  }

  /** Takes in the next row; an empty line is none. */
  void read(CsvRecord row, List<Example> examples) throws MalformedDataException {
    line = row.getStartingLineNumber();
    boolean emptyLine = row.getFieldCount() == 1 && row.getField(0).isEmpty();
    if (!emptyLine && columns.isEmpty()) {
      columns = row.getFields();
      requireColumn(labelColumn);
      requireColumn(textColumn);
    } else if (!emptyLine) {
      examples.add(example(row));
    }
    line += 1 + row.getFields().stream().mapToLong(CsvRow::lineEnds).sum();
  }

  private static long lineEnds(String field) {
    return field.lines().skip(1).count() + (field.endsWith("\n") ? 1 : 0);
  }

  /** Says that there are no more rows. */
  void end() throws MalformedDataException {
    if (columns.isEmpty()) {
      throw malformed("expected the names of the columns, found the end of the file");
    }
  }

  private void requireColumn(String column) throws MalformedDataException {
    if (!columns.contains(column)) {
      throw malformed("expected a column \"" + column + "\", found the columns " + columns);
    }
  }

  private Example example(CsvRecord row) throws MalformedDataException {
    if (row.getFieldCount() != columns.size()) {
      throw malformed(
          "expected "
              + columns.size()
              + " fields, as many as columns, found "
              + row.getFieldCount());
    }
    String label = row.getField(columns.indexOf(labelColumn));
    if (label.isBlank()) {
      throw malformed("expected a label, found a blank");
    }
    return new Example(label.strip(), row.getField(columns.indexOf(textColumn)));
  }

  MalformedDataException malformed(String problem) {
    return new MalformedDataException(source, line, problem);
  }
}
