package io.github.ginestra.consumer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JDKs of this machine: beside the one that runs, and in the usual places. */
final class Jdks {
  private static final int OLDEST = 17;

  private Jdks() {}

  /**
   * A JDK.
   *
   * @param what which one was looked for
   * @param home where it is, or null if there is none
   */
  record Jdk(String what, @Nullable Path home) {
    @Override
    public String toString() {
      return what;
    }
  }

  private record Found(int feature, Path home) {}

  /** The oldest that the library supports, and the newest there is beyond it. */
  static Stream<Jdk> oldestAndNewest() {
    List<Found> found = found();
    Optional<Found> oldest = found.stream().filter(jdk -> jdk.feature() == OLDEST).findFirst();
    Optional<Found> newest =
        found.stream()
            .filter(jdk -> jdk.feature() > OLDEST)
            .max(Comparator.comparingInt(Found::feature));
    return Stream.of(
        new Jdk(Integer.toString(OLDEST), oldest.map(Found::home).orElse(null)),
        newest
            .map(jdk -> new Jdk(Integer.toString(jdk.feature()), jdk.home()))
            .orElse(new Jdk("newer than " + OLDEST, null)));
  }

  private static List<Found> found() {
    List<Found> found = new ArrayList<>();
    for (Path home : homes()) {
      int feature = feature(home);
      if (feature >= OLDEST && Files.isExecutable(home.resolve("bin").resolve("java"))) {
        found.add(new Found(feature, home));
      }
    }
    return found;
  }

  private static List<Path> homes() {
    Path running = Path.of(System.getProperty("java.home"));
    Path user = Path.of(System.getProperty("user.home"));
    List<Path> homes = new ArrayList<>(List.of(running));
    Stream.of(
            running.toAbsolutePath().getParent(),
            Path.of("/usr/lib/jvm"),
            Path.of("/opt"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"))
        .map(Jdks::folders)
        .forEach(homes::addAll);
    System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().matches("JAVA_HOME(_\\d+.*)?|JDK_?\\d+"))
        .forEach(variable -> homes.add(Path.of(variable.getValue())));
    return homes;
  }

  private static List<Path> folders(Path place) {
    try (Stream<Path> folders = Files.list(place)) {
      return folders.sorted().toList();
    } catch (IOException e) {
      return List.of(); // no such place
    }
  }

  /** The version's first number, or 0 if it is no JDK. */
  private static int feature(Path home) {
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
      String version = release.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
      return Runtime.Version.parse(version).feature();
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
  }
}
