package io.github.ginestra.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The site that the profile {@code site} builds. */
@EnabledIfSystemProperty(named = "ginestra.site", matches = ".+")
class SiteTest {
  private static final Path SITE = Path.of(System.getProperty("ginestra.site", "")).normalize();
  private static final Path JAVADOC = SITE.resolve("apidocs");

  private final Map<Path, Set<String>> anchors = new HashMap<>();

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(SITE)) {
      return files.filter(file -> file.toString().endsWith(".html")).toList();
    }
  }

  private static List<Path> pages() throws IOException {
    return files().stream().filter(file -> !file.startsWith(JAVADOC)).toList();
  }

  @Test
  void every_page_of_the_project_is_there() throws IOException {
    Path project = Path.of("..");
    for (String folder : List.of("", "docs", "docs/tutorials", "docs/how-to")) {
      try (Stream<Path> files = Files.list(project.resolve(folder))) {
        for (Path page : files.filter(file -> file.toString().endsWith(".md")).toList()) {
          String name = project.relativize(page).toString().replaceAll("md$", "html");
          assertThat(SITE.resolve(name)).isRegularFile();
        }
      }
    }
    assertThat(SITE.resolve("index.html")).isRegularFile();
  }

  @Test
  void every_link_between_pages_and_to_the_javadoc_leads_somewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      for (Element link : Jsoup.parse(page.toFile()).select("a[href], img[src], link[href]")) {
        URI target = URI.create(link.attr(link.hasAttr("href") ? "href" : "src"));
        if (target.getScheme() == null) {
          links++;
          if (!leadsSomewhere(page, target)) {
            broken.add(SITE.relativize(page) + " -> " + target);
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(500);
  }

  private boolean leadsSomewhere(Path page, URI target) throws IOException {
    Path file =
        target.getPath().isEmpty() ? page : page.resolveSibling(target.getPath()).normalize();
    return Files.isRegularFile(file)
        && (target.getFragment() == null || anchors(file).contains(target.getFragment()));
  }

  private Set<String> anchors(Path page) throws IOException {
    Set<String> known = anchors.get(page);
    if (known == null) {
      known = new HashSet<>(Jsoup.parse(page.toFile()).select("[id]").eachAttr("id"));
      anchors.put(page, known);
    }
    return known;
  }

  @Test
  void every_page_names_the_licence_and_leads_to_the_javadoc_or_to_the_pages() throws IOException {
    for (Path page : pages()) {
      Document html = Jsoup.parse(page.toFile());
      assertThat(html.select("footer").text()).as(page.toString()).contains("Apache License");
      assertThat(html.select("a[href$=apidocs/index.html]")).as(page.toString()).isNotEmpty();
    }
    Document javadoc = Jsoup.parse(JAVADOC.resolve("index.html").toFile());
    assertThat(javadoc.select("footer").text()).contains("Apache License");
    assertThat(javadoc.select("footer a").eachAttr("href"))
        .anyMatch(link -> link.endsWith("../index.html"));
  }

  @Test
  void the_javadoc_has_every_published_module_and_nothing_internal() throws IOException {
    List<String> packages = Files.readAllLines(JAVADOC.resolve("element-list"));
    assertThat(packages)
        .contains(
            "io.github.ginestra.classification",
            "io.github.ginestra.backend.java",
            "io.github.ginestra.reports",
            "io.github.ginestra.server",
            "io.github.ginestra.spark")
        .noneMatch(name -> name.contains("internal"));
  }
}
