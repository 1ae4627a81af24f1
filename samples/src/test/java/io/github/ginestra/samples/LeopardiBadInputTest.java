package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator says of what it cannot do. */
class LeopardiBadInputTest {
  @TempDir Path folder;

  private Program leopardi(String... options) {
    String[] command = {"leopardi", "--threads=1", "--output=" + folder.resolve("report")};
    return Program.runWithoutData(folder, Program.with(command, options));
  }

  private Path text(String content) throws IOException {
    return Files.writeString(folder.resolve("own.txt"), content);
  }

  private static void fails(Program program, String start) {
    assertThat(program.exitCode()).isEqualTo(1);
    assertThat(program.err()).startsWith("error: " + start).hasLineCount(1);
  }

  private static void isRefused(Program program, String line) {
    assertThat(program.exitCode()).isEqualTo(2);
    assertThat(program.err().lines()).startsWith(line);
    assertThat(program.out()).isEmpty();
  }

  @Test
  void a_text_that_is_not_there() {
    Path missing = folder.resolve("missing.txt");

    fails(leopardi("--text=" + missing), "no such file: " + missing);
    fails(leopardi("--data=" + folder), "no such file: " + folder.resolve("leopardi.txt"));
  }

  @Test
  void a_text_that_is_too_short() throws IOException {
    fails(
        leopardi("--text=" + text("Sempre caro mi fu quest'ermo colle")),
        "the text leaves 31 symbols to learn from");
    fails(leopardi("--text=" + text("")), "");
    fails(
        leopardi("--lesson", "--text=" + text("Sempre caro mi fu quest'ermo colle")),
        "the text leaves 31 symbols to learn from");
  }

  @Test
  void a_text_of_one_distinct_character() throws IOException {
    fails(leopardi("--text=" + text("a".repeat(10_000))), "the text to learn from has too few");
  }

  @Test
  void a_file_that_is_not_text() throws IOException {
    Path file = Files.write(folder.resolve("latin1.txt"), new byte[] {'p', 'e', 'r', (byte) 0xe8});

    fails(leopardi("--text=" + file), file + ", line 1: expected UTF-8");
  }

  @Test
  void a_temperature_that_is_not_positive() {
    for (String temperature : new String[] {"0", "-1", "NaN", "Infinity", "warm"}) {
      isRefused(
          leopardi("--temperature=0.5," + temperature),
          "error: Invalid value for option '--temperature' (T): '"
              + temperature
              + "' is not a number greater than 0");
    }
  }

  @Test
  void numbers_out_of_their_ranges() {
    isRefused(
        leopardi("--length=-1"),
        "error: Invalid value for option '--length': '-1' is not a whole number, 1 or more");
    isRefused(
        leopardi("--seconds=0"),
        "error: Invalid value for option '--seconds': '0' is not a number greater than 0");
    assertThat(leopardi("--preset=prose").exitCode()).isEqualTo(2);
  }

  @Test
  void options_that_do_not_go_together() {
    isRefused(
        leopardi("--lesson", "--units=3"), "error: --units does not go together with --lesson");
    isRefused(
        leopardi("--model=x", "--epochs=3"), "error: --epochs does not go together with --model");
    isRefused(
        leopardi("--speed", "--prompt=x"), "error: --prompt does not go together with --speed");
    isRefused(
        leopardi("--text=x", "--data=y"),
        "error: --text=FILE, --data=PATH are mutually exclusive (specify only one)");
    assertThat(leopardi("--model=x", "--lesson").exitCode()).isEqualTo(2);
    isRefused(leopardi("--steps=3"), "error: Missing required argument(s): --speed");
  }

  @Test
  void a_place_where_the_model_cannot_be_saved() {
    Program program = leopardi("--save=" + folder);

    fails(program, "cannot write to " + folder + ": it is a folder");
    assertThat(program.out()).doesNotContain("epoch");
  }

  @Test
  void a_model_file_that_is_not_there() {
    Path missing = folder.resolve("missing.ginestra");

    fails(leopardi("--model=" + missing, "--prompt=x"), "no such file: " + missing);
  }

  @Test
  void a_model_of_the_other_command() {
    Path verse = folder.resolve("verse.ginestra");
    Path spam = folder.resolve("spam.ginestra");
    leopardi("--units=8", "--epochs=1", "--length=1", "--save=" + verse);
    Program.runWithoutData(
        folder,
        "spam",
        "--epochs=1",
        "--threads=1",
        "--output=" + folder.resolve("report"),
        "--save=" + spam);

    Program generator = leopardi("--model=" + spam, "--prompt=x");
    Program detector = Program.runWithoutData(folder, "spam", "--model=" + verse, "hello");

    fails(generator, spam + ": ");
    assertThat(generator.err()).contains("classifier");
    fails(detector, verse + ": ");
    assertThat(detector.err()).contains("language-model");
  }
}
