package io.github.ginestra.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Standard output, which remembers why it could not be written. */
final class StandardStream extends OutputStream {
  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");

  private final OutputStream out;
  private @Nullable IOException failure;

  StandardStream(OutputStream out) {
    this.out = out;
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
      failure = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Whether the program that read the results has ended, as {@code head} does. */
  boolean isClosedPipe() throws IOException {
    if (failure == null) {
      return false;
    }
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("pipe")
        || (out instanceof FileOutputStream
            && Files.isSymbolicLink(DESCRIPTOR)
            && Files.readSymbolicLink(DESCRIPTOR).toString().startsWith("pipe:"));
  }
}
