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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The bundle that the profile {@code release} stages, as it would be published. */
@EnabledIfSystemProperty(named = "ginestra.bundle", matches = ".+")
class CentralBundleTest {
  private static final Path BUNDLE = Path.of(System.getProperty("ginestra.bundle", ""));
  private static final Path PROJECT = Path.of("..");

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
        Map<String, byte[]> content =
            CentralBundle.unzip(new ByteArrayInputStream(file.getValue()));
        for (String name : Set.of("LICENSE", "NOTICE")) {
          assertThat(content).as(file.getKey()).containsKey("META-INF/" + name);
          assertThat(new String(content.get("META-INF/" + name), StandardCharsets.UTF_8))
              .isEqualTo(Files.readString(PROJECT.resolve(name)));
        }
      }
    }
  }

  @Test
  void jars_of_sources_and_javadoc_hold_what_their_names_say() throws IOException {
    for (Map.Entry<String, byte[]> file : bundle().files().entrySet()) {
      String path = file.getKey();
      if (path.endsWith("-sources.jar") || path.endsWith("-javadoc.jar")) {
        assertThat(CentralBundle.unzip(new ByteArrayInputStream(file.getValue())).keySet())
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
