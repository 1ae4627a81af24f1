package io.github.ginestra.backend.djl;

import ai.djl.engine.EngineProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The native libraries of an engine: an artifact with one classifier per platform.
 *
 * @param artifact group and name, for example {@code "ai.djl.pytorch:pytorch-native-cpu"}
 * @param version for example {@code "2.7.1"}
 * @param platforms the classifiers there are, for example {@code "linux-x86_64"}
 */
public record Natives(String artifact, String version, List<String> platforms) {

  /** Copies the list. */
  public Natives {
    platforms = List.copyOf(platforms);
  }

  /**
   * The natives of the version that the engine's jar requires.
   *
   * @param engine DJL's provider of the engine
   * @param name the engine's name in DJL's files, for example {@code "pytorch"}
   * @param artifact group and name
   * @param platforms the classifiers there are
   * @return the natives
   */
  public static Natives of(
      Class<? extends EngineProvider> engine, String name, String artifact, String... platforms) {
    Properties properties = new Properties();
    try (InputStream in = engine.getResourceAsStream("/" + name + "-engine.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty(name + "_version", "VERSION");
    return new Natives(artifact, version, List.of(platforms));
  }

  /**
   * Returns what to add on the platform that this JVM runs on.
   *
   * @return the end of a sentence, for an error message
   */
  public String forThisPlatform() {
    return on(platform(System.getProperty("os.name"), System.getProperty("os.arch")));
  }

  String on(String platform) {
    return platforms.contains(platform)
        ? "on this platform the dependency "
            + artifact
            + ':'
            + version
            + ':'
            + platform
            + " must be there at run time"
        : "there are none for this platform ("
            + platform
            + "), where the backend java runs trained models";
  }

  /** A platform as DJL's classifiers name it. */
  static String platform(String system, String architecture) {
    String name = system.toLowerCase(Locale.ROOT);
    String prefix =
        name.startsWith("windows")
            ? "win"
            : name.startsWith("mac") ? "osx" : name.replaceAll("[^a-z0-9]", "");
    return prefix + '-' + (architecture.equals("amd64") ? "x86_64" : architecture);
  }
}
