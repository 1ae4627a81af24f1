package io.github.ginestra.data;

import java.util.List;

/** Reads the rows of one CSV file, one after the other: first the names of the columns. */
final class CsvRow {
  private final String source;
  private final CsvFormat format;

  private long line = 1; // where the row begins
  private List<String> columns = List.of(); // of the first row
  private int label;
  private int text;

  CsvRow(String source, CsvFormat format) {
    this.source = source;
    this.format = format;
  }

  /** Takes in the next row; an empty line is none. */
  void read(long startingLine, List<String> row, List<Example> examples)
      throws MalformedDataException {
    line = startingLine;
    boolean emptyLine = row.size() == 1 && row.get(0).isEmpty();
    boolean first = !emptyLine && columns.isEmpty();
    if (first) {
      columns = row;
      label = place(0);
      text = place(1);
    }
    if (!emptyLine && !(first && format.header())) {
      examples.add(example(row));
    }
    line += 1 + row.stream().mapToLong(CsvRow::lineEnds).sum();
  }

  /** Where one of the two columns stands, from 0. */
  private int place(int which) throws MalformedDataException {
    if (format.names().isEmpty()) {
      int number = format.numbers().get(which);
      if (number > columns.size()) {
        throw malformed(
            "expected a column number " + number + ", found " + columns.size() + " columns");
      }
      return number - 1;
    }
    return requireColumn(format.names().get(which));
  }

  private static long lineEnds(String field) {
    return field.lines().skip(1).count() + (field.endsWith("\n") ? 1 : 0);
  }

  /** Says that there are no more rows. */
  void end() throws MalformedDataException {
    if (columns.isEmpty() && format.header()) {
      throw malformed("expected the names of the columns, found the end of the file");
    }
  }

  private int requireColumn(String column) throws MalformedDataException {
    if (!columns.contains(column)) {
      throw malformed("expected a column \"" + column + "\", found the columns " + columns);
    }
    return columns.indexOf(column);
  }

  private Example example(List<String> row) throws MalformedDataException {
    if (row.size() != columns.size()) {
      throw malformed(
          "expected " + columns.size() + " fields, as many as columns, found " + row.size());
    }
    if (row.get(label).isBlank()) {
      throw malformed("expected a label, found a blank");
    }
    return new Example(row.get(label).strip(), row.get(text));
  }

  MalformedDataException malformed(String problem) {
    return new MalformedDataException(source, line, problem);
  }
}
