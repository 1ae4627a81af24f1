package io.github.ginestra.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The formats that examples are read from. */
final class ExampleFiles {
  private static final int QUOTED = 40;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ExampleFiles() {}

  /** Line by line over the bytes, so that bytes that are no UTF-8 are reported with their line. */
  static List<Example> readTsv(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<Example> examples = new ArrayList<>();
    int start = 0;
    for (long line = 1; start < bytes.length; line++) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      examples.add(parse(decode(bytes, start, end, file, line), file.toString(), line));
      start = end + 1;
    }
    return examples;
  }

  private static String decode(byte[] bytes, int start, int end, Path file, long line)
      throws MalformedDataException {
    int length = end > start && bytes[end - 1] == '\r' ? end - 1 - start : end - start;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedDataException(file.toString(), line, "expected UTF-8: " + e.getMessage());
    }
  }

  static List<Example> readTsv(Reader lines, String name) throws IOException {
    List<Example> examples = new ArrayList<>();
    BufferedReader reader = new BufferedReader(lines);
    long number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      examples.add(parse(line, name, number));
    }
    return examples;
  }

  private static Example parse(String line, String source, long number)
      throws MalformedDataException {
    String content = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    int tab = content.indexOf('\t');
    if (tab < 0 || content.substring(0, tab).isBlank()) {
      throw new MalformedDataException(
          source, number, "expected label, tab and text, found \"" + beginning(content) + "\"");
    }
    return new Example(content.substring(0, tab).strip(), content.substring(tab + 1));
  }

  private static String beginning(String line) {
    return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…";
  }

  static List<Example> readCsv(Path file, String labelColumn, String textColumn)
      throws IOException {
    List<Example> examples = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> records =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : records) {
        String label = field(row, labelColumn, file);
        if (label.isBlank()) {
          throw new MalformedDataException(
              file.toString(), row.getStartingLineNumber(), "expected a label, found a blank");
        }
        examples.add(new Example(label.strip(), field(row, textColumn, file)));
      }
    } catch (CsvParseException e) {
      throw new MalformedDataException(file.toString(), examples.size() + 2L, message(e));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return examples;
  }

  private static String field(NamedCsvRecord row, String column, Path file)
      throws MalformedDataException {
    if (!row.getHeader().contains(column)) {
      throw new MalformedDataException(
          file.toString(),
          1,
          "expected a column \"" + column + "\", found the columns " + row.getHeader());
    }
    return row.getField(column);
  }

  private static String message(CsvParseException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }
}
