package io.github.ginestra.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds data on this machine: in the folder {@code GINESTRA_DATA}, then in the cache. */
final class DataFinder {
  /** The environment variable that names a folder of data. */
  static final String VARIABLE = "GINESTRA_DATA";

  private final Map<String, String> environment;

  DataFinder(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The file that the user named, or a file of the folder that the user named. */
  static Path given(Path path, Path relative) throws IOException {
    if (!Files.isDirectory(path)) {
      return requireFile(path);
    }
    Path alone = path.resolve(relative.getFileName());
    return Files.exists(alone) ? alone : requireFile(path.resolve(relative));
  }

  private static Path requireFile(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no such file: " + file);
    }
    return file;
  }

  /** Looks for a file of the data, such as {@code sms/SMSSpamCollection}. */
  Optional<Path> find(Path relative) {
    return folders()
        .map(folder -> folder.resolve(relative))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Where data are kept that have been fetched. */
  Path cache() {
    String home = environment.get("XDG_CACHE_HOME");
    Path caches = isSet(home) ? Path.of(home) : Path.of(System.getProperty("user.home"), ".cache");
    return caches.resolve("ginestra");
  }

  private Stream<Path> folders() {
    List<Path> folders = new ArrayList<>();
    String named = environment.get(VARIABLE);
    if (isSet(named)) {
      folders.add(Path.of(named));
    }
    folders.add(cache());
    return folders.stream();
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  /** Says where {@link #find} looks. */
  String places() {
    String named = environment.get(VARIABLE);
    return Stream.of(isSet(named) ? VARIABLE + "=" + named : VARIABLE + " (not set)", cache())
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }
}
