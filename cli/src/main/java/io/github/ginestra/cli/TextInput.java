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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A model and the texts that it is to answer: arguments, or the lines or records of a file or of
 * standard input, as they come.
 */
final class TextInput {
  /** How many texts are answered together, if they are there. */
  private static final int TOGETHER = 256;

  @Mixin private final ModelArgument model = new ModelArgument();

  @Parameters(
      index = "1..*",
      paramLabel = "TEXT",
      description = "The texts; without any, each line of standard input as it comes.")
  private List<String> texts = List.of();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "A file of texts: lines, or --format csv, tsv or jsonl with the column --text; a folder"
              + " of files; - for standard input.")
  private @Nullable Path input;

  @Mixin private final DataOptions format = new DataOptions();

  /** The model that answers. */
  ModelArgument model() {
    return model;
  }

  /** Takes texts. */
  interface Reading {
    void read(List<String> texts) throws IOException;
  }

  /** What the texts are read from; null if they are arguments. */
  private @Nullable DataSource source(Subcommand command) {
    command.require(input == null || texts.isEmpty(), "--input and TEXT exclude each other");
    if (!texts.isEmpty()) {
      return null;
    }
    return command.source(input == null ? Path.of("-") : input, format);
  }

  /** Checks that the texts can be read, before anything is. */
  void check(Subcommand command) throws IOException {
    DataSource source = source(command);
    if (source != null) {
      source.check();
    }
  }

  /** Reads all texts, as many at once as are there. */
  void read(Subcommand command, Reading reading) throws IOException {
    DataSource source = source(command);
    if (source == null) {
      reading.read(texts);
      return;
    }
    Format kind = format.format(source.path(), Format.LINES);
    switch (kind) {
      case CSV, TSV -> records(source, kind, reading);
      case FOLDER -> reading.read(source.examples().texts());
      case TEXT -> reading.read(List.of(source.text()));
      default -> lines(source, kind == Format.JSONL, reading);
    }
  }

  private void lines(DataSource source, boolean json, Reading reading) throws IOException {
    try (BufferedReader reader = new BufferedReader(source.reader())) {
      List<String> some = new ArrayList<>();
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!json || !line.isBlank()) {
          some.add(json ? field(line, source.name(), number) : line);
        }
        if (some.size() == TOGETHER || !reader.ready()) {
          reading.read(List.copyOf(some));
          some.clear();
        }
      }
      reading.read(some);
    }
  }

  private String field(String line, String source, long number) throws IOException {
    String problem;
    try {
      if (JsonParser.parseString(line) instanceof JsonObject object
          && object.get(format.text()) instanceof JsonPrimitive text) {
        return text.getAsString();
      }
      problem = "expected an object with the string \"" + format.text() + "\"; see --text";
    } catch (JsonParseException e) {
      problem = "expected JSON: " + e.getMessage();
    }
    throw new IOException(source + ", line " + number + ": " + problem);
  }

  private void records(DataSource source, Format kind, Reading reading) throws IOException {
    char separator = source.separator(kind);
    try (Reader reader = source.reader();
        CsvReader<CsvRecord> records =
            CsvReader.builder().fieldSeparator(separator).ofCsvRecord(reader)) {
      Iterator<CsvRecord> rows = records.iterator();
      int column = column(source, rows);
      List<String> some = new ArrayList<>();
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        if (row.getFieldCount() <= column) {
          throw new IOException(
              source.name()
                  + ", line "
                  + row.getStartingLineNumber()
                  + ": there is no column "
                  + (column + 1));
        }
        some.add(row.getField(column));
        if (some.size() == TOGETHER) {
          reading.read(List.copyOf(some));
          some.clear();
        }
      }
      reading.read(some);
    }
  }

  /** The index of the column of texts, after the header, if there is one. */
  private int column(DataSource source, Iterator<CsvRecord> rows) throws IOException {
    String text = format.text();
    boolean number = DataOptions.isNumber(text);
    boolean header = format.header == null ? !number : format.header;
    List<String> names = header && rows.hasNext() ? rows.next().getFields() : List.of();
    if (number) {
      return Integer.parseInt(text) - 1;
    }
    int index = names.indexOf(text);
    if (index < 0) {
      throw new IOException(
          source.name() + " has no column \"" + text + "\"; there are " + names + "; see --text");
    }
    return index;
  }
}
