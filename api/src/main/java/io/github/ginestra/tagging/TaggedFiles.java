package io.github.ginestra.tagging;

import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.internal.Log;
import io.github.ginestra.internal.Memory;
import io.github.ginestra.internal.SourceText;
import io.github.ginestra.internal.Uninterrupted;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files of tagged texts. */
final class TaggedFiles {
  private static final int QUOTED = 40;

  private TaggedFiles() {}

  /** A format, read line by line. For one source. */
  interface Lines {
    /**
     * Reads a line.
     *
     * @throws Fault if it is malformed
     */
    void read(String line, List<TaggedText> texts);

    /** Reads the end of the source. */
    void end(List<TaggedText> texts);

    /** What is suspicious about the source. */
    default List<String> warnings() {
      return List.of();
    }
  }

  /** A fault in a line: what was expected and what was found. */
  static final class Fault extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Fault(String problem) {
      super(problem);
    }

    Fault(String problem, Throwable cause) {
      super(problem, cause);
    }
  }

  static TaggedTexts read(Path file, Lines lines) throws IOException {
    String name = file.toString();
    return read(
        name,
        lines,
        () -> SourceText.read(file, StandardCharsets.UTF_8, MalformedDataException::new));
  }

  static TaggedTexts read(Reader reader, String name, Lines lines) throws IOException {
    return read(name, lines, () -> SourceText.read(reader, name, MalformedDataException::new));
  }

  private static TaggedTexts read(String name, Lines lines, Uninterrupted.Work<SourceText> source)
      throws IOException {
    TaggedTexts texts = Memory.holding(name, () -> parse(name, lines, source.run()));
    texts.warnings().forEach(warning -> Log.warning(name + ": " + warning));
    return texts;
  }

  private static TaggedTexts parse(String name, Lines lines, SourceText source)
      throws MalformedDataException {
    List<TaggedText> texts = new ArrayList<>();
    long number = 0;
    try {
      for (String line : (Iterable<String>) source.text().lines()::iterator) {
        number++;
        lines.read(line, texts);
      }
      lines.end(texts);
    } catch (Fault e) {
      throw new MalformedDataException(name, number, String.valueOf(e.getMessage()), e);
    }
    return TaggedTexts.of(texts, lines.warnings());
  }

  /** The beginning of a line, in quotes. */
  static String quoted(String line) {
    return "\"" + (line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…") + "\"";
  }
}
