package io.github.ginestra.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.ginestra.internal.Utf8Reader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The formats that examples are read from. */
final class ExampleFiles {
  private static final int QUOTED = 40;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ExampleFiles() {}

  static List<Example> readTsv(Path file) throws IOException {
    return parseTsv(Utf8Reader.read(file), file.toString());
  }

  static List<Example> readTsv(Reader lines, String name) throws IOException {
    StringWriter text = new StringWriter();
    lines.transferTo(text);
    return parseTsv(withoutMark(text.toString()), name);
  }

  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static List<Example> parseTsv(String text, String source) throws MalformedDataException {
    List<Example> examples = new ArrayList<>();
    int start = 0;
    for (long number = 1; start < text.length(); number++) {
      int end = text.indexOf('\n', start);
      String line = text.substring(start, end < 0 ? text.length() : end);
      examples.add(parse(line.endsWith("\r") ? chopped(line) : line, source, number));
      start += line.length() + 1;
    }
    return examples;
  }

  private static String chopped(String line) {
    return line.substring(0, line.length() - 1);
  }

  private static Example parse(String line, String source, long number)
      throws MalformedDataException {
    int tab = line.indexOf('\t');
    if (tab < 0 || line.substring(0, tab).isBlank()) {
      throw new MalformedDataException(
          source, number, "expected label, tab and text, found \"" + beginning(line) + "\"");
    }
    return new Example(line.substring(0, tab).strip(), line.substring(tab + 1));
  }

  private static String beginning(String line) {
    return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…";
  }

  static List<Example> readCsv(Path file, String labelColumn, String textColumn)
      throws IOException {
    List<Example> examples = new ArrayList<>();
    CsvRow row = new CsvRow(file.toString(), labelColumn, textColumn);
    try (CsvReader<CsvRecord> records = csv().ofCsvRecord(Utf8Reader.read(file))) {
      for (CsvRecord fields : records) {
        row.read(fields, examples);
      }
      row.end();
    } catch (CsvParseException e) {
      throw row.malformed(String.valueOf(e.getMessage()));
    }
    return examples;
  }

  /** RFC 4180 to the letter, and every line kept, so that lines can be counted. */
  private static CsvReader.CsvReaderBuilder csv() {
    return CsvReader.builder()
        .skipEmptyLines(false)
        .allowUnclosedQuote(false)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
  }
}
