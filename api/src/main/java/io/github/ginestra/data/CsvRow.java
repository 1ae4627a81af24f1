package io.github.ginestra.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.ginestra.internal.Labels;
import java.util.List;

/** Reads the rows of one CSV file, one after the other: first the names of the columns. */
final class CsvRow {
  private final String source;
  private final String labelColumn;
  private final String textColumn;

  private long line = 1; // where the row begins
  private List<String> columns = List.of();
  private int label;
  private int text;

  CsvRow(String source, String labelColumn, String textColumn) {
    this.source = source;
    this.labelColumn = labelColumn;
    this.textColumn = textColumn;
  }

  /** Takes in the next row; a blank line is none. */
  void read(CsvRecord row, List<Example> examples) throws MalformedDataException {
    line = row.getStartingLineNumber();
    boolean emptyLine = row.getFieldCount() == 1 && Labels.isBlank(row.getField(0));
    if (!emptyLine && columns.isEmpty()) {
      columns = row.getFields().stream().map(Labels::clean).toList();
      label = place(labelColumn);
      text = place(textColumn);
    } else if (!emptyLine && !isHeader(row)) {
      examples.add(example(row));
    }
    line += 1 + row.getFields().stream().mapToLong(CsvRow::lineEnds).sum();
  }

  /** Whether a row names the columns again, as where files were put together. */
  private boolean isHeader(CsvRecord row) {
    return row.getFieldCount() == columns.size()
        && row.getFields().stream().map(Labels::clean).toList().equals(columns);
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

  private int place(String name) throws MalformedDataException {
    String column = Labels.clean(name);
    int first = columns.indexOf(column);
    int last = columns.lastIndexOf(column);
    if (first < 0) {
      throw malformed("expected a column \"" + name + "\", found the columns " + columns);
    }
    if (first != last) {
      throw malformed(
          "expected one column \""
              + name
              + "\", found that name at columns "
              + (first + 1)
              + " and "
              + (last + 1)
              + ": rename one of them");
    }
    return first;
  }

  private Example example(CsvRecord row) throws MalformedDataException {
    if (row.getFieldCount() != columns.size()) {
      throw malformed(
          "expected "
              + columns.size()
              + " fields, as many as columns, found "
              + row.getFieldCount());
    }
    if (Labels.clean(row.getField(label)).isEmpty()) {
      throw malformed("expected a label, found a blank");
    }
    return new Example(row.getField(label), row.getField(text));
  }

  MalformedDataException malformed(String problem) {
    return new MalformedDataException(source, line, problem);
  }
}
