package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, in a process of its own. */
class ProgramIT {
  @TempDir Path folder;

  private int run(String... arguments) throws Exception {
    return runWithInput("", arguments);
  }

  private int runWithInput(String input, String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        Stream.concat(
                Stream.of(java, "-jar", System.getProperty("ginestra.program")),
                Stream.of(arguments))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Files.writeString(folder.resolve("in"), input).toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().remove(DataFinder.VARIABLE);
    builder.environment().put("XDG_CACHE_HOME", folder.toString());
    builder.environment().put("LC_ALL", "C");
    return builder.start().waitFor();
  }

  private String printed(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void it_finds_its_class_path_beside_it_and_prints_nothing_but_its_results() throws Exception {
    int exitCode =
        run(
            "spam",
            "--epochs=1",
            "--threads=1",
            "--output=" + folder.resolve("report"),
            "FREE prize! Call now to claim your cash");

    assertThat(printed("err")).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(printed("out"))
        .contains("DEMONSTRATION SET", "f1-score")
        .containsPattern("\nspam  [01]\\.");
    assertThat(folder.resolve("report/learning-curves.png")).isNotEmptyFile();
  }

  @Test
  void it_writes_verse_and_nothing_else_even_where_the_locale_says_nothing() throws Exception {
    int exitCode =
        run(
            "leopardi",
            "--epochs=1",
            "--units=16",
            "--threads=1",
            "--length=40",
            "--output=" + folder.resolve("report"));

    assertThat(printed("err")).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(printed("out")).contains("DEMONSTRATION VERSE", "\nÈ sera.");
    assertThat(folder.resolve("report/learning-curves.png")).isNotEmptyFile();
  }

  @Test
  void it_anonymises_what_it_reads_to_the_letter_even_where_the_locale_says_nothing()
      throws Exception {
    int exitCode =
        runWithInput(
            "Según Ana Olmedo, llueve. 😀\r\nñandú@correo.es",
            "anonymise",
            "--epochs=3",
            "--threads=1");

    assertThat(exitCode).as(printed("err")).isZero();
    assertThat(printed("out")).isEqualTo("Según [PERSON 1], llueve. 😀\r\n[EMAIL 1]");
    assertThat(printed("err")).contains("DEMONSTRATION SET");
  }

  @Test
  void it_knows_its_version() throws Exception {
    assertThat(run("--version")).isZero();
    assertThat(printed("out")).startsWith("ginestra-samples 0.").doesNotContain("not run from");
  }

  @Test
  void it_ends_with_the_code_of_wrong_options() throws Exception {
    assertThat(run("spam", "--nonsense")).isEqualTo(2);
    assertThat(printed("err")).startsWith("error: Unknown option: '--nonsense'");
  }
}
