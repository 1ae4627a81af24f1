package io.github.ginestra.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Leaves the closing of a stream to others. */
public final class Unclosed extends FilterOutputStream {
  /**
   * Wraps a stream.
   *
   * @param out the stream; it is flushed instead of closed
   */
  public Unclosed(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
