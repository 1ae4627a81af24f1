package io.github.ginestra.data;

import io.github.ginestra.internal.Labels;
import java.util.List;

/** Reads the rows of one CSV file in order, the header first. */
final class CsvRow {
  private final String source;
  private final CsvFormat format;

  private long line = 1; // the first line of the row
  private List<String> columns = List.of(); // of the first row
  private int label;
  private int text;

  CsvRow(String source, CsvFormat format) {
    this.source = source;
    this.format = format;
  }

  /** Reads the next row; a blank line is skipped. */
  void read(long startingLine, List<String> row, List<Example> examples)
      throws MalformedDataException {
    line = startingLine;
    boolean emptyLine = row.size() == 1 && Labels.isBlank(row.get(0));
    if (!emptyLine && columns.isEmpty()) {
      columns = cleaned(row);
      label = columnIndex(0);
      text = columnIndex(1);
    }
    if (!emptyLine && !isHeader(row)) {
      examples.add(example(row));
    }
    line += 1 + row.stream().mapToLong(CsvRow::lineEnds).sum();
  }

  /** The index of one of the two columns, from 0. */
  private int columnIndex(int which) throws MalformedDataException {
    if (format.names().isEmpty()) {
      int number = format.numbers().get(which);
      if (number > columns.size()) {
        throw malformed(
            "expected a column number " + number + ", found " + columns.size() + " columns");
      }
      return number - 1;
    }
    return columnIndex(format.names().get(which));
  }

  /** Whether a row is the header or repeats it, as in concatenated files. */
  private boolean isHeader(List<String> row) {
    return format.header() && row.size() == columns.size() && cleaned(row).equals(columns);
  }

  private static List<String> cleaned(List<String> row) {
    return row.stream().map(Labels::clean).toList();
  }

  private static long lineEnds(String field) {
    return field.lines().skip(1).count() + (field.endsWith("\n") ? 1 : 0);
  }

  /** Ends the file. */
  void end() throws MalformedDataException {
    if (columns.isEmpty() && format.header()) {
      throw malformed("expected the names of the columns, found the end of the file");
    }
  }

  private int columnIndex(String name) throws MalformedDataException {
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

  private Example example(List<String> row) throws MalformedDataException {
    if (row.size() != columns.size()) {
      throw malformed(
          "expected " + columns.size() + " fields, as many as columns, found " + row.size());
    }
    if (Labels.clean(row.get(label)).isEmpty()) {
      throw malformed("expected a label, found a blank");
    }
    return new Example(row.get(label), row.get(text));
  }

  MalformedDataException malformed(String problem) {
    return new MalformedDataException(source, line, problem);
  }
}
