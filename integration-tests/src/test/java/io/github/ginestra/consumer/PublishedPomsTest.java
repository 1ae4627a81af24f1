package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/**
 * The poms as somebody's dependencies, read by tools that activate no profile (Gradle) and on
 * platforms for which there is none: everything resolves, and what is for one platform only stands
 * in a profile that this platform activates.
 */
class PublishedPomsTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
  private static final Pattern PLATFORM = Pattern.compile("linux|osx|mac|win|x86|aarch|amd|arm");

  /** Known to Maven, Gradle and others without a pom. */
  private static final Set<String> BUILT_IN = Set.of("project.version", "project.groupId");

  private static Element pom(Path file) throws IOException {
    Element pom =
        Jsoup.parse(Files.readString(file), "", Parser.xmlParser()).selectFirst("project");
    assertThat(pom).as(file.toString()).isNotNull();
    return pom;
  }

  /** The parent, and all that is deployed with it. */
  private static List<Element> published() throws IOException {
    Element parent = pom(PROJECT.resolve("pom.xml"));
    List<Element> published = new ArrayList<>(List.of(parent));
    for (String module : parent.select("> modules > module").eachText()) {
      Element pom = pom(PROJECT.resolve(module).resolve("pom.xml"));
      if (pom.select("> properties > maven\\.deploy\\.skip").isEmpty()) {
        published.add(pom);
      }
    }
    return published;
  }

  /** Properties that are there whatever profile is active. */
  private static Set<String> properties(Element... poms) {
    Set<String> names = new HashSet<>(BUILT_IN);
    for (Element pom : poms) {
      pom.select("> properties > *").forEach(property -> names.add(property.tagName()));
    }
    return names;
  }

  @Test
  void no_dependency_outside_a_profile_needs_a_profile() throws IOException {
    List<Element> published = published();
    assertThat(published).hasSizeGreaterThan(6);
    for (Element pom : published) {
      String name = pom.select("> artifactId").text();
      Set<String> known = properties(pom, published.get(0));
      List<Element> dependencies =
          pom.select(
              "> dependencies > dependency, > dependencyManagement > dependencies > dependency");
      for (Element dependency : dependencies) {
        assertThat(unknown(dependency, known)).as(name + ": " + dependency).isEmpty();
        assertThat(dependency.select("> classifier").text())
            .as(name + ": " + dependency)
            .doesNotContainPattern(PLATFORM);
      }
    }
  }

  private static List<String> unknown(Element dependency, Set<String> known) {
    return PROPERTY
        .matcher(dependency.text())
        .results()
        .map((MatchResult result) -> result.group(1))
        .filter(property -> !known.contains(property))
        .toList();
  }

  @Test
  void every_version_is_written_or_managed_outside_of_profiles() throws IOException {
    List<Element> published = published();
    Set<String> managed = new HashSet<>();
    published
        .get(0)
        .select("> dependencyManagement > dependencies > dependency")
        .forEach(dependency -> managed.add(key(dependency)));
    boolean platform = managed.contains("org.junit:junit-bom"); // manages JUnit's own
    for (Element pom : published) {
      for (Element dependency : pom.select("> dependencies > dependency")) {
        assertThat(
                !dependency.select("> version").isEmpty()
                    || managed.contains(key(dependency))
                    || (platform && key(dependency).startsWith("org.junit.")))
            .as(pom.select("> artifactId").text() + ": " + key(dependency))
            .isTrue();
      }
    }
  }

  private static String key(Element dependency) {
    return dependency.select("> groupId").text() + ':' + dependency.select("> artifactId").text();
  }

  @Test
  void each_platform_with_natives_gets_its_own_and_no_other() throws IOException {
    assertThat(natives("djl-pytorch"))
        .isEqualTo(
            Map.of(
                "linux amd64", "linux-x86_64",
                "linux aarch64", "linux-aarch64",
                "mac aarch64", "osx-aarch64",
                "windows amd64", "win-x86_64"));
    assertThat(natives("djl-mxnet"))
        .isEqualTo(
            Map.of(
                "linux amd64", "linux-x86_64",
                "mac x86_64", "osx-x86_64",
                "windows amd64", "win-x86_64"));
  }

  /** Operating system and processor → classifier of the natives that its profile brings. */
  private static Map<String, String> natives(String backend) throws IOException {
    Element pom = pom(PROJECT.resolve("backend-" + backend).resolve("pom.xml"));
    Map<String, String> natives = new TreeMap<>();
    for (Element profile : pom.select("> profiles > profile:has(> dependencies)")) {
      Element system = profile.selectFirst("> activation > os");
      assertThat(system)
          .as("only the operating system activates a profile of a dependency")
          .isNotNull();
      String name = system.select("> name, > family").text() + ' ' + system.select("> arch").text();
      String classifier = profile.select("> dependencies > dependency > classifier").text();
      assertThat(natives.put(name, classifier)).as(name).isNull();
    }
    return new HashMap<>(natives);
  }

  @Test
  void the_documentation_names_the_natives_as_gradle_needs_them() throws IOException {
    Element parent = pom(PROJECT.resolve("pom.xml"));
    String pytorch = parent.select("> properties > pytorch\\.version").text();
    String mxnet = parent.select("> properties > mxnet\\.version").text();

    assertThat(PROJECT.resolve("docs").resolve("backends.md"))
        .content()
        .contains(
            "runtimeOnly(\"ai.djl.pytorch:pytorch-native-cpu:" + pytorch + ":linux-x86_64\")",
            "ai.djl.mxnet:mxnet-native-mkl:" + mxnet);
  }
}
