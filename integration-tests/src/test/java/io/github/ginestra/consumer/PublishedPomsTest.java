package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.consumer.Published.Module;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

/**
 * The poms as somebody's dependencies, read by tools that activate no profile (Gradle) and on
 * platforms for which there is none: everything resolves, and what is for one platform only stands
 * in a profile that this platform activates. Nothing of the build is in them.
 */
class PublishedPomsTest {
  private static final Pattern PLATFORM = Pattern.compile("linux|osx|mac|win|x86|aarch|amd|arm");
  private static final String DEPENDENCIES =
      "> dependencies > dependency, > dependencyManagement > dependencies > dependency";

  @Test
  void all_libraries_and_the_bom_are_published_and_nothing_else_is() throws IOException {
    assertThat(Published.modules().stream().map(Module::name))
        .containsExactlyInAnyOrder(
            "ginestra-bom",
            "ginestra-api",
            "ginestra-backend-contract",
            "ginestra-backend-djl",
            "ginestra-backend-djl-pytorch",
            "ginestra-backend-djl-mxnet",
            "ginestra-backend-java",
            "ginestra-reports",
            "ginestra-server",
            "ginestra-spark");
  }

  @Test
  void the_bom_manages_every_published_jar_and_no_other_artifact() throws IOException {
    List<Module> modules = Published.modules();
    Element bom =
        modules.stream().filter(module -> !module.isJar()).findFirst().orElseThrow().pom();

    assertThat(
            bom.select("> dependencyManagement > dependencies > dependency").stream()
                .map(PublishedPomsTest::key))
        .containsExactlyInAnyOrderElementsOf(
            modules.stream()
                .filter(Module::isJar)
                .map(module -> "io.github.ginestra:" + module.name())
                .toList());
  }

  @Test
  void the_dependencies_that_pages_show_are_published_or_the_natives_of_this_version()
      throws IOException {
    List<String> published = Published.modules().stream().map(Module::name).toList();
    String natives = Published.parent().select("> properties > pytorch\\.version").text();
    Elements shown = new Elements();
    for (String page : List.of("docs/backends.md", "docs/server.md")) {
      Pages.blocks(page, "xml").stream()
          .map(block -> Jsoup.parse(block, "", Parser.xmlParser()))
          .forEach(block -> shown.addAll(block.select("> dependency")));
    }
    assertThat(shown).hasSize(3);
    for (Element dependency : shown) {
      String artifact = dependency.select("> artifactId").text();
      boolean ours = dependency.select("> groupId").text().equals("io.github.ginestra");
      assertThat(ours ? published.contains(artifact) : artifact.startsWith("pytorch-native-cu"))
          .as(artifact)
          .isTrue();
      assertThat(dependency.select("> version").eachText())
          .isSubsetOf(ours ? Published.version() : natives);
    }
  }

  @Test
  void no_dependency_outside_a_profile_is_for_one_platform() throws IOException {
    for (Module module : Published.modules()) {
      for (Element dependency : module.pom().select(DEPENDENCIES)) {
        assertThat(dependency.select("> classifier").text())
            .as(module.name() + ": " + dependency)
            .doesNotContainPattern(PLATFORM);
      }
    }
  }

  @Test
  void every_version_is_written_out() throws IOException {
    for (Module module : Published.modules()) {
      Element pom = module.pom();
      for (Element dependency : pom.select(DEPENDENCIES + ", > profiles > profile dependency")) {
        assertThat(dependency.select("> version").text())
            .as(module.name() + ": " + key(dependency))
            .isNotEmpty();
      }
      String project = "${project.version}";
      assertThat(pom.text().replace(project, "")).as(module.name()).doesNotContain("${");
    }
  }

  @Test
  void nothing_of_the_build_is_left() throws IOException {
    for (Module module : Published.modules()) {
      Element pom = module.pom();
      assertThat(pom.select("> parent, > build, > reporting, > properties, > modules"))
          .as(module.name())
          .isEmpty();
      assertThat(pom.select("dependency:not(:has(> groupId:matches(spark|scala))) > scope"))
          .as(module.name() + ": a cluster provides Spark and Scala, and nothing else")
          .extracting(Element::text)
          .isSubsetOf("compile", "runtime");
      assertThat(pom.select("> profiles > profile:not(:has(> activation > os))"))
          .as(module.name() + ": only an operating system activates a profile of a dependency")
          .isEmpty();
    }
  }

  @Test
  void each_has_what_a_repository_asks_for_and_the_addresses_of_the_project() throws IOException {
    Element parent = Published.parent();
    for (Module module : Published.modules()) {
      Element pom = module.pom();
      for (String element :
          List.of("url", "scm > url", "scm > connection", "scm > developerConnection")) {
        assertThat(pom.select("> " + element).text())
            .as(module.name() + ": " + element)
            .isNotEmpty()
            .isEqualTo(parent.select("> " + element).text());
      }
      for (String element :
          List.of("name", "description", "licenses > license > name", "developers > developer")) {
        assertThat(pom.select("> " + element).text())
            .as(module.name() + ": " + element)
            .isNotEmpty();
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
    Element pom =
        Published.modules().stream()
            .filter(module -> module.name().equals("ginestra-backend-" + backend))
            .findFirst()
            .orElseThrow()
            .pom();
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
    Element parent = Published.parent();
    String pytorch = parent.select("> properties > pytorch\\.version").text();
    String mxnet = parent.select("> properties > mxnet\\.version").text();

    assertThat(Published.PROJECT.resolve("docs").resolve("backends.md"))
        .content()
        .contains(
            "runtimeOnly(\"ai.djl.pytorch:pytorch-native-cpu:" + pytorch + ":linux-x86_64\")",
            "ai.djl.mxnet:mxnet-native-mkl:" + mxnet);
  }
}
