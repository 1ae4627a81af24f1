package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.server.Pages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No page shows code, data or a command that no test runs. */
class EveryBlockTest {
  /** What a test runs: the pages, the language of the blocks, how they begin, and the test. */
  private static final String CLAIMS =
      """
      README.md|docs/(tutorials/.*|how-to/application-servers.md); java; (import|package) .*; integration-tests TutorialsTest
      docs/how-to/spring-boot.md; java; package .*; integration-tests MavenProjectsTest
      docs/how-to/README.md; java; import .*; samples ReadmeTest
      docs/spark.md; java; .*; spark SparkPageTest
      docs/streaming.md; java; .*; integration-tests/streaming StreamsTest
      (?!docs/(spark|streaming).md).*; java; (?!import |package ).*; samples ReadmeTest
      docs/reports.md; text; spam, probability .*; samples ReadmeTest
      README.md|docs/tutorials/.*; xml; <project .*; integration-tests TutorialsTest
      docs/how-to/spring-boot.md; xml; <project .*; integration-tests MavenProjectsTest
      docs/how-to/build-tools.md; xml; <plugin>; integration-tests BuildToolsTest
      docs/(how-to/uber-jar|backends).md; xml; <(plugin|transformers)>; integration-tests MavenProjectsTest
      docs/server.md; xml; <dependency>; integration-tests MavenProjectsTest
      docs/backends.md; xml; <dependency>; integration-tests PublishedPomsTest
      docs/.*; kotlin|scala; .*; integration-tests BuildToolsTest
      docs/model-format.md; python; .*; samples PythonPageTest
      docs/spark.md; python; .*; spark SparkPageTest
      docs/how-to/graalvm.md; json; .*; samples DocumentationLinksTest
      docs/how-to/containers.md; dockerfile; .*; integration-tests EnvironmentsTest
      docs/leopardi.md; yaml; .*; cli DocumentedCommandsTest
      docs/backends.md; diff; .*; integration-tests TutorialsTest
      docs/architecture.md; diff; .*; samples DocumentationLinksTest
      docs/architecture.md; text; train .*; a drawing
      docs/model-format.md; formula; .*; formulas, which the contract of the backends tests
      README.md|docs/tutorials/.*; text|csv; .*; integration-tests TutorialsTest
      docs/command-line.md; text; .*; cli DocumentedCommandsTest
      docs/server.md; text; .*; cli ServerCommandsTest
      docs/how-to/jvm-options.md; text; .*; integration-tests EnvironmentsTest
      docs/how-to/modules.md; text; .*; integration-tests ModulesTest
      README.md|docs/.*; command; ginestra .*; cli DocumentedCommandsTest
      CONTRIBUTING.md|docs/.*; command; java (-Dginestra.benchmarks.\\S+ )?-(jar|cp) benchmarks/.*; benchmarks DocumentedCommandsTest
      README.md|docs/tutorials/.*; command; mvn -q compile exec:java.*; integration-tests TutorialsTest
      .*; command; mvn (?!-q compile exec:java|spring-boot).*; release BuildCommandsTest
      CONTRIBUTING.md; command; -Djapicmp.*; release BuildCommandsTest
      CONTRIBUTING.md; command; (npx|.ci/rehearse-release) .*; release WorkflowsTest
      .*; command; (echo .* \\| )?java -jar samples/target/.*; samples ProgramIT
      samples/README.md; command; (java -p )?samples/classify/target/.*; samples/classify ImageIT
      docs/server.md; command; curl .*; cli ServerCommandsTest
      docs/how-to/spring-boot.md; command; (mvn spring-boot:run|curl .*); integration-tests MavenProjectsTest
      docs/how-to/(containers|jvm-options).md; command; (docker|java) .*; integration-tests EnvironmentsTest
      docs/(how-to/modules|backends).md; command; (java -p|jlink|image/bin/app).*; integration-tests ModulesTest
      docs/spark.md; command; spark-sql .*; spark GinestraExtensionsTest
      """;

  private static final Pattern BLOCK =
      Pattern.compile("(?sm)^```(\\S*)\n(.*?)^```$|(?<=\n\n)((?: {4}\\S.*?\n)+)(?=\n|\\z)");

  /** A block, or a command of a block of them. */
  private record Block(String page, String language, String text) {}

  private record Claim(String page, String language, String text, String test) {
    boolean covers(Block block) {
      return block.page.matches(page)
          && block.language.matches(language)
          && block.text.lines().findFirst().orElse("").matches(text);
    }
  }

  private static List<Claim> claims() {
    return CLAIMS
        .lines()
        .map(line -> line.split("; "))
        .map(parts -> new Claim(parts[0], parts[1], parts[2], parts[3]))
        .toList();
  }

  private static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path file : Pages.all()) {
      String page = Pages.ROOT.relativize(file).toString().replace('\\', '/');
      Matcher block = BLOCK.matcher(Files.readString(file));
      while (block.find()) {
        if (block.group(2) != null && !block.group(1).equals("sh")) {
          blocks.add(new Block(page, block.group(1), block.group(2)));
        } else if (page.equals("docs/model-format.md")) {
          blocks.add(new Block(page, "formula", block.group()));
        } else {
          String commands = block.group(2) == null ? block.group(3) : block.group(2);
          Pattern.compile(" && |\n")
              .splitAsStream(commands.replaceAll("\\\\\n\\s*", ""))
              .filter(command -> !command.isBlank())
              .forEach(command -> blocks.add(new Block(page, "command", command.strip())));
        }
      }
    }
    return blocks;
  }

  @Test
  void every_block_of_every_page_is_run_by_one_test() throws IOException {
    List<Block> blocks = blocks();
    assertThat(blocks).hasSizeGreaterThan(200);
    assertThat(blocks.stream().filter(b -> claims().stream().filter(c -> c.covers(b)).count() != 1))
        .as("blocks that no test of the list runs, or several")
        .isEmpty();
  }

  @Test
  void every_test_that_is_named_exists_and_has_a_block() throws IOException {
    List<Block> blocks = blocks();
    assertThat(claims())
        .allSatisfy(claim -> assertThat(blocks).anyMatch(claim::covers))
        .filteredOn(claim -> claim.test.matches("\\S+ \\S+(Test|IT)"))
        .hasSizeGreaterThan(30)
        .allSatisfy(
            claim -> {
              String[] test = claim.test.split(" ");
              Path tests = Pages.ROOT.resolve(test[0]).resolve("src/test/java");
              assertThat(Pages.files(tests, File.separator + test[1] + ".java")).hasSize(1);
            });
  }

  @Test
  void every_fence_says_what_is_in_it() throws IOException {
    assertThat(blocks().stream().map(Block::language).collect(Collectors.toSet()))
        .isSubsetOf(
            Set.of(
                "command",
                "csv",
                "diff",
                "dockerfile",
                "formula",
                "java",
                "json",
                "kotlin",
                "python",
                "scala",
                "text",
                "xml",
                "yaml"));
  }
}
