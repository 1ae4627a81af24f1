package io.github.ginestra.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads a text file or stream in UTF-8, or another charset if one is named, to the letter: bytes
 * that are not of the charset, and the character NUL, which no text holds, are reported with file,
 * line and place in the line, and with the charset that the file seems to be in. A byte order mark
 * at the beginning is passed over. Not safe for several threads at once.
 */
public final class Utf8Reader extends Reader {
  private static final int BUFFER = 1 << 13;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String source;
  private final InputStream in;
  private final Charset charset;
  private final Fault fault;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
  private boolean begun;
  private boolean ended;
  private long read;
  private boolean beyondAscii;
  private long lineFeeds;
  private long carriageReturns;
  private long column = 1; // in bytes

  /** Makes the error of a text that cannot be read. */
  @FunctionalInterface
  public interface Fault {

    /**
     * Makes the error.
     *
     * @param source what was read, such as a file's path
     * @param line the number of the line, from 1
     * @param problem what was expected there and what was found
     * @return the error
     */
    IOException of(String source, long line, String problem);
  }

  private Utf8Reader(String source, InputStream in, Charset charset, Fault fault) {
    this.source = source;
    this.in = in;
    this.charset = charset;
    this.fault = fault;
    decoder = charset.newDecoder();
  }

  /**
   * Opens a file in UTF-8.
   *
   * @param file the file
   * @param fault makes the error of bytes that are not UTF-8, and of NUL
   * @return a reader, to be closed by the caller
   * @throws IOException if it cannot be opened
   */
  public static Utf8Reader open(Path file, Fault fault) throws IOException {
    return open(file, StandardCharsets.UTF_8, fault);
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @param charset what its bytes mean
   * @param fault makes the error of bytes that are not of the charset, and of NUL
   * @return a reader, to be closed by the caller
   * @throws IOException if it cannot be opened
   */
  public static Utf8Reader open(Path file, Charset charset, Fault fault) throws IOException {
    return of(Files.newInputStream(file), file.toString(), charset, fault);
  }

  /**
   * Reads a stream.
   *
   * @param in the stream; closed with the reader
   * @param source its name in errors
   * @param charset what its bytes mean
   * @param fault makes the error of bytes that are not of the charset, and of NUL
   * @return a reader
   */
  public static Utf8Reader of(InputStream in, String source, Charset charset, Fault fault) {
    return new Utf8Reader(source, in, charset, fault);
  }

  /**
   * Reads a whole file in UTF-8.
   *
   * @param file the file
   * @param fault makes the error of bytes that are not UTF-8, and of NUL
   * @return its text
   * @throws IOException if it is not UTF-8, holds NUL, cannot be read, or does not fit into memory
   */
  public static String read(Path file, Fault fault) throws IOException {
    return Memory.holding(
        file.toString(),
        () -> {
          try (Utf8Reader reader = open(file, fault)) {
            return readAll(reader);
          }
        });
  }

  /**
   * Reads all that a reader gives.
   *
   * @param reader read to its end, not closed
   * @return its text
   * @throws IOException if it cannot be read
   */
  public static String readAll(Reader reader) throws IOException {
    StringWriter text = new StringWriter();
    reader.transferTo(text);
    return text.toString();
  }

  /**
   * Reads characters.
   *
   * @throws IOException if it cannot be read; as the {@link Fault} makes it, if what comes is not
   *     of the charset, or is NUL
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

  @Override
  public boolean ready() throws IOException {
    return chars.hasRemaining() || in.available() > 0;
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
    if (ended && !result.isError()) {
      decoder.flush(chars);
    }
    chars.flip();
    count(before);
    if (result.isError()) {
      throw malformed(result);
    }
    if (!begun && chars.hasRemaining()) {
      begun = true;
      if (chars.get(0) == BYTE_ORDER_MARK) {
        chars.get();
      }
    }
  }

  /** Counts what was decoded. */
  private void count(int before) throws IOException {
    for (int i = before; i < bytes.position(); i++) {
      column = bytes.get(i) == '\n' ? 1 : column + 1;
    }
    for (int i = 0; i < chars.limit(); i++, read++) {
      char c = chars.get(i);
      lineFeeds += c == '\n' ? 1 : 0;
      carriageReturns += c == '\r' ? 1 : 0;
      beyondAscii |= c > 0x7F;
      if (c == 0) {
        throw nul(source, line(), read, fault);
      }
    }
  }

  /** The line that is being read: old files end their lines with CR alone. */
  private long line() {
    return 1 + (lineFeeds > 0 ? lineFeeds : carriageReturns);
  }

  /**
   * Makes the error of a text that holds NUL.
   *
   * @param source what was read
   * @param line the line
   * @param index how many characters stand before
   * @param fault makes the error
   * @return the error, which names the charset that the text seems to be in
   */
  public static IOException nul(String source, long line, long index, Fault fault) {
    return fault.of(
        source,
        line,
        "expected text, found the character NUL; it seems to be UTF-16"
            + (index % 2 == 0 ? "BE" : "LE")
            + " without a byte order mark: read it with that charset, or save it as UTF-8");
  }

  private IOException malformed(CoderResult result) {
    int place = bytes.position();
    String problem =
        String.format(Locale.ROOT, "expected %s, found byte 0x%02X", charset, bytes.get(place));
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return fault.of(source, line(), problem);
    }
    return fault.of(
        source, line(), problem + " as byte " + column + " of the line; " + remedy(result));
  }

  private String remedy(CoderResult result) {
    boolean last = ended && bytes.remaining() == result.length();
    boolean seldomLast = (bytes.get(bytes.position()) & 0xFE) == 0xC2; // Â and Ã in windows-1252
    return last && (beyondAscii || seldomLast || bytes.remaining() > 1)
        ? "the file seems to be cut off within a character"
        : "it seems to be " + likely() + ": read it with that charset, or save it as UTF-8";
  }

  /** The charset that the bytes from the first on that is not UTF-8 seem to be in. */
  private String likely() {
    if (read == 0 && bytes.remaining() > 1) {
      short mark = bytes.getShort(bytes.position());
      if (mark == (short) 0xFEFF || mark == (short) 0xFFFE) {
        return "UTF-16";
      }
    }
    Charset windows = Charset.forName("windows-1252");
    try {
      windows.newDecoder().decode(bytes.duplicate());
      return windows.name();
    } catch (CharacterCodingException e) {
      return StandardCharsets.ISO_8859_1.name(); // in which every byte is a character
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
