package io.github.ginestra;

import io.github.ginestra.data.Examples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The data that the environment variable GINESTRA_DATA points to. */
public final class RealData {
  private RealData() {}

  /** A file of the data; where the variable is unset the test is skipped and says so. */
  public static Path file(String name) {
    String folder = System.getenv("GINESTRA_DATA");
    Assumptions.assumeTrue(folder != null, "skipped: GINESTRA_DATA is not set, wanted " + name);
    return Path.of(folder, name);
  }

  /** The SMS Spam Collection. */
  public static Examples messages() throws IOException {
    return Examples.fromTsv(file("sms/SMSSpamCollection"));
  }
}
