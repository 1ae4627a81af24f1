package io.github.ginestra.cli;

import io.github.ginestra.internal.AtomicFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where results go: checked before time is spent on them. */
final class OutputPlace {
  private static final Path STANDARD = Path.of("-");

  private OutputPlace() {}

  /**
   * Makes a folder, if it is not there.
   *
   * @throws IOException if there is something else in its place, or nothing may be written there
   */
  static Path folder(Path folder) throws IOException {
    Path existing = existing(folder.toAbsolutePath());
    if (!Files.isDirectory(existing)) {
      throw new IOException("cannot write to " + folder + ": " + existing + " is not a folder");
    }
    if (!Files.isWritable(existing)) {
      throw new IOException("cannot write to " + folder + ": no permission in " + existing);
    }
    return Files.isDirectory(folder) ? folder : Files.createDirectories(folder);
  }

  /** The path itself or the nearest folder above it that is there. */
  private static Path existing(Path path) {
    Path parent = path.getParent();
    return parent == null || Files.exists(path) ? path : existing(parent);
  }

  /**
   * Makes the folder of a file, if it is not there, and checks that the file can be written.
   *
   * @param file the file; {@code -} for standard output
   */
  static Path file(Path file) throws IOException {
    if (isStandard(file)) {
      return file;
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(file)) {
      throw new IOException("cannot write to " + file + ": it is a folder");
    }
    if (!Files.isDirectory(parent)) {
      folder(parent);
    }
    AtomicFile.check(file);
    return file;
  }

  /** Whether a path stands for standard input or output. */
  static boolean isStandard(@Nullable Path file) {
    return STANDARD.equals(file);
  }

  /** What writes a file. */
  interface Writer {
    void write(Path file) throws IOException;
  }

  /** Writes a file, and says so; or writes to standard output. */
  static void write(Path file, Writer writer, Console console) throws IOException {
    if (isStandard(file)) {
      writeToStandardOutput(writer, console.out());
    } else {
      writer.write(file);
      console.say("wrote %s", file);
    }
  }

  private static void writeToStandardOutput(Writer writer, PrintStream out) throws IOException {
    Path temporary = Files.createTempFile("ginestra-", null);
    try {
      writer.write(temporary);
      Files.copy(temporary, out);
      if (out.checkError()) {
        throw new ClosedOutputException();
      }
    } finally {
      Files.delete(temporary);
    }
  }
}
