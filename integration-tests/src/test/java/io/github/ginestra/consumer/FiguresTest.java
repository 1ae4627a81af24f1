package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Figures that stand on several pages are in {@code docs/figures.json}: the value, and where it
 * comes from, a table of a page or the jars of this build. On a page, a comment {@code <!-- figure:
 * key -->} after a figure names it.
 */
class FiguresTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern MARK = Pattern.compile("<!--\\s+figure:\\s+([a-z0-9-]+)\\s+-->");
  private static final Pattern VERSION =
      Pattern.compile(
          "(?:ginestra-[a-z-]+(?:</artifactId>\\s*<version>|:|\" % \")|-Drevision=|rehearse-release )"
              + "(\\d[\\w.-]*)");
  private static final MathContext TWO_DIGITS = new MathContext(2);

  @Test
  void every_figure_of_a_page_is_the_one_of_the_file() throws IOException {
    JsonObject figures = figures();
    Set<String> used = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      String text = Files.readString(page);
      for (MatchResult mark : MARK.matcher(text).results().toList()) {
        String key = mark.group(1);
        used.add(key);
        assertThat(figures.keySet()).as(page.toString()).contains(key);
        String before = text.substring(0, mark.start()).replaceAll("\\s+", " ");
        if (!before.replaceAll("\\*+$", "").endsWith(value(figures, key))) {
          wrong.add(page + ": " + key + " is not " + value(figures, key));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(used).isEqualTo(new TreeSet<>(figures.keySet()));
  }

  @Test
  void every_figure_of_a_table_is_still_there() throws IOException {
    JsonObject figures = figures();
    for (String key : figures.keySet()) {
      JsonObject figure = figures.getAsJsonObject(key);
      if (figure.has("from")) {
        assertThat(PROJECT.resolve("docs").resolve(figure.get("page").getAsString()))
            .content()
            .as("the source of the figure " + key + " in docs/figures.json")
            .contains(figure.get("from").getAsString());
      }
    }
  }

  @Test
  void sizes_are_those_of_the_jars() throws IOException {
    List<Path> jars = ConsumerProcess.classPath("with-java");
    assumeTrue(jars.stream().allMatch(Files::isRegularFile), "the jars are made by mvn package");
    JsonObject figures = figures();
    for (String key : figures.keySet()) {
      JsonObject figure = figures.getAsJsonObject(key);
      if (figure.has("jars")) {
        String name = figure.get("jars").getAsString();
        long bytes = 0;
        for (Path jar : jars) {
          bytes += jar.getFileName().toString().startsWith(name) ? Files.size(jar) : 0;
        }
        BigDecimal megabytes = BigDecimal.valueOf(bytes, 6).round(TWO_DIGITS);
        assertThat(megabytes.toPlainString() + " MB").as(key).isEqualTo(value(figures, key));
      }
    }
  }

  @Test
  void versions_of_our_artifacts_are_the_one_that_the_project_releases_next() throws IOException {
    String version = Published.version();
    int named = 0;
    List<Path> pages = new ArrayList<>(pages());
    pages.add(PROJECT.resolve("CONTRIBUTING.md"));
    pages.add(PROJECT.resolve(".github/workflows/build.yml"));
    for (Path page : pages) {
      for (MatchResult match : VERSION.matcher(Files.readString(page)).results().toList()) {
        assertThat(match.group(1)).as(page.toString()).isEqualTo(version);
        named++;
      }
    }
    assertThat(named).isGreaterThan(10);
    assertThat(PROJECT.resolve("CHANGELOG.md")).content().contains("\n## " + version + " - ");
  }

  private static String value(JsonObject figures, String key) {
    return figures.getAsJsonObject(key).get("value").getAsString();
  }

  private static JsonObject figures() throws IOException {
    Path file = PROJECT.resolve("docs").resolve("figures.json");
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
      Stream<Path> readme = Stream.of(PROJECT.resolve("README.md"));
      return Stream.concat(readme, docs.filter(page -> page.toString().endsWith(".md"))).toList();
    }
  }
}
