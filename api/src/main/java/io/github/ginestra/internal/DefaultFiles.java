package io.github.ginestra.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of the machine, without the channels of {@link Files}, which are closed when their thread
 * is interrupted; those of other file systems (in memory, in a zip file) by these channels.
 */
public final class DefaultFiles {
  private DefaultFiles() {}

  /** Whether a path is one of the machine's own file system. */
  static boolean contains(Path path) {
    return path.getFileSystem() == FileSystems.getDefault();
  }

  /**
   * Opens a file for reading at any position.
   *
   * @param file the file
   * @return a channel that no interrupt closes, if the file is the machine's; for one thread
   * @throws AccessDeniedException if the process may not read it
   * @throws IOException if it cannot be opened
   */
  public static SeekableByteChannel read(Path file) throws IOException {
    if (!contains(file)) {
      return Files.newByteChannel(file);
    }
    if (!Files.isReadable(file)) {
      throw new AccessDeniedException(file.toString());
    }
    return new UninterruptibleChannel(new RandomAccessFile(file.toFile(), "r"));
  }

  /** A file open for reading, by way of arrays. */
  private record UninterruptibleChannel(RandomAccessFile file) implements SeekableByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      int read =
          file.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
      target.position(target.position() + Math.max(0, read));
      return read;
    }

    @Override
    public long position() throws IOException {
      return file.getFilePointer();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      file.seek(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public boolean isOpen() {
      try {
        return file.getFD().valid();
      } catch (IOException e) {
        return false; // there is no descriptor
      }
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
