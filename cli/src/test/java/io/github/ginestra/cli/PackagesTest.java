package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What this project's jars hold; this module has them all on its class path. */
class PackagesTest {
  private static final Path ROOT = Path.of("io", "github", "ginestra");

  @Test
  void no_package_spans_two_jars() throws IOException {
    Map<String, Set<Path>> owners = new TreeMap<>();
    Set<Path> ours = new TreeSet<>();
    for (Path entry : classPath()) {
      for (String name : packages(entry)) {
        ours.add(entry);
        owners.computeIfAbsent(name, n -> new TreeSet<>()).add(entry);
      }
    }

    assertThat(ours).as("jars of this project").hasSizeGreaterThanOrEqualTo(6);
    assertThat(owners)
        .containsKeys(
            "io.github.ginestra",
            "io.github.ginestra.cli",
            "io.github.ginestra.backend.djl.pytorch",
            "io.github.ginestra.backend.djl.mxnet");
    assertThat(owners).allSatisfy((name, jars) -> assertThat(jars).as(name).hasSize(1));
  }

  /** Jars and folders of classes, but for those with tests. */
  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .filter(entry -> !entry.endsWith("test-classes"))
        .filter(entry -> !entry.toString().endsWith("-tests.jar"))
        .toList();
  }

  private static Set<String> packages(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      return packagesBelow(entry);
    }
    try (FileSystem jar = FileSystems.newFileSystem(entry)) {
      return packagesBelow(jar.getPath("/"));
    }
  }

  private static Set<String> packagesBelow(Path root) throws IOException {
    Path start = root.resolve(ROOT.toString());
    if (!Files.isDirectory(start)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> root.relativize(file.getParent()).toString())
          .map(folder -> folder.replaceAll("[/\\\\]", "."))
          .collect(Collectors.toSet());
    }
  }
}
