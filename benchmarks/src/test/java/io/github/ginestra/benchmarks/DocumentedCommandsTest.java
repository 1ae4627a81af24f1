package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

/** The commands by which the pages measure have options that exist. */
class DocumentedCommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^ {4}java -jar benchmarks/target/ginestra-benchmarks\\.jar(.*)$");

  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?m)^ {4}java .*-cp benchmarks/target/ginestra-benchmarks\\.jar (\\S+) (\\S+)$");

  @Test
  void every_command_of_the_pages_has_options_that_exist() throws IOException {
    int found = 0;
    try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
      for (Path page : Stream.concat(Stream.of(Path.of("..", "CONTRIBUTING.md")), docs).toList()) {
        if (page.toString().endsWith(".md")) {
          String text = Files.readString(page).replaceAll("\\\\\n\\s*", " ");
          for (MatchResult command : COMMAND.matcher(text).results().toList()) {
            found++;
            String[] words = command.group(1).strip().split(" +");
            assertThatCode(() -> Benchmarks.commandLine().parseArgs(words))
                .as(page + ":" + command.group())
                .doesNotThrowAnyException();
          }
        }
      }
    }
    assertThat(found).isGreaterThan(8);
  }

  @Test
  void every_program_that_a_page_starts_by_its_class_is_in_the_jar() throws Exception {
    String pages =
        Files.readString(Path.of("..", "CONTRIBUTING.md"))
            + Files.readString(Path.of("..", "docs", "benchmarks.md"));
    List<MatchResult> programs = PROGRAM.matcher(pages).results().toList();
    assertThat(programs).hasSize(2);
    for (MatchResult program : programs) {
      assertThat(Class.forName(program.group(1)).getMethod("main", String[].class)).isNotNull();
      if (program.group(1).startsWith("org.openjdk.jmh.")) {
        assertThat(Class.forName("io.github.ginestra.benchmarks." + program.group(2)).getMethods())
            .anyMatch(method -> method.isAnnotationPresent(Benchmark.class));
      }
    }
  }
}
