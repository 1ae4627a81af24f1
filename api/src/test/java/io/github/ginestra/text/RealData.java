package io.github.ginestra.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The data that the environment variable GINESTRA_DATA points to. */
final class RealData {
  private RealData() {}

  /** A file of the data; where the variable is unset the test is skipped and says so. */
  static Path file(String name) {
    String folder = System.getenv("GINESTRA_DATA");
    Assumptions.assumeTrue(folder != null, "skipped: GINESTRA_DATA is not set, wanted " + name);
    return Path.of(folder, name);
  }

  /** The 5,574 texts of the SMS Spam Collection. */
  static List<String> messages() throws IOException {
    String lines = Files.readString(file("sms/SMSSpamCollection"));
    return List.of(lines.split("\n")).stream().map(l -> l.substring(l.indexOf('\t') + 1)).toList();
  }
}
