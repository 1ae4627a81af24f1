package io.github.ginestra.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the command, from the manifest of its jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "ginestra " + Objects.requireNonNullElse(version, "(not run from its jar)"),
      "Java " + Runtime.version()
    };
  }
}
