package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.ginestra.server.Pages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** Links between the pages lead somewhere, and what is XML or JSON on them can be read. */
class DocumentationLinksTest {
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
  private static final Pattern DATA = Pattern.compile("(?s)```(xml|json)\n(.*?)```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /** A file of the project where it is published. */
  private static final Pattern PUBLISHED =
      Pattern.compile(
          "https://github\\.com/ginestra/ginestra/(?:blob|tree)/main/([\\w./-]*\\w)(#[\\w-]+)?");

  /** A page that a comment names. */
  private static final Pattern NAMED = Pattern.compile("\\bdocs/[\\w/-]+\\.md(#[\\w-]+)?");

  /** A line of a list of files: the module, the file and what becomes of it. */
  private static final Pattern CHANGED = Pattern.compile("(?m)^ ([a-z-]+) +(\\S+\\.java) +\\+ ");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");

  @Test
  void every_link_to_a_file_and_every_anchor_exists() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : Pages.all()) {
      for (String link : links(page)) {
        links++;
        if (!leadsSomewhere(page, link)) {
          broken.add(Pages.ROOT.relativize(page) + " -> " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(100);
  }

  @Test
  void every_published_address_is_that_of_a_file_and_an_anchor() throws IOException {
    assertThat(found(PUBLISHED))
        .isNotEmpty()
        .allSatisfy(
            address -> {
              String path = PUBLISHED.matcher(address).replaceAll("$1$2");
              assertThat(leadsSomewhere(Pages.ROOT.resolve("README.md"), path))
                  .as(address)
                  .isTrue();
            });
  }

  @Test
  void every_page_that_a_comment_names_exists() throws IOException {
    assertThat(found(NAMED))
        .hasSizeGreaterThan(5)
        .allMatch(page -> leadsSomewhere(Pages.ROOT.resolve("README.md"), page));
  }

  /** What is found in the pages and in the sources of all modules. */
  private static Set<String> found(Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    List<Path> texts = new ArrayList<>(Pages.all());
    try (Stream<Path> files = Files.walk(Pages.ROOT)) {
      files
          .filter(file -> file.toString().contains(Path.of("src", "main").toString()))
          .filter(file -> file.toString().matches(".*\\.(java|html|js|json)"))
          .forEach(texts::add);
    }
    for (Path text : texts) {
      pattern.matcher(Files.readString(text)).results().forEach(match -> found.add(match.group()));
    }
    return found;
  }

  @Test
  void every_page_is_at_most_two_links_away_from_the_readme() throws IOException {
    Set<Path> seen = new HashSet<>(Set.of(Pages.ROOT.resolve("README.md")));
    for (int view = 2; view <= 3; view++) {
      for (Path page : List.copyOf(seen)) {
        links(page).stream()
            .map(link -> page.resolveSibling(link.replaceAll("#.*", "")).normalize())
            .filter(target -> target.toString().endsWith(".md"))
            .forEach(seen::add);
      }
    }

    assertThat(seen).containsAll(Pages.all());
  }

  @Test
  void the_list_of_tasks_names_every_how_to_page_and_the_readme_names_the_list()
      throws IOException {
    Path list = Pages.ROOT.resolve("docs/how-to/README.md");
    assertThat(links(Pages.ROOT.resolve("README.md"))).contains("docs/how-to/README.md");

    try (Stream<Path> files = Files.list(list.getParent())) {
      assertThat(links(list))
          .containsAll(
              files
                  .filter(file -> !file.equals(list))
                  .map(file -> file.getFileName().toString())
                  .toList());
    }
  }

  @Test
  void xml_and_json_on_the_pages_are_well_formed() throws Exception {
    int blocks = 0;
    for (Path page : Pages.all()) {
      for (MatchResult block : DATA.matcher(Files.readString(page)).results().toList()) {
        String text = block.group(2);
        if (block.group(1).equals("json")) {
          assertThat(JsonParser.parseString(text).isJsonObject()).isTrue();
        } else {
          byte[] xml = ("<page>" + text + "</page>").getBytes(StandardCharsets.UTF_8);
          DocumentBuilder parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
          assertThat(parser.parse(new ByteArrayInputStream(xml)).getDocumentElement()).isNotNull();
        }
        blocks++;
      }
    }
    assertThat(blocks).isGreaterThan(5);
  }

  @Test
  void the_files_that_an_extension_changes_exist_but_for_those_that_it_adds() throws IOException {
    List<MatchResult> lines =
        CHANGED
            .matcher(Files.readString(Pages.ROOT.resolve("docs/architecture.md")))
            .results()
            .toList();
    assertThat(lines).hasSizeGreaterThan(10);
    for (MatchResult line : lines) {
      Path sources = Pages.ROOT.resolve(line.group(1)).resolve("src/main/java");
      assertThat(Pages.files(sources, Path.of("/", line.group(2)).toString()))
          .as(line.group())
          .hasSize(line.group(2).matches("MinimalSteps.java|spi/FocalLoss.java") ? 0 : 1);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
        .results()
        .map(match -> match.group(1))
        .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
        .toList();
  }

  private static boolean leadsSomewhere(Path page, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
  }

  /** The anchors of a page, those of its headings made as GitHub makes them. */
  private static Set<String> anchors(Path page) {
    String text = CODE.matcher(read(page)).replaceAll("");
    Set<String> anchors = new HashSet<>();
    ANCHOR.matcher(text).results().forEach(match -> anchors.add(match.group(1)));
    HEADING
        .matcher(text)
        .results()
        .map(match -> ANCHOR.matcher(match.group(1)).replaceAll(""))
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", ""))
        .forEach(heading -> anchors.add(heading.strip().replace(' ', '-')));
    return anchors;
  }
}
