package io.github.ginestra.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.ginestra.internal.Utf8Reader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The formats that examples are read from. */
final class ExampleFiles {
  private static final int QUOTED = 40;

  /** What a reader is called in errors. */
  static final String READER = "the reader";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ExampleFiles() {}

  static List<Example> readTsv(Path file) throws IOException {
    return parseTsv(Utf8Reader.read(file), file.toString());
  }

  static List<Example> readTsv(Reader lines, String name) throws IOException {
    return parseTsv(text(lines), name);
  }

  /** All that a reader gives, without a byte order mark. */
  static String text(Reader reader) throws IOException {
    StringWriter text = new StringWriter();
    reader.transferTo(text);
    return withoutMark(text.toString());
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
          source, number, "expected label, tab and text, found " + quoted(line));
    }
    return new Example(line.substring(0, tab).strip(), line.substring(tab + 1));
  }

  /** The beginning of a line, in quotes. */
  static String quoted(String line) {
    return "\"" + (line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…") + "\"";
  }

  static List<Example> readCsv(Path file, CsvFormat format) throws IOException {
    String text =
        format.charset().equals(StandardCharsets.UTF_8)
            ? Utf8Reader.read(file)
            : withoutMark(decoded(file, format.charset()));
    return parseCsv(text, file.toString(), format);
  }

  static List<Example> readCsv(Reader rows, CsvFormat format) throws IOException {
    return parseCsv(text(rows), READER, format);
  }

  private static String decoded(Path file, Charset charset) throws IOException {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedDataException(file.toString(), 1, "expected a file in " + charset, e);
    }
  }

  private static List<Example> parseCsv(String text, String source, CsvFormat format)
      throws IOException {
    CsvRow row = new CsvRow(source, format);
    return format.quoted() ? parseQuoted(text, row, format) : parseUnquoted(text, row, format);
  }

  /** Every line is a row, every separator ends a field, and a quote is a character like others. */
  private static List<Example> parseUnquoted(String text, CsvRow row, CsvFormat format)
      throws MalformedDataException {
    List<Example> examples = new ArrayList<>();
    String separator = Pattern.quote(String.valueOf(format.separator()));
    long number = 1;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      row.read(number++, List.of(line.split(separator, -1)), examples);
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

  /** RFC 4180 to the letter, and every line kept, so that lines can be counted. */
  private static CsvReader.CsvReaderBuilder csv() {
    return CsvReader.builder()
        .skipEmptyLines(false)
        .allowUnclosedQuote(false)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
  }
}
