package io.github.ginestra.text;

import io.github.ginestra.data.MalformedDataException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * One file of word vectors, whose format is detected by its first bytes; see {@link WordVectors}.
 */
final class VectorFile implements Closeable {
  private static final int BUFFER = 1 << 17;

  /** The number of bytes to detect the format. */
  private static final int SEEN = 1 << 16;

  /**
   * What a file held.
   *
   * @param dimension D
   * @param vectors (D) for each word, in the file's order
   */
  record Vectors(int dimension, Map<String, float[]> vectors) {}

  private final String source;
  private final InputStream bytes;

  private VectorFile(String source, InputStream bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  /** Opens a file; one that is compressed by gzip is decompressed. */
  static VectorFile open(Path file) throws IOException {
    InputStream bytes = buffered(Files.newInputStream(file));
    try {
      boolean gzip = VectorKind.GZIP.begins(start(bytes));
      return new VectorFile(
          file.toString(), gzip ? buffered(new GZIPInputStream(bytes, BUFFER)) : bytes);
    } catch (IOException | RuntimeException | Error e) {
      bytes.close();
      throw e;
    }
  }

  private static InputStream buffered(InputStream bytes) {
    return new BufferedInputStream(bytes, BUFFER);
  }

  /** The first bytes, which are read again afterwards. */
  private static byte[] start(InputStream bytes) throws IOException {
    bytes.mark(SEEN);
    byte[] start = bytes.readNBytes(SEEN);
    bytes.reset();
    return start;
  }

  /**
   * Reads the first vectors of wanted words.
   *
   * @param limit how many at most
   */
  Vectors read(int limit, Predicate<? super String> wanted) throws IOException {
    byte[] start = start(bytes);
    VectorKind kind = VectorKind.of(start);
    return switch (kind) {
      case FASTTEXT -> new FastTextReader(source, bytes, limit, wanted).read();
      case TEXT ->
          isWord2Vec(start)
              ? new Word2VecReader(source, bytes, limit, wanted).read()
              : new WordVectorsReader(source, bytes).read(limit, wanted);
      default ->
          throw new MalformedDataException(
              source,
              "expected word vectors as text, or word2vec's or fastText's .bin, found "
                  + kind.description());
    };
  }

  /**
   * Whether what follows the line of count and dimension is no line of numbers, but bytes that no
   * text has.
   */
  private static boolean isWord2Vec(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    if (end < 0 || !WordVectorsReader.HEADER.matcher(text.substring(0, end).strip()).matches()) {
      return false;
    }
    String rest = text.substring(end + 1).stripLeading();
    String line = rest.lines().findFirst().orElse("");
    return !WordVectorsReader.endsWithNumber(line)
        && rest.chars().anyMatch(c -> c < ' ' && "\t\r\n".indexOf(c) < 0);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
