package io.github.ginestra.samples.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.backend.contract.BackendContract;
import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image as the build links it for users: a folder with the program and a small Java of its own,
 * run in a process of its own.
 */
@Timeout(60)
class ImageIT {
  private static final Path BIN = Path.of(System.getProperty("ginestra.image"), "bin");
  private static final String VECTORS = "jdk.incubator.vector";

  /** The warning that the JVM always prints if the Vector API is on. */
  private static final String WARNING = "WARNING: Using incubator modules: " + VECTORS;

  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final String FREE = "Win a FREE prize now, or £100 and 1 €!";
  private static final String HOME = "shall we walk home together?";

  @TempDir private Path folder;
  private Path model;
  private SequenceClassifier classifier;

  @BeforeAll
  static void there_is_an_image() {
    assumeTrue(Files.isDirectory(BIN), "skipped: no image was linked, since this JDK has no jmods");
  }

  @BeforeEach
  void load() throws IOException {
    model = golden("golden-1.ginestra");
    classifier = SequenceClassifier.load(model);
  }

  @AfterEach
  void close() {
    classifier.close();
  }

  private Path golden(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = BackendContract.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    return file;
  }

  /** What is to be printed for a text of one line. */
  private String answer(String text) {
    Classification answer = classifier.classify(text);
    return String.format(Locale.ROOT, "%s\t%.4f\t%s", answer.label(), answer.probability(), text);
  }

