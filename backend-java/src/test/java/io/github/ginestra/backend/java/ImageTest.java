package io.github.ginestra.backend.java;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import de.siegmar.fastcsv.reader.CsvReader;
import io.github.ginestra.SequenceClassifier;
import io.github.ginestra.backend.contract.BackendUnderTest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program of one module becomes an image of its own with a small Java inside, by {@code jlink},
 * and runs. So API, backend and all they need are modules, and need no more of the JDK than they
 * say.
 */
class ImageTest {
  private static final String MODULE =
      """
      module program {
        requires io.github.ginestra;
      }
      """;

  private static final String PROGRAM =
      """
      package program;

      import io.github.ginestra.SequenceClassifier;
      import java.nio.file.Path;

      public final class Classify {
        public static void main(String[] arguments) throws Exception {
          try (SequenceClassifier classifier = SequenceClassifier.load(Path.of(arguments[0]))) {
            System.out.println(classifier.classify(arguments[1]));
          }
        }
      }
      """;

  private static final String TEXT = "Win a FREE prize now, or £100!";

  @TempDir private Path folder;

  @Test
  void a_classifying_program_is_linked_with_a_small_java_and_answers_alike() throws Exception {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElse(null);
    boolean modules = Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods"));
    assumeTrue(jlink != null && modules, "skipped: this Java has no jlink, or not its modules");
    Path model = model();
    Path image = link(jlink);

    assertThat(run(image, "--list-modules").lines().map(line -> line.replaceAll("@.*", "")))
        .containsExactlyInAnyOrder(
            "com.google.gson",
            "de.siegmar.fastcsv",
            "io.github.ginestra",
            "io.github.ginestra.backend.java",
            "java.base",
            "java.xml",
            "org.jsoup",
            "program");
    try (SequenceClassifier classifier =
        SequenceClassifier.loader().backend(JavaBackendProvider.NAME).load(model)) {
      assertThat(run(image, "-m", "program/program.Classify", model.toString(), TEXT).strip())
          .isEqualTo(classifier.classify(TEXT).toString());
    }
  }

  private Path model() throws IOException {
    Path model = folder.resolve("model.ginestra");
    try (InputStream in = BackendUnderTest.class.getResourceAsStream("golden-1.ginestra")) {
      Files.copy(in, model);
    }
    return model;
  }

  private Path link(ToolProvider jlink) throws Exception {
    Path source = Files.createDirectories(folder.resolve("source").resolve("program"));
    Path module = Files.writeString(source.resolveSibling("module-info.java"), MODULE);
    Path program = Files.writeString(source.resolve("Classify.java"), PROGRAM);
    Path classes = folder.resolve("classes");
    String path = modulePath();
    // annotations are wanted by the compiler alone
    String withAnnotations = path + File.pathSeparator + place(NullMarked.class);
    call(
        ToolProvider.findFirst("javac").orElseThrow(),
        List.of(
            "-p",
            withAnnotations,
            "-d",
            classes.toString(),
            module.toString(),
            program.toString()));
    Path image = folder.resolve("image");
    call(
        jlink,
        List.of(
            "--module-path",
            path + File.pathSeparator + classes,
            "--add-modules",
            "program,io.github.ginestra.backend.java",
            "--output",
            image.toString()));
    return image;
  }

  /** Where these tests have the modules from: jars, or folders while nothing is packaged yet. */
  private static String modulePath() throws URISyntaxException {
    List<String> places = new ArrayList<>();
    for (Class<?> one :
        List.of(
            SequenceClassifier.class,
            JavaBackendProvider.class,
            Jsoup.class,
            CsvReader.class,
            Gson.class)) {
      places.add(place(one));
    }
    return String.join(File.pathSeparator, places);
  }

  private static String place(Class<?> one) throws URISyntaxException {
    return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static void call(ToolProvider tool, List<String> arguments) {
    StringWriter written = new StringWriter();
    PrintWriter writer = new PrintWriter(written);
    int status = tool.run(writer, writer, arguments.toArray(String[]::new));
    assertThat(status).as(tool.name() + ": " + written).isZero();
  }

  private String run(Path image, String... arguments) throws Exception {
    Path errors = folder.resolve("errors");
    List<String> command =
        Stream.concat(
                Stream.of(image.resolve("bin").resolve("java").toString(), "-Dfile.encoding=UTF-8"),
                Stream.of(arguments))
            .collect(Collectors.toList());
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
