package io.github.ginestra.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.release.CentralBundle.Component;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The bundle that the profile {@code release} stages, as it would be published. */
@EnabledIfSystemProperty(named = "ginestra.bundle", matches = ".+")
class CentralBundleTest {
  private static final Path BUNDLE = Path.of(System.getProperty("ginestra.bundle", ""));
  private static final Path PROJECT = Path.of("..");
  private static final String SHADED = "io/github/ginestra/spark/shaded/";

  /** The libraries in the jar {@code all}, by where their classes are. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "gson/", "Gson",
          "jsoup/", "jsoup",
          "fastcsv/", "FastCSV",
          "org/jspecify/", "JSpecify",
          "com/google/errorprone/", "Error Prone's annotations");

  private static CentralBundle bundle() throws IOException {
    return CentralBundle.read(BUNDLE);
  }

  @Test
  void it_obeys_the_rules_of_maven_central() throws Exception {
    String key = System.getenv("MAVEN_GPG_KEY");
    assertThat(key)
        .as("the environment's MAVEN_GPG_KEY, which the bundle is signed with")
        .isNotNull();

    assertThat(CentralRules.violations(bundle(), SigningKey.of(key))).isEmpty();
  }

  @Test
  void it_has_the_libraries_and_the_bom_in_one_version_and_nothing_else() throws IOException {
    Set<Component> components = bundle().components();

    assertThat(components.stream().map(Component::artifact))
        .containsExactlyInAnyOrder(
            "ginestra-api",
            "ginestra-backend-contract",
            "ginestra-backend-djl",
            "ginestra-backend-djl-mxnet",
            "ginestra-backend-djl-pytorch",
            "ginestra-backend-java",
            "ginestra-bom",
            "ginestra-reports",
            "ginestra-server",
            "ginestra-spark");
    assertThat(components.stream().map(Component::version).distinct()).hasSize(1);
    assertThat(bundle().files().keySet()).noneMatch(path -> path.contains("-tests."));
  }

  @Test
  void every_jar_has_the_licence_and_the_notice() throws IOException {
    for (Map.Entry<String, byte[]> file : bundle().files().entrySet()) {
      if (file.getKey().endsWith(".jar")) {
        Map<String, byte[]> content = content(file);
        assertThat(text(content, "META-INF/LICENSE"))
            .as(file.getKey())
            .isEqualTo(Files.readString(PROJECT.resolve("LICENSE")));
        if (!file.getKey().endsWith("-all.jar")) {
          assertThat(text(content, "META-INF/NOTICE"))
              .as(file.getKey())
              .isEqualTo(Files.readString(PROJECT.resolve("NOTICE")));
        }
      }
    }
  }

  @Test
  void the_jar_with_foreign_libraries_names_each_with_its_licence() throws IOException {
    Map<String, byte[]> content = Map.of();
    for (Map.Entry<String, byte[]> file : bundle().files().entrySet()) {
      content = file.getKey().endsWith("-all.jar") ? content(file) : content;
    }
    Set<String> foreign =
        content.keySet().stream()
            .filter(name -> name.endsWith(".class"))
            .filter(name -> name.startsWith(SHADED) || !name.startsWith("io/github/ginestra/"))
            .map(name -> name.startsWith(SHADED) ? name.substring(SHADED.length()) : name)
            .map(name -> FOREIGN.keySet().stream().filter(name::startsWith).findAny().orElse(name))
            .collect(Collectors.toSet());
    assertThat(foreign).isEqualTo(FOREIGN.keySet());

    String notice = text(content, "META-INF/NOTICE");
    for (String library : FOREIGN.values()) {
      Matcher named =
          Pattern.compile(
                  "(?m)^" + library + ", https://.*\n(.+) License.* \\(the file (.+)\\)\\.$")
              .matcher(notice);
      assertThat(named.find()).as(library).isTrue();
      assertThat(text(content, named.group(2)))
          .as(library)
          .containsPattern(named.group(1) + "\\s+License");
    }
  }

  private static Map<String, byte[]> content(Map.Entry<String, byte[]> jar) throws IOException {
    return CentralBundle.unzip(new ByteArrayInputStream(jar.getValue()));
  }

  private static String text(Map<String, byte[]> content, String file) {
    assertThat(content).containsKey(file);
    return new String(content.get(file), StandardCharsets.UTF_8);
  }

  @Test
  void jars_of_sources_and_javadoc_hold_what_their_names_say() throws IOException {
    for (Map.Entry<String, byte[]> file : bundle().files().entrySet()) {
      String path = file.getKey();
      if (path.endsWith("-sources.jar") || path.endsWith("-javadoc.jar")) {
        assertThat(content(file).keySet())
            .as(path)
            .anyMatch(
                path.endsWith("-sources.jar") ? n -> n.endsWith(".java") : "index.html"::equals);
      }
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "ginestra.otherBundle", matches = ".+")
  void another_build_made_the_same_bytes() throws IOException {
    CentralBundle other = CentralBundle.read(Path.of(System.getProperty("ginestra.otherBundle")));

    assertThat(withoutSignatures(bundle())).isEqualTo(withoutSignatures(other));
  }

  /** Checksums by path. Signatures have the time in them. */
  private static Map<String, String> withoutSignatures(CentralBundle bundle) {
    Map<String, String> sums = new TreeMap<>();
    bundle
        .files()
        .forEach(
            (path, content) -> {
              if (!path.endsWith(".asc")) {
                sums.put(path, CentralRules.digest("SHA-256", content));
              }
            });
    return sums;
  }
}
