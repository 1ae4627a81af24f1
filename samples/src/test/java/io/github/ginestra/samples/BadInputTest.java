package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says of what it cannot do. */
class BadInputTest {
  @TempDir Path folder;

  private Program spam(String... options) {
    String[] command = {"spam", "--output=" + folder.resolve("report")};
    return Program.runWithoutData(folder, Program.with(command, options));
  }

  private Path data(String content) throws IOException {
    return Files.writeString(folder.resolve("messages.tsv"), content);
  }

  /** Exit code 1 and one line. */
  @Nested
  class A_failure {

    private void says(Program program, String line) {
      assertThat(program.err().lines()).containsExactly(line);
      assertThat(program.exitCode()).isEqualTo(1);
    }

    @Test
    void a_data_file_that_is_not_there() {
      Path missing = folder.resolve("missing.tsv");

      says(spam("--data=" + missing), "error: no such file: " + missing);
    }

    @Test
    void a_data_folder_without_the_messages() {
      says(
          spam("--data=" + folder),
          "error: no such file: " + folder.resolve("sms").resolve("SMSSpamCollection"));
    }

    @Test
    void a_malformed_line() throws IOException {
      Path file = data("ham\thello\nspam without a tab\n");

      says(
          spam("--data=" + file),
          "error: "
              + file
              + ", line 2: expected label, tab and text, found \"spam without a tab\"");
    }

    @Test
    void an_empty_file() throws IOException {
      Path file = data("");

      says(
          spam("--data=" + file),
          "error: "
              + file
              + ": expected messages labelled ham and messages labelled spam,"
              + " found 0 examples {}");
    }

    @Test
    void messages_of_one_label() throws IOException {
      Path file = data("ham\thello\nham\tgood night\n");

      says(
          spam("--data=" + file),
          "error: "
              + file
              + ": expected messages labelled ham and messages labelled spam,"
              + " found 2 examples {ham=2}");
    }

    @Test
    void too_few_messages_for_the_folds() throws IOException {
      Path file = data("ham\thello\nham\tgood night\nspam\tWIN now\n");

      Program program = spam("--data=" + file, "--folds=2");

      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.err())
          .startsWith("error: the label \"spam\" has only 1 of the 2 examples")
          .hasLineCount(1);
    }

    @Test
    void an_output_folder_in_the_place_of_a_file() throws IOException {
      Path file = Files.writeString(folder.resolve("taken"), "");
      Path wanted = file.resolve("report");

      says(
          Program.runWithoutData(folder, "spam", "--output=" + wanted),
          "error: cannot write to " + wanted + ": " + file + " is not a folder");
    }

    @Test
    void a_json_file_in_the_place_of_a_folder() {
      says(spam("--json=" + folder), "error: cannot write to " + folder + ": it is a folder");
    }

    @Test
    void a_place_for_figures_behind_a_link_that_leads_nowhere() throws IOException {
      Path nowhere = folder.resolve("nowhere").resolve("figures.json");
      Path link = Files.createSymbolicLink(folder.resolve("link.json"), nowhere);

      says(spam("--json=" + link), "error: no such file: " + nowhere.getParent());
    }

    @Test
    void a_backend_that_is_not_there() {
      Program program = spam("--backend=abacus");

      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.err())
          .startsWith("error: backend \"abacus\"")
          .contains("djl-mxnet, djl-pytorch")
          .hasLineCount(1);
    }

    @Test
    void a_model_file_that_is_not_there() {
      Path missing = folder.resolve("missing.ginestra");

      says(spam("--model=" + missing, "hello"), "error: no such file: " + missing);
    }

    @Test
    void a_file_that_is_no_model() throws IOException {
      Path file = data("ham\thello\n");

      Program program = spam("--model=" + file);

      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.err()).startsWith("error: " + file + ": ").hasLineCount(1);
    }

    @Test
    void a_place_where_the_model_cannot_be_saved_before_the_training() {
      Program program = spam("--save=" + folder);

      says(program, "error: cannot write to " + folder + ": it is a folder");
      assertThat(program.out()).isEmpty();
    }

    @Test
    void a_lesson_without_vectors() {
      Program program = spam("--lesson");

      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.err())
          .startsWith("error: the lesson needs pretrained vectors")
          .contains("--vectors FILE")
          .hasLineCount(1);
    }

    @Test
    void its_stack_trace_is_shown_only_if_asked_for() {
      Program program = spam("--data=" + folder.resolve("missing.tsv"), "--verbose");

      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.err())
          .startsWith("error: no such file: ")
          .contains("\tat " + DataFinder.class.getName());
    }
  }

  /** Exit code 2, what is wrong, and where to read on. */
  @Nested
  class Wrong_options {

    private void says(Program program, String line) {
      assertThat(program.err().lines())
          .startsWith(line)
          .endsWith("try: ginestra-samples spam --help");
      assertThat(program.exitCode()).isEqualTo(2);
      assertThat(program.out()).isEmpty();
    }

    @Test
    void an_unknown_option() {
      says(spam("--epoch=3"), "error: Unknown option: '--epoch=3'");
      assertThat(spam("--epoch=3").err()).contains("Possible solutions: --epochs");
    }

    @Test
    void numbers_that_are_none_or_too_small() {
      says(
          spam("--epochs=0"),
          "error: Invalid value for option '--epochs': '0' is not a whole number, 1 or more");
      says(
          spam("--threads=two"),
          "error: Invalid value for option '--threads': 'two' is not a whole number, 1 or more");
      says(spam("--folds=1"), "error: --folds must be 2 or more");
      says(
          spam("--folds=3", "--block-at-most=0"),
          "error: Invalid value for option '--block-at-most': '0' is not a number greater than 0");
      says(spam("--folds=3", "--block-at-most=2"), "error: --block-at-most must be at most 1");
    }

    @Test
    void options_that_do_not_go_together() {
      says(spam("--unique"), "error: Missing required argument(s): --folds=K");
      says(
          spam("--folds=2", "--block-at-most=0.1"),
          "error: --block-at-most needs --folds=3 or more");
      says(spam("--seeds=1,2"), "error: several seeds need --folds or --lesson");
      says(spam("--folds=2", "hello"), "error: messages are classified by a single model only");
      says(spam("--folds=2", "--random-split"), "error: --random-split is for a single training");
      says(spam("--folds=2", "--save=x"), "error: --save is for a single training");
      says(
          spam("--lesson", "--checkpoints=x"),
          "error: --checkpoints is for a single training and for --folds");
      says(spam("--model=x", "--save=y"), "error: --save is for a single training");
      says(
          spam("--json=-", "--report=-"),
          "error: only one of --json, --save and --report can go to standard output (-)");
      says(spam("--folds=2", "--report=x"), "error: --report is for a single training");
      says(spam("--model=x", "--epochs=2"), "error: --epochs is for a training, not for --model");
      says(spam("--model=x", "--seeds=1,2"), "error: several seeds need --folds or --lesson");
      says(
          spam("--data=x", "--fetch"),
          "error: --data=PATH, --fetch are mutually exclusive (specify only one)");
    }

    @Test
    void no_command_at_all_shows_what_there_is() {
      Program program = Program.runWithoutData(folder);

      assertThat(program.exitCode()).isEqualTo(2);
      assertThat(program.err()).contains("Missing required subcommand", "Usage:", "spam");
    }
  }
}
