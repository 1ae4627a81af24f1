package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is distributed. */
@DisabledOnOs(OS.WINDOWS)
class DistributionIT {
  /** A line of the list: licences, name, and in brackets group, artifact, version and address. */
  private static final Pattern LIBRARY =
      Pattern.compile("(?m)^ +\\([\\w.-]+\\) .*\\([\\w.-]+:([\\w.-]+):([\\w.-]+) - .*\\)$");

  private static final Path PROGRAM = Path.of(System.getProperty("ginestra.distribution"));

  @TempDir Path folder;

  private String run(Path script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  @Test
  void the_script_runs_from_anywhere_by_a_link_and_in_any_locale() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), PROGRAM.resolve("bin/ginestra"));
    Files.writeString(folder.resolve("perché.tsv"), Files.readString(Samples.tsv(folder)));

    assertThat(run(link, "--version")).startsWith("ginestra ").doesNotContain("not run from");
    run(link, "train", "classifier", "perché.tsv", "-m", "è.ginestra", "--set=epochs=1");
    assertThat(run(link, "classify", "è.ginestra", "perché no")).contains("\tperché no\n");
  }

  /** What a script gives to Java, and for which commands, whatever its language. */
  private static Set<String> given(String script) throws IOException {
    String text = Files.readString(PROGRAM.resolve("bin").resolve(script));
    return Pattern.compile(
            "--[a-z-]+(=[\\w.]+)?|-cp|GINESTRA_OPTS|JAVA_HOME|jdk\\.incubator\\.vector"
                + "|io\\.github\\.ginestra\\.cli\\.Ginestra"
                + "|(?<=~1\"==\")[a-z-]+|(?<= )(?!nul)[a-z-]+(?= \\|)|(?<=\\| )[a-z-]+(?=\\))")
        .matcher(text.replaceAll("(?m)^(#|rem).*$", "").replace("\\.", "."))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void the_script_of_windows_starts_the_same_commands_with_the_same_options() throws IOException {
    assertThat(given("ginestra.bat"))
        .contains("--add-modules=jdk.incubator.vector", "train", "playground", "GINESTRA_OPTS")
        .isEqualTo(given("ginestra"));
  }

  @Test
  @EnabledIfSystemProperty(named = "ginestra.engines", matches = ".+")
  void every_engine_beside_the_program_trains() throws Exception {
    Samples.tsv(folder);
    for (String engine : System.getProperty("ginestra.engines").split(",")) {
      run(
          PROGRAM.resolve("bin/ginestra"),
          "train",
          "classifier",
          "mails.tsv",
          "--model=m.ginestra",
          "--backend=" + engine,
          "--set=epochs=1",
          "--set=units=4");
      assertThat(run(PROGRAM.resolve("bin/ginestra"), "inspect", "m.ginestra"))
          .containsIgnoringCase(" on " + engine.replace("djl-", "").replace("java", "Ginestra"));
    }
  }

  /** The program with its own Java, and what that consists of. */
  @Nested
  @EnabledIfSystemProperty(named = "ginestra.image", matches = ".+")
  class TheImage {
    private final Path image = Path.of(System.getProperty("ginestra.image"));

    @Test
    void trains_answers_and_reads_any_charset() throws Exception {
      Path program = image.resolve("bin/ginestra");
      Files.writeString(
          folder.resolve("mails.tsv"),
          Files.readString(Samples.tsv(folder)).replaceAll("[^\\x00-\\x7F]", "\u65e5"),
          Charset.forName("Shift_JIS"));

      assertThat(run(program, "--version")).startsWith("ginestra ");
      run(
          program,
          "train",
          "classifier",
          "mails.tsv",
          "--charset=Shift_JIS",
          "--model=m.ginestra",
          "--report=m.html",
          "--set=epochs=1");
      assertThat(folder.resolve("m.html")).isRegularFile();
      assertThat(run(program, "classify", "m.ginestra", "free prize")).endsWith("free prize\n");
    }

    @Test
    void has_every_module_of_java_that_the_libraries_use() throws Exception {
      Properties release = new Properties();
      try (Reader reader = Files.newBufferedReader(image.resolve("lib/runtime/release"))) {
        release.load(reader);
      }

      assertThat(modulesUsed())
          .contains("java.base", "java.desktop", "jdk.incubator.vector")
          .isSubsetOf(release.getProperty("MODULES").replace("\"", "").split(" "));
    }

    /** By their classes alone: jars that are modules would have to be resolved as such. */
    private Set<String> modulesUsed() throws IOException {
      Path classes = Files.createDirectory(folder.resolve("classes"));
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(PROGRAM.resolve("lib"), "*.jar")) {
        for (Path jar : jars) {
          copyClasses(jar, classes);
        }
      }
      StringWriter out = new StringWriter();
      PrintWriter writer = new PrintWriter(out);
      ToolProvider.findFirst("jdeps")
          .orElseThrow()
          .run(writer, writer, "--ignore-missing-deps", "-s", classes.toString());
      return Pattern.compile("-> ((java|jdk)\\.[a-z.]+)")
          .matcher(out.toString())
          .results()
          .map(match -> match.group(1))
          .collect(Collectors.toSet());
    }

    private static void copyClasses(Path jar, Path target) throws IOException {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          String name = entry.getName();
          if (name.endsWith(".class")
              && !name.startsWith("META-INF/")
              && !name.equals("module-info.class")) {
            Path file = target.resolve(name);
            Files.createDirectories(file.getParent());
            Files.copy(zip.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  @Test
  void man_pages_and_the_completion_of_shells_are_there() {
    assertThat(PROGRAM.resolve("share/man/man1/ginestra-train-classifier.1"))
        .content()
        .contains(".SH SYNOPSIS", "\\-\\-checkpoint");
    assertThat(PROGRAM.resolve("share/bash-completion/completions/ginestra"))
        .content()
        .contains("complete -F _complete_ginestra");
  }

  @Test
  void every_library_is_named_with_its_licence() throws IOException {
    List<String> named =
        LIBRARY
            .matcher(Files.readString(PROGRAM.resolve("THIRD-PARTY.txt")))
            .results()
            .map(library -> library.group(1) + '-' + library.group(2) + ".jar")
            .toList();
    try (Stream<Path> jars = Files.list(PROGRAM.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .filteredOn(jar -> !jar.startsWith("ginestra-"))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @Test
  void licences_that_are_in_no_jar_are_beside_the_list() {
    assertThat(PROGRAM.resolve("LICENSE")).content().contains("Apache License");
    assertThat(PROGRAM.resolve("licences/LGPL-2.1.txt"))
        .content()
        .contains("GNU LESSER GENERAL PUBLIC LICENSE", "END OF TERMS AND CONDITIONS");
    assertThat(PROGRAM.resolve("licences/progressbar.txt")).content().contains("MIT License");
    for (String library : List.of("jline", "protobuf")) {
      assertThat(PROGRAM.resolve("licences/" + library + ".txt"))
          .content()
          .contains("Redistribution", "Neither the name of");
    }
  }

  @Test
  void the_zip_file_holds_the_same() throws IOException {
    try (ZipFile zip = new ZipFile(PROGRAM.resolveSibling("ginestra.zip").toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName()))
          .contains("ginestra/bin/ginestra", "ginestra/bin/ginestra.bat", "ginestra/LICENSE")
          .contains("ginestra/THIRD-PARTY.txt", "ginestra/licences/LGPL-2.1.txt")
          .anyMatch(name -> name.matches("ginestra/lib/ginestra-backend-java-.*\\.jar"));
    }
  }
}
