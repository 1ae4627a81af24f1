package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.server.Pages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in the comments of public types compiles. */
class JavadocExamplesTest {

  /** The published modules with examples; that of Spark looks after its own. */
  private static final List<String> MODULES =
      List.of("api", "backend-contract", "reports", "server");

  private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code(.*?)\\}</pre>");

  /** What the examples take for granted. */
  private static final String FIELDS =
      """
      static Path path, file;
      static String text, poem;
      static Examples examples, test;
      static Split split;
      static TaggedTexts texts, validation, others;
      static SequenceClassifier classifier, spam;
      static CharLanguageModel model;
      static ClassifierBuilder builder;
      static java.util.logging.Logger logger;
      """;

  @Test
  void every_example_compiles(@TempDir Path folder) throws Exception {
    List<String> blocks = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Pages.ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path source : files.filter(JavadocExamplesTest::isPublic).sorted().toList()) {
          EXAMPLE
              .matcher(Files.readString(source))
              .results()
              .map(block -> block.group(1).replaceAll("(?m)^ *\\* ?", ""))
              .forEach(block -> blocks.add("// " + Pages.ROOT.relativize(source) + "\n" + block));
        }
      }
    }

    assertThat(blocks).hasSizeGreaterThan(30);
    assertThat(CompiledBlocks.compile(folder, FIELDS, blocks).getDeclaredMethods())
        .filteredOn(method -> method.getName().startsWith("block"))
        .hasSameSizeAs(blocks);
  }

  private static boolean isPublic(Path source) {
    String name = source.toString();
    if (!name.endsWith(".java") || name.contains("internal")) {
      return false;
    }
    try {
      return name.endsWith("-info.java") || Files.readString(source).contains("\npublic ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
