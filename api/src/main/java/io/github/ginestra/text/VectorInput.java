package io.github.ginestra.text;

import io.github.ginestra.data.MalformedDataException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads little-endian numbers and words from a binary file of word vectors. It allocates memory for
 * what it has read, not for what a header claims.
 */
final class VectorInput {
  private static final int LONGEST_WORD = 1 << 16;
  private static final int ROW_PART = 1 << 14;

  private final String source;
  private final InputStream bytes;

  VectorInput(String source, InputStream bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  int integer() throws IOException {
    return exactly(Integer.BYTES).getInt();
  }

  long longInteger() throws IOException {
    return exactly(Long.BYTES).getLong();
  }

  int octet() throws IOException {
    return exactly(1).get() & 0xFF;
  }

  void skip(long count) throws IOException {
    bytes.skipNBytes(count);
  }

  private ByteBuffer exactly(int count) throws IOException {
    byte[] read = bytes.readNBytes(count);
    if (read.length < count) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes up to a delimiter, which is read too. */
  byte[] until(int delimiter) throws IOException {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    for (int b = bytes.read(); b != delimiter; b = bytes.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      word.write(b);
      if (word.size() > LONGEST_WORD) {
        throw malformed("found a word of more than " + LONGEST_WORD + " bytes");
      }
    }
    return word.toByteArray();
  }

  /** D numbers. */
  private float[] row(int dimension) throws IOException {
    float[] row = new float[Math.min(dimension, ROW_PART)];
    for (int filled = 0; filled < dimension; ) {
      int part = Math.min(dimension - filled, ROW_PART);
      if (filled + part > row.length) {
        row = Arrays.copyOf(row, (int) Math.min(dimension, 2L * row.length));
      }
      exactly(part * Float.BYTES).asFloatBuffer().get(row, filled, part);
      filled += part;
    }
    return row;
  }

  /** D numbers, which must be finite. */
  float[] finiteRow(int dimension, String word) throws IOException {
    float[] row = row(dimension);
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw malformed("expected finite numbers for \"" + word + "\", found " + value);
      }
    }
    return row;
  }

  static String text(byte[] word) {
    return new String(word, StandardCharsets.UTF_8);
  }

  MalformedDataException malformed(String problem) {
    return new MalformedDataException(source, problem);
  }
}
