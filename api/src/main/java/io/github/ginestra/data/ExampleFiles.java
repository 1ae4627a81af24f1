package io.github.ginestra.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Log;
import io.github.ginestra.internal.Memory;
import io.github.ginestra.internal.SourceText;
import io.github.ginestra.internal.Uninterrupted;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the file formats of examples. */
final class ExampleFiles {
  private static final int QUOTED = 40;

  /** The name of a reader in error messages. */
  private static final String READER = "the reader";

  private ExampleFiles() {}

  static Examples readTsv(Path file, Charset charset) throws IOException {
    return read(file.toString(), () -> parseTsv(text(file, charset)));
  }

  static Examples readTsv(Reader lines, String name) throws IOException {
    return read(name, () -> parseTsv(text(lines, name)));
  }

  static Examples readCsv(Path file, CsvFormat format) throws IOException {
    return read(file.toString(), () -> parseCsv(text(file, format.charset()), format));
  }

  static Examples readCsv(Reader rows, CsvFormat format) throws IOException {
    return read(READER, () -> parseCsv(text(rows, READER), format));
  }

  static Examples readJsonLines(Path file, String labelField, String textField) throws IOException {
    JsonLines lines = new JsonLines(file.toString(), labelField, textField);
    return read(file.toString(), () -> lines.read(text(file, StandardCharsets.UTF_8).text()));
  }

  static Examples readJsonLines(Reader reader, String labelField, String textField)
      throws IOException {
    JsonLines lines = new JsonLines(READER, labelField, textField);
    return read(READER, () -> lines.read(text(reader, READER).text()));
  }

  static Examples readFolders(Path folder, Charset charset) throws IOException {
    return read(folder.toString(), () -> new ExampleFolders(folder, charset).read());
  }

  private static SourceText text(Path file, Charset charset) throws IOException {
    return SourceText.read(file, charset, MalformedDataException::new);
  }

  private static SourceText text(Reader reader, String name) throws IOException {
    return SourceText.read(reader, name, MalformedDataException::new);
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
          source, line.number(), "expected label, tab and text, found " + quoted(text));
    }
    return new Example(text.substring(0, tab), text.substring(tab + 1));
  }

  /** The beginning of a line, in quotes. */
  static String quoted(String line) {
    return "\"" + (line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…") + "\"";
  }

  private static List<Example> parseCsv(SourceText source, CsvFormat format) throws IOException {
    CsvRow row = new CsvRow(source.name(), format);
    return format.quoted()
        ? parseQuoted(source.text(), row, format)
        : parseUnquoted(source, row, format);
  }

  /** Every line is a row, every separator ends a field, and a quote is an ordinary character. */
  private static List<Example> parseUnquoted(SourceText source, CsvRow row, CsvFormat format)
      throws MalformedDataException {
    List<Example> examples = new ArrayList<>();
    Pattern separator = Pattern.compile(Pattern.quote(String.valueOf(format.separator())));
    for (SourceText.Line line : source.lines()) {
      row.read(line.number(), List.of(separator.split(line.text(), -1)), examples);
    }
    row.end();
    return examples;
  }

  private static List<Example> parseQuoted(String text, CsvRow row, CsvFormat format)
      throws IOException {
    List<Example> examples = new ArrayList<>();
    try (CsvReader<CsvRecord> records =
        csv().fieldSeparator(format.separator()).ofCsvRecord(text)) {
      for (CsvRecord fields : records) {
        row.read(fields.getStartingLineNumber(), fields.getFields(), examples);
      }
      row.end();
    } catch (CsvParseException e) {
      throw row.malformed(String.valueOf(e.getMessage()));
    }
    return examples;
  }

  /** Strict RFC 4180; empty lines are kept, so that lines can be counted. */
  private static CsvReader.CsvReaderBuilder csv() {
    return CsvReader.builder()
        .skipEmptyLines(false)
        .allowUnclosedQuote(false)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
  }
}
