package io.github.ginestra.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that writes a file; tests run it with the rights and limits that they are about. */
final class WritingProgram {
  private WritingProgram() {}

  /**
   * Writes a file, and prints what goes wrong.
   *
   * @param arguments the file, and how many bytes go into it
   */
  public static void main(String[] arguments) {
    try {
      System.out.print("before ");
      AtomicFile.replace(Path.of(arguments[0]), "x".repeat(Integer.parseInt(arguments[1])));
      System.out.print(" after");
    } catch (IOException e) {
      System.out.print(e);
    }
  }

  /** A line of the shell that runs the program on a file. */
  static String command(Path file, int bytes) {
    List<String> words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx32m",
            "-cp",
            folderOf(AtomicFile.class) + ":" + folderOf(WritingProgram.class),
            WritingProgram.class.getName(),
            file.toString(),
            Integer.toString(bytes));
    return "'" + String.join("' '", words) + "'";
  }

  private static String folderOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }
}
