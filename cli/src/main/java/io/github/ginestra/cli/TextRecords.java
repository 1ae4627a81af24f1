package io.github.ginestra.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.ginestra.cli.DataOptions.Format;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Texts without labels of a source of any format, as they come.
 *
 * @param source where they are
 * @param format the format
 */
record TextRecords(DataSource source, Format format) {
  /** How many texts are given together, if they are there. */
  private static final int TOGETHER = 256;

  /** Takes texts. */
  interface Reading {
    void read(List<String> texts) throws IOException;
  }

  /** Reads all of them. */
  List<String> all() throws IOException {
    List<String> all = new ArrayList<>();
    read(all::addAll);
    return all;
  }

  /** Reads as many at once as are there. */
  void read(Reading reading) throws IOException {
    switch (format) {
      case TEXT -> reading.read(List.of(source.text()));
      case FOLDER -> reading.read(source.examples().texts());
      case LINES, JSONL -> lines(reading);
      case CSV, TSV -> table(reading);
      default -> throw new IOException("the format " + format + " holds tags, not texts");
    }
  }

  private void lines(Reading reading) throws IOException {
    boolean json = format == Format.JSONL;
    try (BufferedReader reader = new BufferedReader(source.reader())) {
      List<String> some = new ArrayList<>();
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!json || !line.isBlank()) {
          some.add(json ? field(line, number) : line);
        }
        if (some.size() == TOGETHER || !reader.ready()) {
          give(some, reading);
        }
      }
      give(some, reading);
    }
  }

  private static void give(List<String> some, Reading reading) throws IOException {
    if (!some.isEmpty()) {
      reading.read(List.copyOf(some));
      some.clear();
    }
  }

  private String field(String line, long number) throws IOException {
    String name = source.options().text();
    String problem;
    try {
      if (JsonParser.parseString(line) instanceof JsonObject object
          && object.get(name) instanceof JsonPrimitive text) {
        return text.getAsString();
      }
      problem = "expected an object with the string \"" + name + "\"; see --text";
    } catch (JsonParseException e) {
      problem = "expected JSON: " + e.getMessage();
    }
    throw new IOException(source.name() + ", line " + number + ": " + problem);
  }

  private void table(Reading reading) throws IOException {
    if (source.isPlain(format)) {
      reading.read(source.examples().texts());
      return;
    }
    try (Reader reader = source.reader();
        CsvReader<CsvRecord> records =
            CsvReader.builder().fieldSeparator(source.separator(format)).ofCsvRecord(reader)) {
      Iterator<CsvRecord> rows = records.iterator();
      int column = column(rows);
      List<String> some = new ArrayList<>();
      while (rows.hasNext()) {
        some.add(field(rows.next(), column));
        if (some.size() == TOGETHER) {
          give(some, reading);
        }
      }
      give(some, reading);
    }
  }

  private String field(CsvRecord row, int column) throws IOException {
    if (row.getFieldCount() <= column) {
      throw new IOException(
          source.name()
              + ", line "
              + row.getStartingLineNumber()
              + ": there is no column "
              + (column + 1));
    }
    return row.getField(column);
  }

  /** The index of the column of texts, after the header, if there is one. */
  private int column(Iterator<CsvRecord> rows) throws IOException {
    String text = source.options().text();
    Boolean given = source.options().header;
    boolean number = DataOptions.isNumber(text);
    boolean header = given == null ? !number : given;
    List<String> names = header && rows.hasNext() ? rows.next().getFields() : List.of();
    int index = number ? Integer.parseInt(text) - 1 : names.indexOf(text);
    if (index < 0) {
      throw new IOException(
          source.name() + " has no column \"" + text + "\"; there are " + names + "; see --text");
    }
    return index;
  }
}
