package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Error messages point to places in the documentation, and those exist. */
class DocumentedAnchorsTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern POINTER = Pattern.compile("docs/([a-z-]+\\.md)#([a-z0-9-]+)");

  @Test
  void every_place_that_a_message_names_is_there() throws IOException {
    Set<String> pointers = pointers();
    assertThat(pointers).contains("docs/backends.md#none", "docs/backends.md#gpu");
    for (String pointer : pointers) {
      MatchResult parts = POINTER.matcher(pointer).results().findFirst().orElseThrow();
      assertThat(PROJECT.resolve("docs").resolve(parts.group(1)))
          .content()
          .as(pointer)
          .contains("<a id=\"" + parts.group(2) + "\">");
    }
  }

  private static Set<String> pointers() throws IOException {
    Set<String> pointers = new TreeSet<>();
    for (Path source : sources()) {
      POINTER
          .matcher(Files.readString(source))
          .results()
          .map(MatchResult::group)
          .forEach(pointers::add);
    }
    return pointers;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      return files
          .filter(file -> file.toString().contains(Path.of("src", "main", "java").toString()))
          .filter(file -> file.toString().endsWith(".java"))
          .toList();
    }
  }
}
