package io.github.ginestra.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names the file whose content does not fit into the Java heap. */
public final class MemoryShortage {
  private static final long MEBIBYTE = 1 << 20;

  private MemoryShortage() {}

  /**
   * Reads a file into memory.
   *
   * @param file the file
   * @param reading what reads it
   * @param <T> what it returns
   * @return what {@code reading} returned
   * @throws IOException if the reading fails; if there is too little memory for the file, the
   *     message names the file, its size and the way out
   */
  public static <T> T named(Path file, Uninterrupted.Work<T> reading) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) > Runtime.getRuntime().maxMemory()) {
      throw tooLarge(file);
    }
    try {
      return reading.run();
    } catch (OutOfMemoryError e) {
      FileSystemException named = tooLarge(file);
      named.initCause(e);
      throw named;
    }
  }

  private static FileSystemException tooLarge(Path file) throws IOException {
    return new FileSystemException(
        file.toString(),
        null,
        "out of memory: the file has "
            + Files.size(file)
            + " bytes, and the Java heap at most "
            + Runtime.getRuntime().maxMemory() / MEBIBYTE
            + " MiB; give it more with -Xmx");
  }
}
