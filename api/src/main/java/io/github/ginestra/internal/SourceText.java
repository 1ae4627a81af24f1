package io.github.ginestra.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text that data are read from, without byte order marks at the start of its lines, which
 * concatenated files contain.
 *
 * @param name its name in error messages
 * @param text the text
 */
public record SourceText(String name, String text) {
  private static final Pattern MARKS = Pattern.compile("(?<![^\\r\\n])\\uFEFF+");

  /**
   * A line.
   *
   * @param number its number, from 1
   * @param text its text, without the end of the line
   */
  public record Line(long number, String text) {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @param charset its charset
   * @param fault makes the error of bytes that are not of the charset, and of NUL
   * @return its text
   * @throws IOException if it cannot be read, is not of the charset, or contains NUL
   */
  public static SourceText read(Path file, Charset charset, Utf8Reader.Fault fault)
      throws IOException {
    try (Reader reader = Utf8Reader.open(file, charset, fault)) {
      return read(reader, file.toString(), fault);
    }
  }

  /**
   * Reads a reader to its end.
   *
   * @param reader the reader; not closed
   * @param name its name in error messages
   * @param fault makes the error of NUL
   * @return its text
   * @throws IOException if it cannot be read, or contains NUL
   */
  public static SourceText read(Reader reader, String name, Utf8Reader.Fault fault)
      throws IOException {
    String text = Utf8Reader.readAll(reader);
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw Utf8Reader.nul(
          name, 1 + text.chars().limit(nul).filter(c -> c == '\n').count(), nul, fault);
    }
    boolean marked = text.indexOf('\uFEFF') >= 0;
    return new SourceText(name, marked ? MARKS.matcher(text).replaceAll("") : text);
  }

  /**
   * The lines, which end with LF, CR LF or CR. In a text that contains line feeds, a single CR ends
   * a line only if a line with a tab or nothing follows; otherwise it is part of an example's text.
   *
   * @return the lines in order
   */
  public List<Line> lines() {
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
