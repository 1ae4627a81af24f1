package io.github.ginestra.internal.archive;

import io.github.ginestra.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads one entry of a model file from its first byte to its last, and checks its CRC-32. */
final class EntryReader {
  private static final int CHUNK = 1 << 16;

  private final SeekableByteChannel channel;
  private final ZipEntries.Entry entry;
  private final CRC32 crc = new CRC32();
  private final @Nullable MessageDigest digest;
  private long remaining;

  /**
   * Begins at the start of an entry.
   *
   * @param digest receives all bytes; may be null
   */
  EntryReader(SeekableByteChannel channel, ZipEntries.Entry entry, @Nullable MessageDigest digest)
      throws IOException {
    this.channel = channel.position(entry.data());
    this.entry = entry;
    this.digest = digest;
    this.remaining = entry.size();
  }

  /** The place of the entry, for error messages. */
  Place place() {
    return entry.place();
  }

  /** The number of bytes left to read. */
  long remaining() {
    return remaining;
  }

  /** Reads exactly {@code count} bytes. */
  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    fill(bytes, count);
    return bytes;
  }

  /** Reads exactly {@code count} little-endian floats. */
  float[] floats(int count) throws IOException {
    float[] floats = new float[count];
    byte[] chunk = new byte[(int) Math.min(CHUNK, (long) Float.BYTES * count)];
    FloatBuffer values = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int from = 0; from < count; ) {
      int size = Math.min(count - from, values.capacity());
      fill(chunk, size * Float.BYTES);
      values.duplicate().get(floats, from, size);
      from += size;
    }
    return floats;
  }

  /** Reads exactly {@code count} signed bytes. */
  float[] signedBytes(int count) throws IOException {
    float[] values = new float[count];
    byte[] chunk = new byte[Math.min(CHUNK, count)];
    for (int from = 0; from < count; ) {
      int size = Math.min(count - from, chunk.length);
      fill(chunk, size);
      for (int i = 0; i < size; i++) {
        values[from + i] = chunk[i];
      }
      from += size;
    }
    return values;
  }

  /** Reads the next bytes into the start of an array. */
  private void fill(byte[] bytes, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw place().fault("ends before its size; the file shrinks while it is read");
      }
    }
    remaining -= count;
    crc.update(bytes, 0, count);
    if (digest != null) {
      digest.update(bytes, 0, count);
    }
  }

  /** Checks that all bytes have been read, and that their checksum is right. */
  void finish() throws ModelFormatException {
    if (remaining != 0) {
      throw place().fault(remaining + " bytes too many");
    }
    if (crc.getValue() != entry.crc()) {
      throw place().fault("is damaged: its checksum (CRC-32) is not the one it was written with");
    }
  }
}
