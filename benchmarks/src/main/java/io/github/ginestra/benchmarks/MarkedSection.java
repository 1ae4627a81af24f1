package io.github.ginestra.benchmarks;

import io.github.ginestra.internal.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document that stands between two lines, and that a program writes. */
record MarkedSection(Path document, String begin, String end) {
  /** The line before the part. */
  static final String BEGIN = "<!-- written by ginestra-benchmarks: begin -->\n";

  /** The line after it. */
  static final String END = "<!-- written by ginestra-benchmarks: end -->\n";

  private static final String TRAINING = "<!-- written by ginestra-benchmarks training: ";

  /** What the program itself writes. */
  MarkedSection(Path document) {
    this(document, BEGIN, END);
  }

  /** What its command {@code training} writes. */
  static MarkedSection ofTraining(Path document) {
    return new MarkedSection(document, TRAINING + "begin -->\n", TRAINING + "end -->\n");
  }

  /**
   * Checks that the document can be written.
   *
   * @throws IOException if there is no such document, or it has not each of the lines once, in
   *     order
   */
  void check() throws IOException {
    replaced(Files.readString(document), "");
  }

  /**
   * Replaces the part. The document has the old part or the new one, whatever happens.
   *
   * @throws IOException if it cannot be written, or has not each of the lines once, in order
   */
  void write(String part) throws IOException {
    AtomicFile.replace(document, replaced(Files.readString(document), part));
  }

  private String replaced(String text, String part) throws IOException {
    int from = only(text, begin) + begin.length();
    int to = only(text, end);
    if (to < from) {
      throw new IOException(document + ": the line " + end.strip() + " stands before its begin");
    }
    return text.substring(0, from) + part + text.substring(to);
  }

  private int only(String text, String line) throws IOException {
    int first = text.indexOf(line);
    if (first < 0 || text.indexOf(line, first + 1) >= 0) {
      throw new IOException(
          document + ": the line " + line.strip() + " must stand there once, to be written at");
    }
    return first;
  }
}
