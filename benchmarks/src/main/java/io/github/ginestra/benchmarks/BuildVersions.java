package io.github.ginestra.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The versions that this program was built of.
 *
 * @param ginestra of this project
 * @param djl of the library that the engines are reached through
 * @param pytorch of that engine
 * @param mxnet of that engine
 * @param jmh of what measures
 */
record BuildVersions(String ginestra, String djl, String pytorch, String mxnet, String jmh) {
  private static final String FILE = "versions.properties";

  /** Reads what the build wrote. */
  static BuildVersions read() throws IOException {
    Properties versions = new Properties();
    try (InputStream stream = BuildVersions.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IOException(FILE + " is missing in the program's jar");
      }
      versions.load(stream);
    }
    return new BuildVersions(
        versions.getProperty("ginestra"),
        versions.getProperty("djl"),
        versions.getProperty("pytorch"),
        versions.getProperty("mxnet"),
        versions.getProperty("jmh"));
  }

  @Override
  public String toString() {
    return "Ginestra "
        + ginestra
        + ", PyTorch "
        + pytorch
        + " and MXNet "
        + mxnet
        + " through DJL "
        + djl
        + ", JMH "
        + jmh;
  }
}