  private static ProcessBuilder program(String name, Object... arguments) {
    Path file = BIN.resolve(WINDOWS && name.equals("classify") ? "classify.bat" : name);
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(file), Stream.of(arguments)).map(Object::toString).toList());
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }

  private Program classify(Object... arguments) throws Exception {
    return Program.run(program("classify", arguments), "", folder);
  }

  /** What a process that has ended left. */
  private record Program(int exitCode, List<String> out, List<String> err) {
    static Program run(ProcessBuilder builder, String in, Path folder) throws Exception {
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      Process process =
          builder
              .redirectInput(Files.writeString(folder.resolve("in"), in).toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try {
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        return new Program(process.exitValue(), Files.readAllLines(out), errors(err));
      } finally {
        process.destroyForcibly();
      }
    }

    static List<String> errors(Path err) throws IOException {
      return Files.readAllLines(err).stream().filter(line -> !line.equals(WARNING)).toList();
    }

    void printed(String... lines) {
      assertThat(err).isEmpty();
      assertThat(out).containsExactly(lines);
      assertThat(exitCode).isZero();
    }

    void failed(String line) {
      assertThat(err).containsExactly(line);
      assertThat(out).isEmpty();
      assertThat(exitCode).isEqualTo(1);
    }
  }

  @Test
  void it_holds_the_program_what_it_needs_and_no_more_of_the_jdk() throws Exception {
    Program java = Program.run(program("java", "--list-modules"), "", folder);

    List<String> modules = java.out().stream().map(line -> line.replaceAll("@.*", "")).toList();
    assertThat(modules.stream().filter(module -> !module.equals(VECTORS)))
        .containsExactlyInAnyOrder(
            "com.google.gson",
            "de.siegmar.fastcsv",
            "io.github.ginestra",
            "io.github.ginestra.backend.java",
            "io.github.ginestra.samples.classify",
            "java.base",
            "java.xml",
            "org.jsoup");
  }

  @Test
  void it_switches_the_vector_api_on_where_the_jdk_has_it() throws Exception {
    boolean there = ModuleFinder.ofSystem().find(VECTORS).isPresent();
    Program java = Program.run(program("java", "--list-modules"), "", folder);
    assertThat(java.out().stream().anyMatch(line -> line.startsWith(VECTORS))).isEqualTo(there);

    classify(model, HOME).printed(answer(HOME));

    assertThat(Files.readAllLines(folder.resolve("err")).contains(WARNING)).isEqualTo(there);
  }

  @Test
  void each_text_is_answered_by_a_line() throws Exception {
    classify(model, FREE, HOME, "").printed(answer(FREE), answer(HOME), answer(""));
  }

  @Test
  void its_modules_use_the_vector_api_if_the_jvm_has_it() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder modules =
        new ProcessBuilder(
            java,
            "-Dfile.encoding=UTF-8",
            "-p",
            System.getProperty("ginestra.modules"),
            "--add-modules=io.github.ginestra.backend.java," + VECTORS,
            "-m",
            "io.github.ginestra.samples.classify/" + Classify.class.getName(),
            model.toString(),
            HOME);

    Program program = Program.run(modules, "", folder);

    assertThat(program.out()).containsExactly(answer(HOME));
    assertThat(program.err()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("err"))).containsExactly(WARNING);
  }

  @Test
  void a_calibrated_model_answers_too() throws Exception {
    Path calibrated = golden("golden-2.ginestra");
    try (SequenceClassifier second = SequenceClassifier.load(calibrated)) {
      Classification answer = second.classify(HOME);

      Program program = classify(calibrated, HOME);

      program.printed(
          String.format(Locale.ROOT, "%s\t%.4f\t%s", answer.label(), answer.probability(), HOME));
    }
  }

  @Test
  void a_text_of_several_lines_is_answered_by_one() throws Exception {
    assertThat(classify(model, "walk\nhome").out())
        .singleElement()
        .asString()
        .endsWith("\twalk home");
  }

  @Test
  void lines_of_standard_input_are_answered_one_by_one_as_they_come() throws Exception {
    Process process =
        program("classify", model).redirectError(folder.resolve("err").toFile()).start();
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String text : List.of(FREE, "", HOME)) {
        in.write(text + "\n");
        in.flush();
        assertThat(out.readLine()).isEqualTo(answer(text));
      }
      process.getOutputStream().close();
      assertThat(out.readLine()).isNull();
      assertThat(process.waitFor()).isZero();
      assertThat(Program.errors(folder.resolve("err"))).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void lines_are_read_in_utf_8_where_the_locale_says_nothing() throws Exception {
    assumeTrue(!WINDOWS, "skipped: locales of this kind are not for Windows");
    ProcessBuilder lines = program("classify", model);
    lines.environment().put("LC_ALL", "C");

    Program.run(lines, FREE + "\n" + HOME, folder).printed(answer(FREE), answer(HOME));
  }

  @Test
  void numbers_are_written_alike_in_every_country() throws Exception {
    ProcessBuilder german = program("classify", model, HOME);
    german.environment().put("JDK_JAVA_OPTIONS", "-Duser.language=de -Duser.country=DE");

    assertThat(Program.run(german, "", folder).out()).containsExactly(answer(HOME));
  }

  @Test
  void a_model_that_is_not_there_is_a_failure() throws Exception {
    Path missing = folder.resolve("missing.ginestra");

    classify(missing, HOME).failed("error: no such file: " + missing);
  }

  @Test
  void a_file_that_is_no_classifier_is_a_failure() throws Exception {
    Path verse = golden("golden-language-1.ginestra");

    classify(verse, HOME)
        .failed(
            "error: "
                + verse
                + ": model.json, model: holds a model of the kind language-model, not a"
                + " classifier");
  }

  @Test
  void a_name_that_is_no_path_is_a_failure() throws Exception {
    assumeTrue(!WINDOWS, "skipped: what cannot be typed is another there");
    ProcessBuilder silent = program("classify", folder.resolve("modèle.ginestra"), HOME);
    silent.environment().put("LC_ALL", "C");

    Program program = Program.run(silent, "", folder);

    assertThat(program.exitCode()).isEqualTo(1);
    assertThat(program.err()).singleElement().asString().startsWith("error: ").contains("mod");
  }

  @Test
  void answers_that_cannot_be_written_are_a_failure() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists(), "skipped: this system has no /dev/full");
    Path err = folder.resolve("err");
    Process process =
        program("classify", model, HOME).redirectOutput(full).redirectError(err.toFile()).start();

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(Program.errors(err))
        .containsExactly(
            "error: cannot write to standard output: it is closed, or its disk is full");
  }

  @Test
  void a_model_must_be_named() throws Exception {
    Program program = classify();

    assertThat(program.exitCode()).isEqualTo(2);
    assertThat(program.err()).containsExactly("usage: classify MODEL [TEXT...]");
    assertThat(program.out()).isEmpty();
  }
}
