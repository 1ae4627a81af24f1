package io.github.ginestra.internal;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes to an open file: forces it to the disk where it is one, and says in each error which file
 * it was and how much had been written.
 */
final class DurableStream extends OutputStream {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final OutputStream out;
  private long written;

  private DurableStream(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /** Opens a regular file that is there, to be overwritten. */
  static OutputStream open(Path file) throws IOException {
    return DefaultFiles.contains(file)
        ? new FileOutputStream(file.toFile())
        : Files.newOutputStream(
            file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /**
   * Writes all content, and closes the file.
   *
   * @param file what to call it in an error
   * @param opened where to
   */
  static void write(Path file, OutputStream opened, AtomicFile.Content content) throws IOException {
    try (DurableStream durable = new DurableStream(file, opened)) {
      OutputStream out = new BufferedOutputStream(durable, BUFFER);
      content.writeTo(new Unclosed(out));
      out.flush();
      durable.force();
    }
  }

  private void force() throws IOException {
    if (out instanceof FileOutputStream descriptor) {
      try {
        descriptor.getFD().sync();
      } catch (IOException e) {
        throw named(e);
      }
    }
  }

  /** Forces a directory's entries to the disk, on the systems that let it be opened for that. */
  static void forceFolder(Path folder) throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && DefaultFiles.contains(folder)) {
      // of the channels only this one is not closed by an interrupt; it starts no thread for that
      try (AsynchronousFileChannel channel =
          AsynchronousFileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      throw named(e);
    }
    written += count;
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw named(e);
    }
  }

  private FileSystemException named(IOException e) {
    FileSystemException named =
        new FileSystemException(
            file.toString(),
            null,
            e.getMessage() + ", after " + written + " bytes were written" + wayOut());
    named.initCause(e);
    return named;
  }

  private String wayOut() {
    return out instanceof FileOutputStream
        ? room() + ": make room there, or write to another place"
        : ": write to another place";
  }

  /** How much more there is room for, where the file system says. */
  private String room() {
    try {
      Path folder = file.toRealPath().getParent();
      return " (" + Files.getFileStore(folder).getUsableSpace() + " bytes are free)";
    } catch (IOException e) {
      return ""; // another error is being reported already
    }
  }
}
