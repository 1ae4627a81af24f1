package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Options, help, and what is refused before data are read. */
class UsageTest {
  @TempDir Path folder;

  private static CommandLine line(Map<String, String> environment) {
    return Ginestra.commandLine(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        environment);
  }

  private static List<CommandLine> all(CommandLine line) {
    List<CommandLine> lines = new ArrayList<>(List.of(line));
    line.getSubcommands().values().forEach(sub -> lines.addAll(all(sub)));
    return lines;
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 200})
  void help_fits_the_terminal(int columns) {
    List<CommandLine> lines = all(line(Map.of("COLUMNS", String.valueOf(columns))));

    assertThat(lines).hasSizeGreaterThan(13);
    for (CommandLine line : lines) {
      String help = line.getUsageMessage(CommandLine.Help.Ansi.OFF);
      assertThat(help.lines()).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(columns));
      assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
    }
  }

  @Test
  void help_and_version_go_to_standard_output() {
    assertThat(Program.run("--help").out())
        .contains("train", "cross-validate", "convert", "Exit codes:", "130");
    assertThat(Program.run("train", "classifier", "--help").out())
        .contains("--set", "--separator", "--checkpoint", "--charset");
    assertThat(Program.run("--version").out()).startsWith("ginestra ");
    assertThat(Program.run("classify", "--help").err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian                                              | Did you mean: ginestra train?",
        "train                                              | Missing required subcommand",
        "train classifier                                   | DATA is missing",
        "train classifier DATA                              | --model FILE is missing",
        "train classifier DATA -m M --resume                | --resume needs --checkpoint DIR",
        "train classifier DATA -m - --json -                | only one of --model, --report",
        "train classifier - -m M --test -                   | can be standard input",
        "train classifier DATA -m M --preset speech         | must be one of [text, spam]",
        "train classifier DATA -m M --set epoch=3           | did you mean training.epochs",
        "train classifier DATA -m M --set recurent.units=3  | did you mean recurrent.units",
        "train classifier DATA -m M --set dropout=1         | there is no setting",
        "train classifier DATA -m M --set epochs=many       | must be an integer",
        "train classifier DATA -m M --set pooling=min       | must be one of [LAST, MAX",
        "train classifier DATA -m M --set inputDropout=2    | inputDropout",
        "train classifier DATA -m M --label 1 --text body   | must be two names or two numbers",
        "train classifier DATA -m M --no-header --label a   | must be numbers of columns",
        "train classifier DATA -m M --separator ;;          | is not one character",
        "train classifier DATA -m M --charset latin-x       | charset",
        "train classifier DATA -m M --test-fraction 1       | from 0 to below 1",
        "train classifier DATA -m M --threads 0             | whole number, 1 or more",
        "train classifier DATA -m M --freeze-vectors        | need --vectors FILE",
        "train tagger DATA -m M --vector-words 9            | need --vectors FILE",
        "train tagger DATA -m M --vectors V --set embedding.dimension=9 | decides the embedding",
        "train language DATA -m M --set units=ten           | must be an integer",
        "train tagger DATA -m M --preset spam               | [entities, tokens]",
        "train multi-label DATA -m M --folds 1              | --folds must be 2 or more",
        "train multi-label DATA -m M --validation V         | --validation is not for classifiers",
        "train multi-label DATA -m M --set epoch=3          | did you mean training.epochs",
        "cross-validate DATA --folds 1                      | --folds must be 2 or more",
        "cross-validate DATA --positive spam                | need each other",
        "calibrate                                          | either MODEL and DATA, or --predictions",
        "calibrate M DATA                                   | what is to be chosen?",
        "classify                                           | MODEL",
        "generate M a --prompt b                            | exclude each other",
        "convert m.ginestra out.csv                         | m.ginestra is a model, and convert is for data",
        "convert DATA out.xyz                               | --to FORMAT is missing",
      })
  void what_is_wrong_is_said_in_the_words_of_the_command(String arguments, String message) {
    Program program = Program.run((Object[]) arguments.split(" ", -1));

    assertThat(program.err()).contains("error: ", message).doesNotContain("Exception");
    assertThat(program.code()).isEqualTo(2);
    assertThat(program.out()).isEmpty();
  }

  @Test
  void what_cannot_be_read_or_written_is_said_before_anything_is_done() throws IOException {
    Path data = Samples.tsv(folder);
    Path file = Files.createFile(folder.resolve("file"));
    Path model = folder.resolve("m.ginestra");

    assertThat(Program.run("train", "classifier", folder.resolve("none"), "-m", model).err())
        .contains("no such file: " + folder.resolve("none"));
    assertThat(Program.run("train", "classifier", data, "-m", file.resolve("m")).err())
        .contains("cannot write to", "is not a folder");
    assertThat(Program.run("train", "classifier", data, "-m", folder).err())
        .contains("cannot write to " + folder);
    Program noTest =
        Program.run("train", "classifier", data, "-m", model, "--test", folder.resolve("none"));
    assertThat(noTest.err()).contains("no such file: " + folder.resolve("none"));
    assertThat(noTest.out()).isEmpty();
    assertThat(noTest.code()).isEqualTo(1);
    assertThat(model).doesNotExist();
  }

  @Test
  void errors_in_data_name_the_line() throws IOException {
    Path data = Files.writeString(folder.resolve("bad.tsv"), "ham\tok\nno tab here\n");

    Program program = Program.run("train", "classifier", data, "-m", folder.resolve("m"));

    assertThat(program.err()).contains("bad.tsv, line 2: expected label, tab and text");
    assertThat(program.code()).isEqualTo(1);
    assertThat(
            Program.runWithInput(
                    "a,b\n1,2\n", "convert", "-", "-", "--format", "csv", "--to", "tsv")
                .err())
        .contains("standard input, line 1", "[a, b]", "--label and --text");
  }

  @Test
  void settings_come_from_presets_files_and_options_in_this_order() throws IOException {
    Path json =
        Files.writeString(
            folder.resolve("c.json"),
            "{\"recurrent\": {\"units\": 9}, \"training\": {\"epochs\": 3}}");
    Path yaml =
        Files.writeString(
            folder.resolve("c.yaml"), "recurrent:\n  units: 9\ntraining: {epochs: 3}\n");
    for (Path file : List.of(json, yaml)) {
      JsonObject config =
          Program.run(
                  "train",
                  "classifier",
                  "--preset",
                  "spam",
                  "--config",
                  file,
                  "--set",
                  "epochs=4",
                  "--set",
                  "pooling=last",
                  "--set",
                  "classWeights.spam=2",
                  "--set",
                  "schedule={\"type\":\"cosine\",\"warmUp\":0.1}",
                  "--show-config")
              .json();

      assertThat(config.getAsJsonObject("recurrent").get("units").getAsInt()).isEqualTo(9);
      assertThat(config.getAsJsonObject("recurrent").get("cell").getAsString()).isEqualTo("GRU");
      assertThat(config.getAsJsonObject("training").get("epochs").getAsInt()).isEqualTo(4);
      assertThat(config.get("pooling").getAsString()).isEqualTo("LAST");
      assertThat(config.get("letterCase").getAsInt()).isEqualTo(8);
      assertThat(config.getAsJsonObject("classWeights").get("spam").getAsDouble()).isEqualTo(2);
    }
  }

  @Test
  void the_seed_is_a_setting() throws IOException {
    for (String option : List.of("--seed=5", "--set=training.seed=5", "--set=seed=5")) {
      JsonObject config = Program.run("train", "tagger", option, "--show-config").json();

      assertThat(config.getAsJsonObject("training").get("seed").getAsInt()).isEqualTo(5);
      Path model = folder.resolve("m");
      Program program =
          Program.run(
              "train",
              "classifier",
              Samples.tsv(folder),
              "-m",
              model,
              option,
              "--json=-",
              "--set=epochs=1",
              "--set=units=4");
      assertThat(program.json().get("seed").getAsInt()).isEqualTo(5);
      assertThat(Program.run("inspect", model).out()).contains("seed     5");
    }
  }

  @Test
  void a_name_in_a_file_that_is_no_setting_is_an_error_too() throws IOException {
    Path file = Files.writeString(folder.resolve("c.json"), "{\"training\": {\"epoch\": 3}}");

    Program program = Program.run("train", "classifier", "--config", file, "--show-config");

    assertThat(program.code()).isEqualTo(2);
    assertThat(program.err())
        .contains("--config " + file, "\"training.epoch\"", "did you mean training.epochs");
  }
}
