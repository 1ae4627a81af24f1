package io.github.ginestra.server;

import io.github.ginestra.data.CsvFormat;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Printable;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file of labelled texts that a browser has sent. Its extension says what it is, its first line
 * which columns it has. It is read in memory; nothing is written to the disk.
 *
 * @param name the name of the file
 * @param label the name of the column of labels; null to look for a usual one
 * @param text the name of the column of texts; null to look for a usual one
 */
record Upload(String name, @Nullable String label, @Nullable String text) {
  private static final List<String> LABELS =
      List.of("label", "category", "class", "target", "sentiment", "topic", "v1");
  private static final List<String> TEXTS =
      List.of("text", "message", "sentence", "content", "body", "tweet", "v2");

  /** Reads the examples; a fault of the file is one of the request. */
  Examples read(byte[] content) throws HttpError {
    try {
      return read(decode(content));
    } catch (CharacterCodingException e) {
      throw HttpError.badRequest(Printable.of(name) + ": is not UTF-8; save it as UTF-8");
    } catch (IOException | IllegalArgumentException e) {
      throw HttpError.badRequest(Printable.of(name) + ": " + Messages.of(e));
    }
  }

  private static String decode(byte[] content) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private Examples read(String content) throws IOException, HttpError {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (extension) {
      case "jsonl", "ndjson", "json" ->
          Examples.fromJsonLines(
              new StringReader(content),
              label == null ? "label" : label,
              text == null ? "text" : text);
      case "csv" -> Examples.fromCsv(new StringReader(content), csv(content));
      case "tsv", "txt", "tab", "" -> tsv(content);
      default ->
          throw HttpError.badRequest(Printable.of(name) + ": must be a file .csv, .tsv or .jsonl");
    };
  }

  private Examples tsv(String content) throws IOException, HttpError {
    List<String> header = header(content, '\t');
    String labels = column(label, LABELS, header);
    String texts = column(text, TEXTS, header);
    return labels == null || texts == null
        ? Examples.fromTsv(new StringReader(content), name)
        : Examples.fromCsv(new StringReader(content), CsvFormat.tsv(labels, texts));
  }

  private CsvFormat csv(String content) throws HttpError {
    char separator = separator(firstLine(content));
    List<String> header = header(content, separator);
    String labels = column(label, LABELS, header);
    String texts = column(text, TEXTS, header);
    CsvFormat format =
        labels == null || texts == null ? CsvFormat.csv(1, 2) : CsvFormat.csv(labels, texts);
    return format.withSeparator(separator);
  }

  private static String firstLine(String content) {
    return content.lines().findFirst().orElse("");
  }

  /** Of comma, semicolon and tab the one that the first line has most of. */
  private static char separator(String line) {
    char best = ',';
    for (char each : new char[] {';', '\t'}) {
      if (count(line, each) > count(line, best)) {
        best = each;
      }
    }
    return best;
  }

  private static long count(String line, char separator) {
    return line.chars().filter(c -> c == separator).count();
  }

  private static List<String> header(String content, char separator) {
    List<String> names = new ArrayList<>();
    for (String field : firstLine(content).split(String.valueOf(separator), -1)) {
      String name = field.strip();
      boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
      names.add(quoted ? name.substring(1, name.length() - 1) : name);
    }
    return names;
  }

  /** The column of a name that was given, or of a usual one; null if the header has none. */
  private static @Nullable String column(
      @Nullable String given, List<String> usual, List<String> header) throws HttpError {
    if (given != null) {
      if (!header.contains(given)) {
        throw HttpError.badRequest(
            "there is no column "
                + Printable.quoted(given)
                + "; the first line has "
                + Printable.list(header));
      }
      return given;
    }
    for (String name : usual) {
      for (String column : header) {
        if (column.equalsIgnoreCase(name)) {
          return column;
        }
      }
    }
    return null;
  }
}
