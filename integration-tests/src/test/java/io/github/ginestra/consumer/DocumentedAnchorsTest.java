package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.Docs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Error messages point to places in the documentation, and those exist. */
class DocumentedAnchorsTest {
  private static final Path PROJECT = Path.of("..");

  /** Where code names a section; {@code Docs.see} completes the address. */
  private static final Pattern SECTION = Pattern.compile("\"([a-z/-]+\\.md)#([a-z0-9-]+)\"");

  private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern BARE = Pattern.compile("\"[^\"\n]*docs/[a-z/-]+\\.md#");

  @Test
  void every_section_that_a_message_names_is_there() throws IOException {
    Set<String> sections = found(SECTION);
    assertThat(sections).contains("\"backends.md#none\"", "\"backends.md#gpu\"");
    for (String section : sections) {
      MatchResult parts = SECTION.matcher(section).results().findFirst().orElseThrow();
      assertThat(PROJECT.resolve("docs").resolve(parts.group(1)))
          .content()
          .as(section)
          .contains("<a id=\"" + parts.group(2) + "\">");
    }
  }

  @Test
  void the_page_of_messages_leads_to_every_section_that_a_message_names() throws IOException {
    String page = Files.readString(PROJECT.resolve("docs/troubleshooting.md"));
    for (String section : found(SECTION)) {
      String link = "](" + section.replace("\"", "") + ")";
      assertThat(page).contains(link);
    }
  }

  @Test
  void the_messages_of_the_page_are_those_of_the_code() throws IOException {
    StringBuilder code = new StringBuilder();
    for (Path source : sources()) {
      code.append(CONCATENATION.matcher(Files.readString(source)).replaceAll(""));
    }
    int messages = 0;
    for (String row : Files.readAllLines(PROJECT.resolve("docs/troubleshooting.md"))) {
      if (row.startsWith("| `") && !row.contains("(a warning")) {
        String cell = row.split("\\|", -1)[1].replaceAll("\\([^`]*(`[^`]*`)[^`]*\\)\\s*$", "");
        for (MatchResult quoted : QUOTED.matcher(cell).results().toList()) {
          for (String part : quoted.group(1).split("…", -1)) {
            assertThat(code.indexOf(part.strip())).as(part).isNotNegative();
            messages++;
          }
        }
      }
    }
    assertThat(messages).isGreaterThan(30);
  }

  @Test
  void no_message_names_a_section_without_its_full_address() throws IOException {
    assertThat(found(BARE)).isEmpty();
  }

  @Test
  void the_address_is_that_of_the_project() throws IOException {
    Matcher url =
        Pattern.compile("<url>(https://github\\.com/[^<]+)</url>")
            .matcher(Files.readString(PROJECT.resolve("pom.xml")));
    assertThat(url.find()).isTrue();
    assertThat(Docs.see("backends.md#none"))
        .isEqualTo(" (see " + url.group(1) + "/blob/main/docs/backends.md#none)");
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path source : sources()) {
      pattern
          .matcher(Files.readString(source))
          .results()
          .map(MatchResult::group)
          .forEach(found::add);
    }
    return found;
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
