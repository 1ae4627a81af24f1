package io.github.ginestra.cli;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that describe the format of data, for all commands that read some. */
final class DataOptions {
  static final String FORMAT = "--format";
  static final String LABEL = "--label";
  static final String TEXT = "--text";

  private static final String DEFAULT_LABEL = "label";
  private static final String DEFAULT_TEXT = "text";

  /** The formats of data. */
  enum Format {
    CSV,
    TSV,
    JSONL,
    FOLDER,
    COLUMNS,
    CONLLU,
    LINES,
    TEXT;

    /** Whether each text has tags instead of a label. */
    boolean isTagged() {
      return this == COLUMNS || this == CONLLU;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = FORMAT,
      paramLabel = "NAME",
      description =
          "The format of the data: csv, tsv, jsonl, folder (a subfolder for each label), columns"
              + " (token and tag), conllu, lines or text. Default: by the file's extension.")
  @Nullable Format format;

  @Option(
      names = LABEL,
      paramLabel = "COLUMN",
      description =
          "The column or field of the label, by its name or its number from 1. Default: label.")
  private @Nullable String label;

  @Option(
      names = TEXT,
      paramLabel = "COLUMN",
      description = "The column or field of the text. Default: text.")
  private @Nullable String text;

  @Option(
      names = "--separator",
      paramLabel = "CHAR",
      converter = Separator.class,
      description =
          "The character between two fields of CSV, or tab. Default: a comma, or what the first"
              + " line shows.")
  @Nullable Character separator;

  @Option(
      names = "--header",
      negatable = true,
      description = "Whether the first line names the columns. Default: if columns are named.")
  @Nullable Boolean header;

  @Option(names = "--no-quotes", description = "Quotes are ordinary characters, as in TSV.")
  boolean unquoted;

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      converter = NamedCharset.class,
      description = "The charset of the data. Default: UTF-8.")
  Charset charset = StandardCharsets.UTF_8;

  @Option(
      names = "--tag",
      paramLabel = "COLUMN",
      description =
          "The column of the tags: a number for columns (default: the last), a name for CoNLL-U"
              + " (default: UPOS).")
  @Nullable String tag;

  @Option(
      names = "--spans",
      paramLabel = "FIELD",
      description = "The field of the entities of JSON Lines for taggers. Default: spans.")
  String spans = "spans";

  /** Reads a separator. */
  static final class Separator implements ITypeConverter<Character> {
    @Override
    public Character convert(String value) {
      if (value.equals("tab") || value.equals("\\t")) {
        return '\t';
      }
      if (value.length() != 1) {
        throw new TypeConversionException("'" + value + "' is not one character, or tab");
      }
      return value.charAt(0);
    }
  }

  /** Reads the name of a charset. */
  static final class NamedCharset implements ITypeConverter<Charset> {
    @Override
    public Charset convert(String value) {
      try {
        return Charset.forName(value);
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        throw new TypeConversionException(
            "'" + value + "' is no charset that this Java knows, such as windows-1252");
      }
    }
  }

  String label() {
    return label == null ? DEFAULT_LABEL : label;
  }

  String text() {
    return text == null ? DEFAULT_TEXT : text;
  }

  /** Whether label and text are found in columns that the user chose. */
  boolean hasColumns() {
    return label != null || text != null;
  }

  static boolean isNumber(String column) {
    return column.matches("[1-9]\\d{0,5}");
  }

  /** What is wrong with the options by themselves; null if nothing is. */
  @Nullable String fault() {
    if (label != null && text != null && isNumber(label) != isNumber(text)) {
      return "--label (" + label + ") and --text (" + text + ") must be two names or two numbers";
    }
    if (label().isBlank() || text().isBlank()) {
      return "--label and --text must not be blank";
    }
    if (label().equals(text())) {
      return "--label and --text (" + text() + ") must be two columns";
    }
    if (Boolean.FALSE.equals(header) && hasColumns() && !(isNumber(label()) && isNumber(text()))) {
      return "with --no-header, --label and --text must be numbers of columns";
    }
    return null;
  }

  /** The format of a file. */
  Format format(Path file, Format otherwise) {
    if (format != null) {
      return format;
    }
    if (Files.isDirectory(file)) {
      return Format.FOLDER;
    }
    return byExtension(file, otherwise);
  }

  /** The format that a file's extension stands for. */
  static Format byExtension(Path file, Format otherwise) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv" -> Format.CSV;
      case "tsv", "tab" -> otherwise.isTagged() ? Format.COLUMNS : Format.TSV;
      case "jsonl", "ndjson", "json" -> Format.JSONL;
      case "conllu", "conllup" -> Format.CONLLU;
      case "conll", "bio", "iob" -> Format.COLUMNS;
      default -> otherwise;
    };
  }
}
