package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.server.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of this project's modules. */
class PackagesTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  @Test
  void no_package_spans_two_jars() throws IOException {
    Map<Path, Set<Path>> owners = new TreeMap<>();
    for (Path module : modules()) {
      Path sources = module.resolve(SOURCES);
      for (Path source : Pages.files(sources, ".java")) {
        Path name = sources.relativize(source).getParent();
        if (name != null) { // else a module-info
          owners.computeIfAbsent(name, n -> new TreeSet<>()).add(module);
        }
      }
    }

    assertThat(owners).hasSizeGreaterThan(20);
    for (String module : List.of("api", "backend-java", "backend-djl-mxnet", "cli", "spark")) {
      assertThat(owners).containsValue(Set.of(Pages.ROOT.resolve(module)));
    }
    assertThat(owners).allSatisfy((name, jars) -> assertThat(jars).as("%s", name).hasSize(1));
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.walk(Pages.ROOT, 2)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .filter(folder -> Files.isDirectory(folder.resolve(SOURCES)))
          .toList();
    }
  }
}
