package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of the README and of all pages compiles and runs. */
@Tag("slow")
class ReadmeTest {
  /** Blocks that are part of a program; whole files are tested as the programs they make up. */
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(?!package |import )(.*?)```");

  /**
   * A block that is a file; {@code TutorialsTest} of the integration tests runs the pages with
   * these.
   */
  private static final Pattern WHOLE_FILE = Pattern.compile("```java\n(package|import) ");

  /** The page with the imports that the Java of its folder needs. */
  private static final Path HOW_TO = Path.of("..", "docs", "how-to", "README.md");

  private static final Pattern IMPORTS = Pattern.compile("```java\n((?:import .*;\n)+)```");

  /** What a line of a block prints; … stands for anything. */
  private static final Pattern PRINTS = Pattern.compile("// prints (.*)");

  /** A line of Java in a block of text. */
  private static final Pattern HIDDEN =
      Pattern.compile("(?m)^```text\n(?:(?!```).*\n)*?.*\\w\\(.*\\);$");

  /** A comment that looks like what is printed and does not say so. */
  private static final Pattern UNCHECKED = Pattern.compile("println\\(.*\\); // [\\[{]");

  /** Pages whose Java needs what the samples do not have, and the tests that run it. */
  private static final Map<Path, Path> ELSEWHERE =
      Map.of(
          Path.of("..", "docs", "spark.md"),
          Path.of("..", "spark/src/test/java/io/github/ginestra/spark/SparkPageTest.java"),
          Path.of("..", "docs", "streaming.md"),
          Path.of(
              "..",
              "integration-tests/streaming/src/test/java/io/github/ginestra/streaming/StreamsTest.java"));

  /** What the blocks take for granted. */
  private static final String FIELDS =
      """
      public static Path path, canti;
      public static Examples examples;
      public static SequenceClassifier spam;
      public static io.github.ginestra.tagging.TaggedTexts tagged;
      """;

  private static Examples examples;

  /** A classifier of the examples, trained for an epoch, as a file. */
  private static byte[] model;

  /** The pages with Java. */
  static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
      return Stream.concat(Stream.of(Path.of("..", "README.md")), docs)
          .filter(page -> page.toString().endsWith(".md") && !ELSEWHERE.containsKey(page))
          .filter(page -> !blocks(page).isEmpty())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void the_java_of_each_page_compiles_runs_and_prints(Path page, @TempDir Path folder)
      throws Exception {
    run(page, folder);

    if (page.endsWith("reports.md")) {
      assertThat(folder.toFile().list())
          .contains("spam.html", "leopardi.html", "history.csv", "provenance.json");
    }
  }

  @Test
  void an_explanation_is_printed_in_the_lines_that_the_page_shows() throws IOException {
    String page = read(Path.of("..", "docs", "reports.md"));
    Matcher shown = Pattern.compile("(?s)```text\n(spam, .*?)```").matcher(page);
    assertThat(shown.find()).isTrue();
    String text = page.replaceAll("(?s).*spam.explain\\(\"(.*?)\"\\).*", "$1");

    try (SequenceClassifier spam =
        Classifiers.spam()
            .backend("java")
            .training(options -> options.epochs(1))
            .train(DemonstrationSetTest.messages())) {
      assertThat(form(spam.explain(text).toText())).isEqualTo(form(shown.group(1)));
    }
  }

  /**
   * The text of an explanation without its numbers, and the lists of tokens without their order.
   */
  private static List<String> form(String explanation) {
    return explanation
        .lines()
        .map(line -> line.replaceAll("\\[.*?]|(?<=^for|^against) .*|[\\d.]+$", ""))
        .toList();
  }

  @Test
  void the_readme_and_most_pages_have_java() throws IOException {
    assertThat(pages())
        .hasSizeGreaterThan(15)
        .contains(Path.of("..", "README.md"), Path.of("..", "docs", "reports.md"));
    assertThat(ELSEWHERE)
        .allSatisfy(
            (page, test) -> {
              assertThat(blocks(page)).isNotEmpty();
              assertThat(test).content().contains(page.getFileName().toString());
            });
  }

