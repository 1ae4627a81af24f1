package io.github.ginestra.consumer;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.ginestra.consumer.Published.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A local Maven repository: of this project it has what this build made, in the version that the
 * pages name, of others what Maven has resolved for it.
 */
final class BuiltRepository {
  /** Not in a folder for temporary files, since what deletes those warns of each link. */
  static final Path PLACE = Path.of("target", "repository").toAbsolutePath();

  private BuiltRepository() {}

  static void make() throws IOException {
    Path resolved = Path.of(System.getProperty("localRepository"));
    Path own = Path.of("io", "github", "ginestra");
    link(resolved, PLACE, resolved.resolve(own));
    String version = Published.version();
    for (Module module : Published.modules()) {
      Path place = PLACE.resolve(own).resolve(module.name()).resolve(version);
      Files.createDirectories(place);
      String file = module.name() + '-' + version;
      String pom = Files.readString(module.folder().resolve("target").resolve("consumer-pom.xml"));
      String built = module.pom().select("> version").text();
      Files.writeString(place.resolve(file + ".pom"), pom.replace(built, version));
      if (module.isJar()) {
        Files.copy(module.jar(""), place.resolve(file + ".jar"), REPLACE_EXISTING);
      }
    }
  }

  /** Makes a folder of links to all that is in another one but for one of its folders. */
  private static void link(Path from, Path to, Path without) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> children = Files.list(from)) {
      for (Path child : children.filter(path -> !path.equals(without)).toList()) {
        Path place = to.resolve(child.getFileName());
        if (without.startsWith(child)) {
          link(child, place, without);
        } else if (!Files.exists(place)) {
          Files.createSymbolicLink(place, child);
        }
      }
    }
  }
}
