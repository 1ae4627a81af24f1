package io.github.ginestra.samples;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The data that the environment variable GINESTRA_DATA points to. */
final class RealData {
  private RealData() {}

  /** The folder; where the variable is unset the test is skipped and says so. */
  static Path folder() {
    String folder = System.getenv(DataFinder.VARIABLE);
    Assumptions.assumeTrue(folder != null, "skipped: GINESTRA_DATA is not set");
    return Path.of(folder);
  }

  static DataFinder finder() {
    return new DataFinder(Map.of(DataFinder.VARIABLE, folder().toString()));
  }
}
