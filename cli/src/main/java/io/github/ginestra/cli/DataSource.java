package io.github.ginestra.cli;

import io.github.ginestra.cli.DataOptions.Format;
import io.github.ginestra.data.CsvFormat;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.internal.Utf8Reader;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.text.Tokenizer;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Data of any format, from a file, a folder or standard input.
 *
 * @param path the file or folder; {@code -} for standard input
 * @param options their format
 * @param in standard input
 */
record DataSource(Path path, DataOptions options, InputStream in) {
  private static final String STANDARD_INPUT = "standard input";

  /** What the library calls a reader. */
  private static final String READER = "the reader";

  /** What it is called. */
  String name() {
    return isStandardInput() ? STANDARD_INPUT : path.toString();
  }

  boolean isStandardInput() {
    return OutputPlace.isStandard(path);
  }

  /**
   * Checks that the data can be read, before anything is.
   *
   * @throws IOException if not
   */
  DataSource check() throws IOException {
    if (!isStandardInput()) {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      if (!Files.isReadable(path)) {
        throw new AccessDeniedException(path.toString());
      }
    }
    return this;
  }

  /** Reads texts with labels. */
  Examples examples() throws IOException {
    Format format = options.format(path, Format.TSV);
    try {
      return switch (format) {
        case TSV -> isPlain(format) ? plain() : table(format);
        case CSV -> table(format);
        case JSONL -> jsonLines();
        case FOLDER -> Examples.fromFolders(path, options.charset);
        default -> throw new IOException("the format " + format + " has no labels of texts");
      };
    } catch (MalformedDataException e) {
      throw inWordsOfCommand(e);
    }
  }

  /** The library names columns and readers; the user named neither. */
  private IOException inWordsOfCommand(MalformedDataException e) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith(READER)) {
      message = STANDARD_INPUT + message.substring(READER.length());
    }
    if (!options.hasColumns() && message.contains("expected a member")) {
      message += "; name the members by --label and --text";
    } else if (!options.hasColumns() && message.contains("column")) {
      message += "; name the columns by --label and --text, or give their numbers";
    }
    return new IOException(message, e);
  }

  /** Label, tab, text: what follows the first tab is the text. */
  boolean isPlain(Format format) {
    return format == Format.TSV && !options.hasColumns() && options.header == null;
  }

  private Examples plain() throws IOException {
    try (Reader reader = reader()) {
      return Examples.fromTsv(reader, name());
    }
  }

  private Examples table(Format format) throws IOException {
    CsvFormat csv = csvFormat(format);
    if (!isStandardInput()) {
      return Examples.fromCsv(path, csv);
    }
    try (Reader reader = reader()) {
      return Examples.fromCsv(reader, csv);
    }
  }

  private CsvFormat csvFormat(Format format) throws IOException {
    CsvFormat csv = columns(format == Format.CSV).withSeparator(separator(format));
    csv = options.unquoted ? csv.withQuotes(false) : csv;
    csv = options.header == null ? csv : csv.withHeader(options.header);
    return csv.withCharset(options.charset);
  }

  private CsvFormat columns(boolean commas) {
    String label = options.label();
    String text = options.text();
    if (!options.hasColumns() && Boolean.FALSE.equals(options.header)) {
      return commas ? CsvFormat.csv(1, 2) : CsvFormat.tsv(1, 2);
    }
    if (DataOptions.isNumber(label) && DataOptions.isNumber(text)) {
      int labelNumber = Integer.parseInt(label);
      int textNumber = Integer.parseInt(text);
      return commas
          ? CsvFormat.csv(labelNumber, textNumber)
          : CsvFormat.tsv(labelNumber, textNumber);
    }
    return commas ? CsvFormat.csv(label, text) : CsvFormat.tsv(label, text);
  }

  /** What separates the fields of a table. */
  char separator(Format format) throws IOException {
    if (options.separator != null) {
      return options.separator;
    }
    return format == Format.CSV ? shownSeparator() : '\t';
  }

  /** A semicolon or tab if the first line has some and no comma, as spreadsheets write it. */
  private char shownSeparator() throws IOException {
    if (isStandardInput() || !Files.isRegularFile(path)) {
      return ',';
    }
    // in ISO-8859-1 any bytes can be read, and separators are what they are in other charsets
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
      String line = reader.readLine();
      String first = line == null ? "" : line;
      return Stream.of(',', ';', '\t')
          .filter(separator -> first.indexOf(separator) >= 0)
          .findFirst()
          .orElse(',');
    }
  }

  private Examples jsonLines() throws IOException {
    if (!isStandardInput()) {
      return Examples.fromJsonLines(path, options.label(), options.text());
    }
    try (Reader reader = reader()) {
      return Examples.fromJsonLines(reader, options.label(), options.text());
    }
  }

  /** Reads texts with tags. */
  TaggedTexts tagged(Tokenizer tokenizer) throws IOException {
    Format format = options.format(path, Format.COLUMNS);
    try (Reader reader = reader()) {
      return switch (format) {
        case COLUMNS, TSV -> columns(reader);
        case CONLLU ->
            TaggedTexts.fromConllu(reader, name(), options.tag == null ? "UPOS" : options.tag);
        case JSONL ->
            TaggedTexts.fromJsonLines(reader, name(), options.text(), options.spans, tokenizer);
        default ->
            throw new IOException(
                "the format " + format + " has no tags; a tagger reads columns, conllu or jsonl");
      };
    }
  }

  private TaggedTexts columns(Reader reader) throws IOException {
    if (options.tag == null) {
      return TaggedTexts.fromColumns(reader, name());
    }
    if (!options.tag.matches("[2-9]|[1-9]\\d{1,5}")) {
      throw new IOException("--tag (" + options.tag + ") must be a column's number, 2 or more");
    }
    return TaggedTexts.fromColumns(reader, name(), Integer.parseInt(options.tag));
  }

  /** Reads one text. */
  String text() throws IOException {
    try (Reader reader = reader()) {
      return Utf8Reader.readAll(reader);
    }
  }

  /** Opens the file or standard input; closing the reader leaves standard input open. */
  Reader reader() throws IOException {
    InputStream bytes = isStandardInput() ? new Unclosed(in) : Files.newInputStream(path);
    return Utf8Reader.of(bytes, name(), options.charset, MalformedDataException::new);
  }

  /** A stream that others go on reading. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
