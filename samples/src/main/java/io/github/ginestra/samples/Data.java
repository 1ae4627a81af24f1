package io.github.ginestra.samples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the programs learn from: real data where they are, otherwise small demonstration sets. */
final class Data {
  /** The environment variable that names the folder of real data. */
  static final String VARIABLE = "GINESTRA_DATA";

  private Data() {}

  /**
   * Opens a file of the real data or, if there is none, a demonstration set, and says which.
   *
   * @param file its path in the folder that {@value #VARIABLE} names
   * @param demonstration the demonstration set that replaces it
   */
  static Reader open(String file, String demonstration) throws IOException {
    String folder = System.getenv(VARIABLE);
    if (folder != null && Files.isRegularFile(Path.of(folder, file))) {
      System.err.println("learning from " + Path.of(folder, file));
      return Files.newBufferedReader(Path.of(folder, file));
    }
    System.err.printf(
        "no file %s in the folder %s%s: learning from a small DEMONSTRATION SET%n",
        file, VARIABLE, folder == null ? ", which is not set" : " (" + folder + ")");
    return demonstration(demonstration);
  }

  /** Opens a demonstration set. */
  static Reader demonstration(String name) throws IOException {
    InputStream stream = Data.class.getResourceAsStream(name);
    if (stream == null) {
      throw new FileNotFoundException(name + " is missing in the jar of the samples");
    }
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }
}
