package io.github.ginestra.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules find what Maven Central would refuse. */
class CentralRulesTest {
  private static final String PLACE = "org/example/thing/1.0/thing-1.0";
  private static final String POM =
      """
      <project>
        <groupId>org.example</groupId>
        <artifactId>thing</artifactId>
        <version>1.0</version>
        <name>Thing</name>
        <description>A thing.</description>
        <url>https://example.org</url>
        <licenses><license><name>Apache-2.0</name><url>https://example.org/l</url></license></licenses>
        <developers><developer><name>Somebody</name></developer></developers>
        <scm>
          <connection>c</connection>
          <developerConnection>d</developerConnection>
          <url>u</url>
        </scm>
        <dependencies>
          <dependency>
            <groupId>org.example</groupId>
            <artifactId>other</artifactId>
            <version>2.0</version>
          </dependency>
        </dependencies>
      </project>
      """;

  private static final SigningKey KEY = key();

  private final TreeMap<String, byte[]> files = new TreeMap<>();

  private static SigningKey key() {
    try {
      return SigningKey.random();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void add(String path, String content) throws Exception {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    files.put(path, bytes);
    files.put(path + ".asc", KEY.sign(bytes));
    files.put(path + ".md5", ascii(CentralRules.digest("MD5", bytes)));
    files.put(path + ".sha1", ascii(CentralRules.digest("SHA-1", bytes)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void addAll(String pom) throws Exception {
    add(PLACE + ".pom", pom);
    for (String ending : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
      add(PLACE + ending, "content of " + ending);
    }
  }

  private List<String> violations() {
    return CentralRules.violations(new CentralBundle(files), KEY);
  }

  @Test
  void a_complete_bundle_violates_nothing() throws Exception {
    addAll(POM);

    assertThat(violations()).isEmpty();
  }

  @Test
  void an_empty_bundle_is_refused() {
    assertThat(violations()).containsExactly("the bundle is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".jar.asc",
        ".jar.md5",
        ".jar.sha1",
        ".pom.asc",
        "-sources.jar.asc",
        "-javadoc.jar.sha1"
      })
  void each_file_needs_signature_and_checksums(String ending) throws Exception {
    addAll(POM);
    files.remove(PLACE + ending);

    assertThat(violations()).containsExactly(PLACE + ending + " is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {".jar", "-sources.jar", "-javadoc.jar"})
  void a_jar_needs_its_sources_and_its_javadoc(String ending) throws Exception {
    addAll(POM);
    files.keySet().removeIf(path -> path.startsWith(PLACE + ending));

    assertThat(violations()).containsExactly(PLACE + ending + " is missing");
  }

  @Test
  void a_pom_alone_needs_no_jars() throws Exception {
    add(PLACE + ".pom", POM.replace("<name>", "<packaging>pom</packaging><name>"));

    assertThat(violations()).isEmpty();
  }

  @Test
  void jars_without_a_pom_are_refused() throws Exception {
    add(PLACE + ".jar", "content");

    assertThat(violations()).containsExactly("org/example/thing/1.0 has no pom");
  }

  @ParameterizedTest
  @CsvSource({
    "name, <name>Thing</name>",
    "description, <description>A thing.</description>",
    "url, <url>https://example.org</url>",
    "licenses > license > name, <name>Apache-2.0</name>",
    "licenses > license > url, <url>https://example.org/l</url>",
    "developers > developer > name, <name>Somebody</name>",
    "scm > connection, <connection>c</connection>",
    "scm > developerConnection, <developerConnection>d</developerConnection>",
    "scm > url, <url>u</url>"
  })
  void a_pom_says_who_made_what_under_which_licence(String element, String text) throws Exception {
    addAll(POM.replace(text, ""));

    assertThat(violations()).containsExactly(PLACE + ".pom has no " + element);
  }

  @Test
  void no_dependency_is_a_snapshot() throws Exception {
    addAll(POM.replace("2.0", "2.0-SNAPSHOT"));

    assertThat(violations())
        .containsExactly(PLACE + ".pom names a snapshot: org.example other 2.0-SNAPSHOT");
  }

  @Test
  void a_snapshot_is_refused_and_the_way_out_is_named() throws Exception {
    String place = PLACE.replace("1.0", "1.0-SNAPSHOT");
    add(
        place + ".pom",
        POM.replace("1.0", "1.0-SNAPSHOT").replace("<name>", "<packaging>pom</packaging><name>"));

    assertThat(violations())
        .contains("org/example/thing/1.0-SNAPSHOT is a snapshot; set a version with -Drevision");
  }

  @Test
  void a_pom_stands_where_its_coordinates_say() throws Exception {
    addAll(POM.replace("<artifactId>thing", "<artifactId>thin"));

    assertThat(violations()).containsExactly(PLACE + ".pom: artifactId is thin instead of thing");
  }

  @Test
  void changed_content_is_found_by_signature_and_checksums() throws Exception {
    addAll(POM);
    files.put(PLACE + ".jar", ascii("other content"));

    assertThat(violations())
        .containsExactlyInAnyOrder(
            PLACE + ".jar.md5 is not the sum of the file",
            PLACE + ".jar.sha1 is not the sum of the file",
            PLACE + ".jar.asc is not a signature of the file");
  }

  @Test
  void a_signature_of_another_key_is_none() throws Exception {
    addAll(POM);
    files.put(PLACE + ".jar.asc", SigningKey.random().sign(files.get(PLACE + ".jar")));

    assertThat(violations()).containsExactly(PLACE + ".jar.asc is not a signature of the file");
  }

  @Test
  void files_of_other_names_are_found() throws Exception {
    addAll(POM);
    add("org/example/thing/1.0/maven-metadata.xml", "<metadata/>");

    assertThat(violations())
        .containsExactly(
            "org/example/thing/1.0/maven-metadata.xml does not begin with artifact and version");
  }

  @Test
  void a_key_is_the_same_after_it_was_written() throws Exception {
    byte[] content = ascii("content");

    assertThat(SigningKey.of(KEY.armored()).signed(content, KEY.sign(content))).isTrue();
  }
}
