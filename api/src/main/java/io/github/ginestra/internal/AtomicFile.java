package io.github.ginestra.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes every file of this library. Links are followed; how a file is written depends on what is
 * at the path:
 *
 * <ul>
 *   <li>Nothing, or a regular file: the new content goes to a file beside it, {@code
 *       .ginestra-<UUID>.tmp}, is forced to the disk, and takes the old one's place in one step:
 *       whoever looks, and whenever the process or the machine stops, there is the old content or
 *       the new. Permissions of the old file are kept, and its owner and group where the process
 *       may set them; a new file has those that the process gives to all its files (umask).
 *   <li>A regular file that cannot be replaced, because its directory is write-protected or it is a
 *       mount point: it is overwritten in place, and a process that stops then leaves a part.
 *   <li>Anything else but a directory, such as a named pipe, a device or an open descriptor ({@code
 *       /dev/stdout}, {@code /proc/self/fd/3}): the content is written to it, and it stays what it
 *       is.
 * </ul>
 *
 * <p>A thread that is interrupted, before or at any moment of the writing, writes all the same and
 * is interrupted afterwards.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** What writes the new content. */
  public interface Content {

    /**
     * Writes the content.
     *
     * @param out where to; buffered; may be closed or not
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces a file, makes it, or writes to what is no regular file.
   *
   * @param file the file; its directory must be there
   * @param content what writes the new content
   * @throws AccessDeniedException if the file is write-protected, or neither it nor its directory
   *     can be written
   * @throws IOException if something else fails, with the file's name and how much had been
   *     written; nothing lies beside the file then, and it is as it was, unless it was written in
   *     place, or the new one if only the directory could not be forced to the disk
   */
  public static void replace(Path file, Content content) throws IOException {
    Uninterrupted.during(
        () -> {
          write(file, content);
          return file;
        });
  }

  /**
   * Replaces a file, makes it, or writes to what is no regular file, as {@link #replace(Path,
   * Content)} does.
   *
   * @param file the file; its directory must be there
   * @param text the new content, to be written in UTF-8; unpaired surrogates become U+FFFD
   * @throws IOException as there
   */
  public static void replace(Path file, String text) throws IOException {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8));
    replace(
        file,
        out -> {
          try (Writer writer = new OutputStreamWriter(out, encoder)) {
            writer.write(text);
          }
        });
  }

  /**
   * Checks that a file can be written, as far as that can be known before.
   *
   * @param file the file; its directory must be there
   * @throws AccessDeniedException if the file is write-protected, or neither it nor its directory
   *     can be written
   * @throws IOException if it cannot be written for another reason
   */
  public static void check(Path file) throws IOException {
    FileTarget.of(file).requireWritable();
  }

  private static void write(Path file, Content content) throws IOException {
    FileTarget target = FileTarget.of(file);
    if (!target.isReplaced()) {
      DurableStream.write(file, target.openThrough(), content);
      return;
    }
    target.requireWritable();
    if (target.isInPlace()) {
      DurableStream.write(file, DurableStream.open(target.path()), content);
    } else {
      replaceRegular(file, target, content);
    }
  }

  private static void replaceRegular(Path file, FileTarget target, Content content)
      throws IOException {
    Path temporary = target.folder().resolve(".ginestra-" + UUID.randomUUID() + ".tmp");
    try {
      create(temporary, target.path(), file);
      DurableStream.write(file, DurableStream.open(temporary), content);
      move(temporary, target.path(), file);
    } catch (IOException | RuntimeException | Error e) {
      delete(temporary, e);
      throw e;
    }
    DurableStream.forceFolder(target.folder());
  }

  /** Makes an empty file with the permissions of another one, if that is there. */
  private static void create(Path temporary, Path old, Path file) throws IOException {
    PosixFileAttributeView view = view(old);
    try {
      if (view == null || !Files.exists(old)) {
        Files.createFile(temporary);
        return;
      }
      // narrow at first, so that nobody reads it who could not read the old file
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileSystemException e) {
      FileSystemException named =
          new FileSystemException(
              file.toString(), null, "no file can be made beside it: " + e.getReason());
      named.initCause(e);
      throw named;
    }
    keep(view.readAttributes(), Checks.notNull(view(temporary), "view"));
  }

  private static @Nullable PosixFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }

  private static void keep(PosixFileAttributes old, PosixFileAttributeView view)
      throws IOException {
    PosixFileAttributes now = view.readAttributes();
    if (!now.group().equals(old.group())) {
      wherePossible(() -> view.setGroup(old.group()));
    }
    if (!now.owner().equals(old.owner())) {
      wherePossible(() -> view.setOwner(old.owner()));
    }
    if (!now.permissions().equals(old.permissions())) {
      wherePossible(() -> view.setPermissions(old.permissions()));
    }
  }

  /** A change that the process or the file system may not allow. */
  private interface Change {
    void make() throws IOException;
  }

  private static void wherePossible(Change change) throws IOException {
    try {
      change.make();
    } catch (FileSystemException e) {
      // then the file has what the process gives to all its files, or less
    }
  }

  private static void move(Path temporary, Path target, Path file) throws IOException {
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException e) {
      if (!Files.isRegularFile(target)) {
        throw e;
      }
      copyInPlace(temporary, target, file, e);
    }
  }

  /** Overwrites a file that cannot be replaced, such as one that is mounted by itself. */
  private static void copyInPlace(
      Path temporary, Path target, Path file, FileSystemException because) throws IOException {
    try (InputStream in = Files.newInputStream(temporary)) {
      DurableStream.write(file, DurableStream.open(target), in::transferTo);
    } catch (IOException e) {
      e.addSuppressed(because);
      throw e;
    }
    Files.delete(temporary);
  }

  private static void delete(Path file, Throwable because) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }
}
