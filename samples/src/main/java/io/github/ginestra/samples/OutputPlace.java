package io.github.ginestra.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where results go: checked before time is spent on them, and written whole or not at all. */
final class OutputPlace {
  private OutputPlace() {}

  /**
   * Makes a folder, if it is not there.
   *
   * @return the folder
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
    return Files.createDirectories(folder);
  }

  /** The path itself or the nearest folder above it that is there. */
  private static Path existing(Path path) {
    Path parent = path.getParent();
    return parent == null || Files.exists(path) ? path : existing(parent);
  }

  /**
   * Makes the folder of a file, if it is not there.
   *
   * @return the file
   * @throws IOException if the file cannot be written
   */
  static Path file(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(file)) {
      throw new IOException("cannot write to " + file + ": it is a folder");
    }
    folder(parent);
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new IOException("cannot write to " + file + ": no permission");
    }
    return file;
  }

  /** Replaces a file, or makes it; it has the old content or the new, never a part. */
  static Path write(Path file, byte[] content) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(parent, ".", ".part");
    try {
      Files.write(temporary, content);
      return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
