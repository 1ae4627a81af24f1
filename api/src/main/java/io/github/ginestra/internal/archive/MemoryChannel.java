package io.github.ginestra.internal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A channel of bytes in memory: those of an array, which is not copied, or those of a stream, which
 * are kept in pieces to avoid a second copy. Not safe for concurrent use.
 */
final class MemoryChannel implements SeekableByteChannel {
  private static final int PIECE = 1 << 20;

  private final List<byte[]> pieces; // of equal size, but for the last
  private final int pieceSize;
  private final long size;
  private long position;

  private MemoryChannel(List<byte[]> pieces, int pieceSize) {
    this.pieces = pieces;
    this.pieceSize = pieceSize;
    size = pieces.stream().mapToLong(piece -> piece.length).sum();
  }

  static MemoryChannel of(byte[] bytes) {
    return new MemoryChannel(List.of(bytes), Math.max(1, bytes.length));
  }

  /**
   * Reads a stream to its end and does not close it.
   *
   * @param place the stream, for error messages
   * @param start the bytes that a stream must begin with; they are looked at first, so that one of
   *     another kind is refused before it fills the memory
   * @param largest how many bytes it may have
   */
  static MemoryChannel read(InputStream in, Place place, byte[] start, long largest)
      throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    byte[] piece = in.readNBytes(PIECE);
    for (int i = 0; i < Math.min(start.length, piece.length); i++) {
      if (piece[i] != start[i]) {
        throw place.fault("is no model file: it does not begin as a zip file does");
      }
    }
    for (long size = 0; piece.length > 0; piece = in.readNBytes(PIECE)) {
      pieces.add(piece);
      size += piece.length;
      if (size > largest) {
        throw place.fault("is no model file: it has more than " + largest + " bytes");
      }
    }
    return new MemoryChannel(pieces, PIECE);
  }

  @Override
  public int read(ByteBuffer target) {
    if (position >= size) {
      return -1;
    }
    byte[] piece = pieces.get((int) (position / pieceSize));
    int from = (int) (position % pieceSize);
    int count = Math.min(target.remaining(), piece.length - from);
    target.put(piece, from, count);
    position += count;
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** There is nothing to release. */
  @Override
  public void close() {}
}
