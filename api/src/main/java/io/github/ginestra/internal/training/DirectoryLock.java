package io.github.ginestra.internal.training;

import io.github.ginestra.internal.NotOnAndroid;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A directory that one training has to itself: among all processes by a locked file, and within
 * this one by a mark among the system properties, which all class loaders share.
 *
 * <p>The mark is needed since the locks of POSIX belong to the process: one that closes any
 * descriptor of a locked file loses the lock, even where another of its descriptors locked it. So
 * the file is not opened again while it is held.
 */
@NotOnAndroid
public final class DirectoryLock implements AutoCloseable {
  /** The file that is locked; empty. */
  public static final String FILE = ".ginestra.lock";

  private static final String MARK = "io.github.ginestra.training.";

  private final String mark;
  private final FileChannel channel;

  private DirectoryLock(String mark, FileChannel channel) {
    this.mark = mark;
    this.channel = channel;
  }

  /**
   * Takes a directory.
   *
   * @return to be closed when it is free again
   * @throws IllegalStateException if another training has it
   * @throws IOException if the file cannot be made or locked
   */
  static DirectoryLock of(Path directory) throws IOException {
    String mark = MARK + key(directory);
    if (System.getProperties().putIfAbsent(mark, "held") != null) {
      throw held(directory);
    }
    try {
      return new DirectoryLock(mark, lock(directory));
    } catch (IOException | RuntimeException | Error e) {
      System.getProperties().remove(mark);
      throw e;
    }
  }

  /** What is the same for a directory by whatever path it is reached. */
  private static String key(Path directory) throws IOException {
    Object key = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
    return key == null ? directory.toRealPath().toUri().toString() : key.toString();
  }

  private static FileChannel lock(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          file.toString(),
          null,
          "must be a file that a training can lock: move it away, or name another directory for"
              + " checkpoints");
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // held by other code of this process
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw held(directory);
  }

  private static IllegalStateException held(Path directory) {
    return new IllegalStateException(
        "another training is going on in the directory "
            + directory
            + ": wait for its end, or name another directory for checkpoints");
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      System.getProperties().remove(mark);
    }
  }
}
