package io.github.ginestra.server;

import io.github.ginestra.data.CsvFormat;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.Taggers;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that a browser has sent: labelled or tagged texts, or a text. Its extension says what it
 * is, the first line of a table which columns it has. It is read in memory; nothing is written to
 * the disk.
 *
 * @param name the name of the file
 * @param label the name of the column of labels or tags, or its number if columns have no names;
 *     null for a usual one
 * @param text the name of the column of texts; null for a usual one
 */
record Upload(String name, @Nullable String label, @Nullable String text) {
  private static final Set<String> JSON_LINES = Set.of("jsonl", "ndjson", "json");
  private static final Set<String> TABS = Set.of("tsv", "txt", "tab", "");
  private static final Set<String> COLUMNS = Set.of("conll", "bio", "iob");
  private static final List<String> LABELS =
      List.of("label", "category", "class", "target", "sentiment", "topic", "v1");
  private static final List<String> TEXTS =
      List.of("text", "message", "sentence", "content", "body", "tweet", "v2");

  /** What a model of some kind learns from the file; a fault of the file is one of the request. */
  Course course(ModelKind kind, byte[] content) throws HttpError {
    try {
      String decoded = decode(content);
      return switch (kind) {
        case CLASSIFIER -> new ClassifierCourse(examples(decoded));
        case TAGGER -> new TaggerCourse(tagged(decoded));
        case LANGUAGE_MODEL -> new LanguageCourse(decoded);
        case MULTI_LABEL_CLASSIFIER ->
            throw HttpError.badRequest("classifiers of several labels are not trained here");
      };
    } catch (CharacterCodingException e) {
      throw HttpError.badRequest(Printable.of(name) + ": is not UTF-8; save it as UTF-8");
    } catch (IOException | IllegalArgumentException e) {
      throw HttpError.badRequest(Printable.of(name) + ": " + Messages.of(e));
    }
  }

  /** The kind of model that learns from such files, if no other is asked for. */
  ModelKind usualKind() {
    return COLUMNS.contains(extension()) || extension().equals("conllu")
        ? ModelKind.TAGGER
        : ModelKind.CLASSIFIER;
  }

  private String extension() {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private HttpError otherFile(String expected) {
    return HttpError.badRequest(Printable.of(name) + ": must be a file " + expected);
  }

  private TaggedTexts tagged(String content) throws IOException, HttpError {
    StringReader lines = new StringReader(content);
    String extension = extension();
    if (JSON_LINES.contains(extension)) {
      return TaggedTexts.fromJsonLines(
          lines,
          name,
          or(text, "text"),
          or(label, "spans"),
          Taggers.entities().config().tokenizer());
    }
    if (extension.equals("conllu")) {
      return TaggedTexts.fromConllu(lines, name, or(label, "UPOS"));
    }
    if (!COLUMNS.contains(extension) && !TABS.contains(extension)) {
      throw otherFile(".conll, .conllu, .tsv or .jsonl");
    }
    if (label == null) {
      return TaggedTexts.fromColumns(lines, name);
    }
    if (!label.matches("[1-9]\\d{0,2}")) {
      throw HttpError.badRequest(
          "the column of tags must be a number, as in 2, not " + Printable.quoted(label));
    }
    return TaggedTexts.fromColumns(lines, name, Integer.parseInt(label));
  }

  private static String or(@Nullable String given, String usual) {
    return given == null ? usual : given;
  }

  private static String decode(byte[] content) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private Examples examples(String content) throws IOException, HttpError {
    String extension = extension();
    if (JSON_LINES.contains(extension)) {
      return Examples.fromJsonLines(
          new StringReader(content), or(label, "label"), or(text, "text"));
    }
    if (extension.equals("csv")) {
      return Examples.fromCsv(new StringReader(content), csv(content));
    }
    if (!TABS.contains(extension)) {
      throw otherFile(".csv, .tsv or .jsonl");
    }
    return tsv(content);
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
