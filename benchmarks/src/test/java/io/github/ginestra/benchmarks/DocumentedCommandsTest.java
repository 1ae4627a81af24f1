package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands by which the pages measure have options that exist. */
class DocumentedCommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^ {4}java -jar benchmarks/target/ginestra-benchmarks\\.jar(.*)$");

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
}
