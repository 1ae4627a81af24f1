package io.github.ginestra.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names what does not fit into the Java heap, where what is read may be of any size or endless. */
public final class Memory {
  private static final long MEBIBYTE = 1 << 20;

  private Memory() {}

  /**
   * Reads a source whole.
   *
   * @param <T> the type of the result
   * @param source what is read, for the message, such as {@code "the text to learn from"}
   * @param reading reads it; all that it held is free when it fails
   * @return the result of {@code reading}
   * @throws IOException if reading fails, or there is not enough memory for all of it
   */
  public static <T> T holding(String source, Uninterrupted.Work<T> reading) throws IOException {
    try {
      return reading.run();
    } catch (OutOfMemoryError e) {
      throw new IOException(
          source
              + ": is too large, or has no end: it does not fit into the "
              + heap()
              + " MiB of memory that this Java may take (-Xmx), or into one text; give it more"
              + " memory, or a part of the data",
          e);
    }
  }

  /**
   * Reads a file whole, and refuses at once one that is larger than the heap.
   *
   * @param <T> the type of the result
   * @param file the file
   * @param reading reads it
   * @return the result of {@code reading}
   * @throws IOException if reading fails; if there is too little memory for the file, the message
   *     names the file, its size and the way out
   */
  public static <T> T holding(Path file, Uninterrupted.Work<T> reading) throws IOException {
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

  /**
   * Refuses what would not fit into the heap, before any of it is allocated.
   *
   * @param what what needs the memory, to begin the message with, such as {@code "training
   *     LSTM(9)"}
   * @param bytes how much it needs
   * @throws IllegalStateException if there is less; the message says how much is needed, how much
   *     there is, and the way out
   */
  public static void require(String what, long bytes) {
    if (bytes <= free()) {
      return;
    }
    if (bytes <= Runtime.getRuntime().maxMemory()) {
      System.gc(); // what is no longer used counts as taken until then
    }
    if (bytes > free()) {
      throw new IllegalStateException(
          what
              + " needs "
              + (bytes + MEBIBYTE - 1) / MEBIBYTE
              + " MiB of memory, and there are "
              + free() / MEBIBYTE
              + " MiB left of the "
              + heap()
              + " MiB that this Java may take (-Xmx); give it more memory, or make the network or"
              + " the batches smaller");
    }
  }

  /** How much memory may still be allocated. */
  private static long free() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  private static FileSystemException tooLarge(Path file) throws IOException {
    return new FileSystemException(
        file.toString(),
        null,
        "out of memory: the file has "
            + Files.size(file)
            + " bytes, and the Java heap at most "
            + heap()
            + " MiB; give it more with -Xmx");
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory() / MEBIBYTE;
  }
}
