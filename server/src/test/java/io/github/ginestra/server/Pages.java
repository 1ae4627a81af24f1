package io.github.ginestra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the project, for tests of other modules. */
public final class Pages {
  /** The project, for a module that stands directly in it. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Pages() {}

  /** All pages in Markdown. */
  public static List<Path> all() throws IOException {
    List<Path> pages = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
    Stream.of(
            "README.md",
            "CHANGELOG.md",
            "CODE_OF_CONDUCT.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "samples/README.md")
        .map(ROOT::resolve)
        .forEach(pages::add);
    return pages;
  }

  /** The files below a folder whose names end like that, in order. */
  public static List<Path> files(Path folder, String extension) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
    }
  }
}
