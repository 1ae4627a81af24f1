package io.github.ginestra.samples;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, as the manifest of its jar says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "ginestra-samples " + Objects.requireNonNullElse(version, "(not run from its jar)"),
      "Java " + Runtime.version()
    };
  }
}
