package io.github.ginestra.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** This library about itself. */
public final class Library {
  private static final String VERSION = read();

  private Library() {}

  /**
   * Returns the library's version.
   *
   * @return for example {@code "0.1.0"}
   */
  public static String version() {
    return VERSION;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = Library.class.getResourceAsStream("library.properties")) {
      properties.load(Checks.notNull(in, "library.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Checks.notNull(properties.getProperty("version"), "version");
  }
}
