package io.github.ginestra.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Replaces a file as a whole. The new content goes to a file beside it, {@code
 * .ginestra-<chance>.tmp}, is forced to the disk, and takes the old one's place in one step:
 * whoever looks, and whenever the process or the machine stops, there is the old content or the
 * new.
 */
public final class AtomicFile {
  private static final int BUFFER = 1 << 16;

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
   * Replaces a file, or makes it. Where {@code file} is a link, what it points to is replaced. An
   * interrupted thread does it all the same.
   *
   * @param file the file; its directory must be there
   * @param content what writes the new content
   * @throws IOException if something fails; nothing lies beside the file then, and it is as it was,
   *     or the new one if only the directory could not be forced to the disk
   */
  public static void replace(Path file, Content content) throws IOException {
    Uninterrupted.during(() -> replaceNow(file, content));
  }

  /**
   * Replaces a file, or makes it, as {@link #replace(Path, Content)} does.
   *
   * @param file the file; its directory must be there
   * @param text the new content, to be written in UTF-8; unpaired surrogates become U+FFFD
   * @throws IOException if something fails; nothing lies beside the file then, and it is as it was,
   *     or the new one if only the directory could not be forced to the disk
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

  private static Path replaceNow(Path file, Content content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "is a directory, not a file to write");
    }
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "the directory to write to");
    }
    Path temporary = folder.resolve(".ginestra-" + UUID.randomUUID() + ".tmp");
    try {
      write(temporary, content);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error e) {
      delete(temporary, e);
      throw e;
    }
    force(folder);
    return target;
  }

  private static void write(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      content.writeTo(new Unclosed(out));
      out.flush();
      channel.force(true);
    }
  }

  private static void delete(Path file, Throwable because) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** Forces a directory's entries to the disk, on the systems that let it be opened for that. */
  private static void force(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
