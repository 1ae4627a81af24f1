package io.github.ginestra.internal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a path leads that is to be written: to what its links point at, one after the other,
 * whether that is there or not.
 *
 * @param given the path as it was given, for errors
 * @param folder the directory
 * @param path what stands in it, or will; no link, but perhaps an open descriptor
 * @param descriptor whether {@code path} is an open descriptor of a process
 */
record FileTarget(Path given, Path folder, Path path, boolean descriptor) {
  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private static final Pattern DESCRIPTORS = Pattern.compile("/proc/\\d+(/task/\\d+)?/fd|/dev/fd");

  /**
   * Follows the links.
   *
   * @throws NoSuchFileException if the directory is not there
   * @throws FileSystemException if there is a directory in the file's place, or the links go round
   */
  static FileTarget of(Path file) throws IOException {
    Path path = file.toAbsolutePath();
    for (int links = 0; links <= MOST_LINKS; links++) {
      Path folder = path.getParent();
      if (folder == null || Files.isDirectory(path)) {
        throw new FileSystemException(file.toString(), null, "is a directory, not a file to write");
      }
      if (!Files.isDirectory(folder)) {
        throw new NoSuchFileException(folder.toString(), null, "the directory to write to");
      }
      if (isFolderOfDescriptors(folder) || !Files.isSymbolicLink(path)) {
        return new FileTarget(file, folder, path, isFolderOfDescriptors(folder));
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    throw new FileSystemLoopException(file.toString());
  }

  /**
   * A descriptor looks like a link, but what it names need not be there, or may be another file.
   */
  private static boolean isFolderOfDescriptors(Path folder) throws IOException {
    return DefaultFiles.contains(folder)
        && folder.startsWith("/")
        && DESCRIPTORS.matcher(folder.toRealPath().toString()).matches();
  }

  /** Whether the file is replaced as a whole; else its content goes to what is there. */
  boolean isReplaced() {
    return !descriptor && (!Files.exists(path) || Files.isRegularFile(path));
  }

  /** Whether the file can only be overwritten. */
  boolean isInPlace() {
    return Files.exists(path) && !Files.isWritable(folder);
  }

  /**
   * Checks the permissions.
   *
   * @throws AccessDeniedException if the process has none
   */
  void requireWritable() throws AccessDeniedException {
    if (Files.exists(path) && !Files.isWritable(path)) {
      throw new AccessDeniedException(
          given.toString(), null, "it is write-protected: change that, or name another file");
    }
    if (!Files.exists(path) && !Files.isWritable(folder)) {
      throw new AccessDeniedException(
          given.toString(),
          null,
          "the directory " + folder + " is write-protected: change that, or name another one");
    }
  }

  /** Opens what is no regular file. What a descriptor already holds is kept. */
  OutputStream openThrough() throws IOException {
    if (!descriptor) {
      return Files.newOutputStream(path, StandardOpenOption.WRITE);
    }
    FileDescriptor standard = standard();
    if (standard == null) {
      return Files.newOutputStream(path, StandardOpenOption.APPEND);
    }
    System.out.flush();
    System.err.flush();
    return new Unclosed(new FileOutputStream(standard));
  }

  /** Standard output or error of this process, which are written where they stand; else null. */
  private @Nullable FileDescriptor standard() throws IOException {
    String number = path.getFileName().toString();
    if (!isOwn(Path.of("/proc/self/fd")) && !isOwn(Path.of("/dev/fd"))) {
      return null;
    }
    return number.equals("1") ? FileDescriptor.out : number.equals("2") ? FileDescriptor.err : null;
  }

  private boolean isOwn(Path descriptors) throws IOException {
    return Files.exists(descriptors) && Files.isSameFile(folder, descriptors);
  }
}
