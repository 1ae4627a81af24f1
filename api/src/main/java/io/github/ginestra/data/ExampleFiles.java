package io.github.ginestra.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Log;
import io.github.ginestra.internal.Memory;
import io.github.ginestra.internal.Uninterrupted;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The formats that examples are read from. */
final class ExampleFiles {
  private static final int QUOTED = 40;

  private ExampleFiles() {}

  static Examples readTsv(Path file, Charset charset) throws IOException {
    return read(file.toString(), () -> parseTsv(SourceText.read(file, charset)));
  }

  static Examples readTsv(Reader lines, String name) throws IOException {
    return read(name, () -> parseTsv(SourceText.read(lines, name)));
  }

  static Examples readCsv(Path file, Charset charset, String labelColumn, String textColumn)
      throws IOException {
    if (labelColumn.equals(textColumn)) {
      throw new IllegalArgumentException(
          "labelColumn and textColumn (\"" + textColumn + "\") must be two columns");
    }
    CsvRow row = new CsvRow(file.toString(), labelColumn, textColumn);
    return read(file.toString(), () -> parseCsv(SourceText.read(file, charset), row));
  }

  private static Examples read(String source, Uninterrupted.Work<List<Example>> reading)
      throws IOException {
    Examples examples = Examples.of(Memory.holding(source, reading));
    examples.warnings().forEach(warning -> Log.warning(source + ": " + warning));
    return examples;
  }

  private static List<Example> parseTsv(SourceText source) throws MalformedDataException {
    List<Example> examples = new ArrayList<>();
    for (SourceText.Line line : source.lines()) {
      int tab = line.text().indexOf('\t');
      if (tab >= 0 || !Labels.isBlank(line.text())) {
        examples.add(parse(line, tab, source.name()));
      }
    }
    return examples;
  }

  private static Example parse(SourceText.Line line, int tab, String source)
      throws MalformedDataException {
    String text = line.text();
    if (tab < 0 || Labels.clean(text.substring(0, tab)).isEmpty()) {
      throw new MalformedDataException(
          source, line.number(), "expected label, tab and text, found \"" + beginning(text) + "\"");
    }
    return new Example(text.substring(0, tab), text.substring(tab + 1));
  }

  private static String beginning(String line) {
    return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…";
  }

  private static List<Example> parseCsv(SourceText source, CsvRow row) throws IOException {
    List<Example> examples = new ArrayList<>();
    try (CsvReader<CsvRecord> records = csv().ofCsvRecord(source.text())) {
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
