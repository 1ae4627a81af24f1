package io.github.ginestra.internal;

import io.github.ginestra.data.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file in UTF-8, to the letter: bytes that are no UTF-8 are reported with file, line and
 * place in the line. A byte order mark at the beginning is passed over. Not safe for several
 * threads at once.
 */
public final class Utf8Reader extends Reader {
  private static final int BUFFER = 1 << 13;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
  private boolean begun;
  private boolean ended;
  private long line = 1;
  private long column = 1;

  private Utf8Reader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @return a reader, to be closed by the caller
   * @throws IOException if it cannot be opened
   */
  public static Utf8Reader open(Path file) throws IOException {
    return new Utf8Reader(file, Files.newInputStream(file));
  }

  /**
   * Reads a whole file.
   *
   * @param file the file
   * @return its text
   * @throws MalformedDataException if it is not UTF-8
   * @throws IOException if it cannot be read
   */
  public static String read(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Utf8Reader reader = open(file)) {
      char[] part = new char[BUFFER];
      for (int read = reader.read(part); read >= 0; read = reader.read(part)) {
        text.append(part, 0, read);
      }
    }
    return text.toString();
  }

  /**
   * Reads characters.
   *
   * @throws MalformedDataException if what comes is not UTF-8
   */
  @Override
  public int read(char[] target, int from, int length) throws IOException {
    while (!chars.hasRemaining()) {
      if (ended) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, from, count);
    return count;
  }

  /** Decodes some more bytes. */
  private void fill() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
    int before = bytes.position();
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    count(before);
    if (result.isError()) {
      throw new MalformedDataException(
          file.toString(),
          line,
          String.format(
              "expected UTF-8, found byte 0x%02X as byte %d of the line",
              bytes.get(bytes.position()), column));
    }
    chars.flip();
    if (!begun && chars.hasRemaining()) {
      begun = true;
      if (chars.get(0) == BYTE_ORDER_MARK) {
        chars.get();
      }
    }
  }

  /** Counts what was decoded. */
  private void count(int before) {
    for (int i = before; i < bytes.position(); i++) {
      boolean ends = bytes.get(i) == '\n';
      line += ends ? 1 : 0;
      column = ends ? 1 : column + 1;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
