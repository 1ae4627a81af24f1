package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
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