  @Test
  void whole_files_stand_on_pages_whose_programs_are_tested() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
      assertThat(docs.filter(page -> page.toString().endsWith(".md") && !page.equals(HOW_TO)))
          .filteredOn(page -> WHOLE_FILE.matcher(read(page)).find())
          .extracting(page -> Path.of("..", "docs").relativize(page))
          .containsExactlyInAnyOrder(
              Path.of("how-to", "application-servers.md"),
              Path.of("how-to", "spring-boot.md"),
              Path.of("tutorials", "anonymiser.md"),
              Path.of("tutorials", "spam-filter.md"),
              Path.of("tutorials", "verse-generator.md"));
    }
  }

  @Test
  void no_java_hides_in_a_block_of_text() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
      assertThat(docs.filter(page -> page.toString().endsWith(".md")))
          .allSatisfy(page -> assertThat(page).content().doesNotContainPattern(HIDDEN));
    }
  }

  private static List<String> blocks(Path page) {
    return BLOCK.matcher(read(page)).results().map(block -> block.group(1)).toList();
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void train() throws IOException {
    examples = withMistakes();
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (SequenceClassifier spam =
        Classifiers.spam().backend("java").training(options -> options.epochs(1)).train(examples)) {
      spam.save(saved);
    }
    model = saved.toByteArray();
  }

  /** Every twelfth message with the wrong label, so that there are mistakes to show. */
  private static Examples withMistakes() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Example example : DemonstrationSetTest.messages()) {
      String other = example.label().equals("spam") ? "ham" : "spam";
      String label = examples.size() % 12 == 11 ? other : example.label();
      examples.add(new Example(label, example.text()));
    }
    return Examples.of(examples);
  }

  private static void run(Path page, Path folder) throws Exception {
    List<String> blocks =
        blocks(page).stream()
            .map(block -> block.replace("Path.of(\"", "Path.of(\"" + folder + File.separator))
            .map(block -> block.replace(".port(8080)", ".port(0)"))
            .toList();
    String imports = page.startsWith(HOW_TO.getParent()) ? imports() : CompiledBlocks.imports();
    Class<?> readme = CompiledBlocks.compile(folder, imports, FIELDS, blocks);

    String before = System.setProperty("ginestra.backend", "java");
    try (SequenceClassifier spam = SequenceClassifier.load(model)) {
      readme.getField("path").set(null, messages(folder, examples));
      readme.getField("canti").set(null, verse(folder));
      readme.getField("examples").set(null, examples);
      readme.getField("spam").set(null, spam);
      readme.getField("tagged").set(null, tagged(folder));
      for (int i = 0; i < blocks.size(); i++) {
        String printed = printed(readme.getMethod("block" + i));
        assertThat(printed).as(blocks.get(i)).isNotBlank();
        assertThat(blocks.get(i)).doesNotContainPattern(UNCHECKED);
        for (MatchResult line : PRINTS.matcher(blocks.get(i)).results().toList()) {
          String expected =
              Arrays.stream(line.group(1).split("…", -1))
                  .map(Pattern::quote)
                  .collect(Collectors.joining(".*"));
          assertThat(printed.lines()).as(line.group()).anyMatch(p -> p.matches(expected));
        }
      }
    } finally {
      if (before == null) {
        System.clearProperty("ginestra.backend");
      } else {
        System.setProperty("ginestra.backend", before);
      }
    }
  }

  private static String imports() {
    Matcher imports = IMPORTS.matcher(read(HOW_TO));
    assertThat(imports.find()).isTrue();
    return imports.group(1);
  }

  private static String printed(Method block) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      block.invoke(null);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static Path messages(Path folder, Examples examples) throws IOException {
    String lines =
        examples.stream()
            .map((Example example) -> example.label() + "\t" + example.text())
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve("messages.tsv"), lines);
  }

  /** A few sentences with names, which also become a file. */
  private static TaggedTexts tagged(Path folder) throws IOException {
    TaggedTexts some = TaggedTexts.of(DemonstrationSetTest.names().stream().limit(80).toList());
    StringBuilder lines = new StringBuilder();
    for (TaggedText text : some) {
      for (int t = 0; t < text.size(); t++) {
        lines.append(text.tokens().get(t)).append('\t').append(text.tags().get(t)).append('\n');
      }
      lines.append('\n');
    }
    Files.writeString(folder.resolve("names.tsv"), lines);
    return some;
  }

  private static Path verse(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("canti.txt"), "Sempre caro mi è quest'ermo colle,\ne il mare.\n".repeat(90));
  }
}
