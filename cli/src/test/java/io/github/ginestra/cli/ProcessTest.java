package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own. */
@Tag("slow")
class ProcessTest {
  @TempDir Path folder;

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private ProcessBuilder process(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Ginestra.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  private String run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = process(command(arguments));
    builder.environment().keySet().removeAll(Set.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit code; %s", err()).isZero();
    return out;
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  @Test
  void two_commands_lead_from_a_csv_to_an_answer_whatever_the_locale() throws Exception {
    Samples.csv(folder);

    String training =
        run(
            "train",
            "classifier",
            "mails.csv",
            "--label=kind",
            "--text=body",
            "--model=mails.ginestra",
            "--report=mails.html",
            "--set=epochs=2");
    String answer = run("classify", "mails.ginestra", "dinner, perché no?");

    assertThat(training).contains("ginestra classify mails.ginestra");
    assertThat(folder.resolve("mails.html")).isRegularFile();
    assertThat(answer).matches("ham\t0\\.\\d{4}\tdinner, perché no\\?\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void help_is_coloured_if_one_insists_but_not_in_a_pipe_and_not_against_no_color()
      throws Exception {
    String escape = "\u001b[";

    assertThat(run(Map.of("CLICOLOR_FORCE", "1"), "--help")).contains(escape);
    assertThat(run("--help")).contains("train").doesNotContain(escape);
    assertThat(run(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"), "--help"))
        .contains("train")
        .doesNotContain(escape);
  }

  @Test
  void in_a_pipe_there_are_neither_colours_nor_a_bar_and_no_locale_changes_a_number()
      throws Exception {
    Samples.tsv(folder);

    String out =
        run(
            Map.of("LC_ALL", "", "LANG", "de_DE.UTF-8"),
            "train",
            "classifier",
            "mails.tsv",
            "--model=m.ginestra",
            "--set=epochs=30",
            "--set=units=4");

    assertThat(out).contains("32 texts", "50.0 %", "epoch 30").doesNotContain("\u001b", "\r");
    assertThat(err()).doesNotContain("\u001b", "\r", "%");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_process_that_is_told_to_end_keeps_its_model_and_can_be_resumed() throws Exception {
    Samples.tsv(folder);
    String[] training = {
      "train",
      "classifier",
      "mails.tsv",
      "--model=m.ginestra",
      "--checkpoint=checkpoints",
      "--resume",
      "--set=epochs=20000",
      "--set=units=4"
    };
    Process process = process(command(training)).start();
    var lines = process.inputReader(StandardCharsets.UTF_8);
    String line = "";
    while (line != null && !line.startsWith("epoch  2")) {
      line = lines.readLine();
    }

    process.toHandle().destroy(); // SIGTERM; the streams stay open
    while (line != null) {
      line = lines.readLine();
    }

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(err())
        .contains(", the best so far by validation, is in m.ginestra", "with --resume");
    assertThat(run("inspect", "m.ginestra")).contains("Text classifier");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_closed_pipe_ends_it_quietly() throws Exception {
    Samples.model(folder, "classifier", Samples.tsv(folder), "--test-fraction", "0");
    String classify = String.join(" ", command("classify", "classifier.ginestra"));

    Process process =
        process(List.of("sh", "-c", "yes hello | " + classify + " | head -n 2")).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(out.lines()).hasSize(2);
    assertThat(err()).doesNotContain("error", "Exception");
  }
}
