package io.github.ginestra.internal;

import java.io.IOException;

/** Names what did not fit into memory, where what is read may be of any size, or without an end. */
public final class Memory {
  private Memory() {}

  /**
   * What reads.
   *
   * @param <T> what comes of it
   */
  public interface Reading<T> {

    /**
     * Reads.
     *
     * @return what was read
     * @throws IOException if it cannot be read
     */
    T read() throws IOException;
  }

  /**
   * Reads something whole.
   *
   * @param <T> what comes of it
   * @param source what is read, such as a file's path
   * @param reading what reads; all that it held is free when it fails
   * @return what was read
   * @throws IOException if reading fails, or there is not enough memory for all of it
   */
  public static <T> T holding(String source, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (OutOfMemoryError e) {
      throw new IOException(
          source
              + ": is too large, or has no end: it does not fit into the "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB of memory that this Java may take (-Xmx), or into one text; give it more"
              + " memory, or a part of the data",
          e);
    }
  }
}
