package io.github.ginestra.data;

import io.github.ginestra.internal.Utf8Reader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text that examples are read from, without byte order marks at the start of its lines, which
 * concatenated files contain.
 *
 * @param name its name in error messages
 * @param text the text
 */
record SourceText(String name, String text) {
  private static final Pattern MARKS = Pattern.compile("(?<![^\\r\\n])\\uFEFF+");

  /** A line, and its number from 1. */
  record Line(long number, String text) {}

  static SourceText read(Path file, Charset charset) throws IOException {
    try (Reader reader = Utf8Reader.open(file, charset, MalformedDataException::new)) {
      return read(reader, file.toString());
    }
  }

  static SourceText read(Reader reader, String name) throws IOException {
    String text = Utf8Reader.readAll(reader);
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw Utf8Reader.nul(
          name,
          1 + text.chars().limit(nul).filter(c -> c == '\n').count(),
          nul,
          MalformedDataException::new);
    }
    boolean marked = text.indexOf('\uFEFF') >= 0;
    return new SourceText(name, marked ? MARKS.matcher(text).replaceAll("") : text);
  }

  /**
   * The lines, which end with LF, CR LF or CR. In a text that contains line feeds, a single CR ends
   * a line only if a line with a tab or nothing follows; otherwise it is part of an example's text.
   */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    boolean feeds = text.indexOf('\n') >= 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (!feeds || endsLine(i)))) {
        lines.add(new Line(lines.size() + 1L, text.substring(start, i)));
        i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
        start = i + 1;
      }
    }
    if (start < text.length()) {
      lines.add(new Line(lines.size() + 1L, text.substring(start)));
    }
    return lines;
  }

  private boolean endsLine(int carriageReturn) {
    int end = carriageReturn + 1;
    while (end < text.length() && "\t\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    boolean hasTab = end < text.length() && text.charAt(end) == '\t';
    return hasTab || text.substring(carriageReturn + 1, end).isBlank();
  }
}
