package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands that use models. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {
  @TempDir static Path folder;

  private Path classifier;
  private Path tagger;
  private Path language;

  @BeforeAll
  void train() throws IOException {
    classifier = Samples.classifier(folder);
    tagger = Samples.model(folder, "tagger", Samples.names(folder), "--test-fraction", "0");
    language =
        Samples.model(
            folder,
            "language",
            Samples.verse(folder),
            "--set",
            "finalEpochs=0",
            "--set",
            "batchSize=4");
  }

  @Test
  void texts_come_as_arguments_lines_columns_or_fields() throws IOException {
    Path csv = Files.writeString(folder.resolve("t.csv"), "n,text\n1,\"win, now\"\n2,ok\n");
    Path jsonl =
        Files.writeString(folder.resolve("t.jsonl"), "{\"m\":\"win, now\"}\n\n{\"m\":\"ok\"}\n");
    String expected = Program.run("classify", classifier, "win, now", "ok").out();

    assertThat(expected.lines()).hasSize(2);
    assertThat(Program.runWithInput("win, now\nok\n", "classify", classifier).out())
        .isEqualTo(expected);
    assertThat(Program.run("classify", classifier, "--input", csv).out()).isEqualTo(expected);
    assertThat(Program.run("classify", classifier, "--input", csv, "--text", "2", "--header").out())
        .isEqualTo(expected);
    assertThat(Program.run("classify", classifier, "--input", jsonl, "--text", "m").out())
        .isEqualTo(expected);
    assertThat(Program.run("classify", classifier, "--input", folder.resolve("mails.tsv")).out())
        .hasLineCount(40)
        .contains("\twin a free prize now 0\n");
    assertThat(Program.run("classify", classifier, "--input", jsonl).err())
        .contains("t.jsonl, line 1", "\"text\"");
    assertThat(Program.run("classify", classifier, "--input", csv, "--text", "x").err())
        .contains("has no column \"x\"; there are [n, text]");
  }

  @Test
  void letters_are_utf_8_in_and_out() {
    String text = "perché 你好 🎁";

    assertThat(Program.runWithInput("\uFEFF" + text, "classify", classifier).out())
        .endsWith("\t" + text + "\n");
    assertThat(
            Program.runWith(
                    Map.of("LC_ALL", "C"), new byte[] {'a', (byte) 0xE8}, "classify", classifier)
                .err())
        .contains("standard input, line 1", "windows-1252");
  }

  @Test
  void what_a_terminal_would_obey_is_shown_as_an_escape() {
    assertThat(Program.run("classify", classifier, "a\u001b[31m\nb").out())
        .contains("a\\u001b[31m b");
  }

  @Test
  void answers_are_json_lines_where_they_are_asked_for() throws IOException {
    Path file = folder.resolve("answers.jsonl");

    String lines = Program.run("classify", classifier, "a", "b", "--json", "-").out();
    Program.run("classify", classifier, "a", "b", "--json", file);

    assertThat(lines.lines()).hasSize(2);
    JsonObject first =
        JsonParser.parseString(lines.lines().findFirst().orElseThrow()).getAsJsonObject();
    assertThat(first.keySet()).contains("text", "label", "probability", "probabilities");
    assertThat(file).hasContent(lines);
  }

  @Test
  void more_labels_are_named_on_demand() {
    assertThat(Program.run("classify", classifier, "a", "--top", "2").out())
        .matches("\\w+\t0\\.\\d{4}\t\\w+\t0\\.\\d{4}\ta\n");
  }

  @Test
  void tokens_or_entities_are_tagged() {
    assertThat(Program.run("tag", tagger, "Ana vive en Roma.").out())
        .contains("vive\t", "\n\n")
        .matches(out -> out.lines().count() == 6);
    JsonObject json = Program.run("tag", tagger, "Ana vive en Roma.", "--json", "-").json();
    assertThat(json.getAsJsonArray("tokens")).hasSize(5);
    assertThat(json.keySet()).contains("text", "tags", "spans");
  }

  @Test
  void texts_are_continued_alike_with_the_same_seed() {
    Object[] command = {"generate", language, "Sempre", "--length", "30", "--seed", "5"};

    String out = Program.run(command).out();

    assertThat(out).startsWith("Sempre").hasSize("Sempre".length() + 30 + 1);
    assertThat(Program.run(command).out()).isEqualTo(out);
    assertThat(
            Program.run("generate", language, "--length", "5", "--count", "3", "--json", "-")
                .out()
                .lines())
        .hasSize(3);
    assertThat(Program.run("generate", language, "a", "--top-p", "2").code()).isEqualTo(2);
  }

  @Test
  void tagged_texts_are_looked_at_before_they_are_learned_from() throws IOException {
    Path odd = folder.resolve("odd.conll");
    Files.writeString(
        odd, Files.readString(Samples.names(folder)) + "ana\tO\nvive\tO\nen\tO\nroma\tO\n.\tO\n");

    Program program = Program.run("evaluate", tagger, odd, "--json", folder.resolve("f.json"));

    assertThat(program.out())
        .contains("lengths  median 5 tokens, 90 % up to 5, longest 5\n")
        .contains("repeats  1 texts repeat an earlier one; 1 texts are tagged in several ways\n");
    assertThat(Files.readString(folder.resolve("f.json")))
        .containsPattern("\"medianLength\": ?5")
        .containsPattern("\"repeated\": ?1")
        .containsPattern("\"taggedInSeveralWays\": ?1");
  }

  @Test
  void the_lines_of_a_text_are_looked_at_before_it_is_learned_from() throws IOException {
    assertThat(Program.run("evaluate", language, Samples.verse(folder)).out())
        .contains("lengths  median 35 characters a line, 90 % up to 35, longest 35\n")
        .contains("repeats  59 lines repeat an earlier one\n");
  }

  @Test
  void a_language_model_learns_from_texts_in_a_column() throws IOException {
    StringBuilder rows = new StringBuilder("n;title\n");
    for (int i = 0; i < 200; i++) {
      rows.append(i).append(";La sera del dì di festa\n");
    }
    Path data = Files.writeString(folder.resolve("titles.csv"), rows);
    Path model = folder.resolve("titles.ginestra");

    Program program =
        Program.run(
            "train",
            "language",
            data,
            "--text=title",
            "-m",
            model,
            "--set=epochs=1",
            "--set=units=4",
            "--set=finalEpochs=0",
            "--set=batchSize=4");

    assertThat(program.err()).isEmpty();
    assertThat(program.out()).contains("200 texts, 4,600 characters");
  }

  @Test
  void answers_are_explained_token_by_token() throws IOException {
    Path html = folder.resolve("e.html");

    assertThat(Program.run("explain", classifier, "win a prize").out()).contains("win[", "prize[");
    assertThat(Program.run("explain", classifier, "win", "--for", "eggs").err())
        .contains("--for (eggs) must be one of [ham, spam]");
    assertThat(Program.run("explain", classifier, "win", "--html", html).code()).isZero();
    assertThat(html).content().contains("<!DOCTYPE html>", "win");
    assertThat(Program.run("explain", classifier, "win", "--json", "-").json().has("tokens"))
        .isTrue();
  }

  @Test
  void any_model_is_inspected() {
    assertThat(Program.run("inspect", classifier).out()).contains("Text classifier", "seed");
    assertThat(Program.run("inspect", tagger).out()).contains("agger");
    assertThat(Program.run("inspect", language).out()).contains("Language model");
    assertThat(Program.run("inspect", tagger, "--json", "-").json().get("kind").getAsString())
        .isEqualTo("tagger");
  }

  @Test
  void any_model_is_evaluated() throws IOException {
    assertThat(Program.run("evaluate", classifier, folder.resolve("mails.tsv")).out())
        .contains("baseline", "f1-score", "correct");
    assertThat(Program.run("evaluate", tagger, Samples.names(folder)).out())
        .contains("of the tokens right");
    assertThat(
            Program.run("evaluate", language, Samples.verse(folder), "--json", "-")
                .json()
                .get("perplexity")
                .getAsDouble())
        .isGreaterThan(1);
  }

  @Test
  void what_8_bit_weights_change_is_measured() throws IOException {
    double exact = perplexity();
    double rounded = perplexity("--quantize");

    assertThat(rounded).isNotEqualTo(exact).isCloseTo(exact, withinPercentage(1));
  }

  private double perplexity(String... options) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("evaluate", language));
    arguments.addAll(List.of(Samples.verse(folder), "--json", "-"));
    arguments.addAll(List.of(options));
    return Program.run(arguments.toArray()).json().get("perplexity").getAsDouble();
  }

  @Test
  void a_model_of_another_kind_is_named() {
    assertThat(Program.run("classify", tagger, "a").err())
        .contains("classify needs a classifier, and " + tagger + " holds a tagger");
    assertThat(Program.run("generate", classifier, "a").err())
        .contains("generate needs a language model", "holds a classifier");
    assertThat(Program.run("tag", language, "a").err()).contains("holds a language model");
    assertThat(Program.run("inspect", folder.resolve("mails.tsv")).err()).contains("mails.tsv");
  }

  @Test
  void thresholds_are_chosen_on_predictions() throws IOException {
    Path predictions = folder.resolve("p.json");
    Path data = folder.resolve("mails.tsv");

    Program validated =
        Program.run(
            "cross-validate",
            data,
            "--folds=2",
            "--predictions",
            predictions,
            "--set=epochs=1",
            "--set=units=4");
    Program chosen =
        Program.run(
            "calibrate",
            "--predictions",
            predictions,
            "--positive=spam",
            "--max-false-positive-rate=0.1",
            "--accuracy=0.9",
            "--json=-");

    assertThat(validated.err()).isEmpty();
    assertThat(validated.out()).contains("fold 1", "fold 2", "mcc", "baseline");
    assertThat(chosen.json().get("threshold").getAsDouble()).isBetween(0.0, 1.0);
    assertThat(chosen.json().get("rejectionThreshold").getAsDouble()).isBetween(0.0, 1.0);
    assertThat(Program.run("calibrate", "--predictions", data, "--accuracy=0.9").err())
        .contains("holds no predictions");
  }

  @Test
  void a_cross_validation_goes_on_from_its_checkpoints() {
    Object[] command = {
      "cross-validate",
      folder.resolve("mails.tsv"),
      "--folds=2",
      "--checkpoint",
      folder.resolve("folds"),
      "--set=epochs=2",
      "--set=units=4",
      "--json=-"
    };

    Program first = Program.run(command);
    Program refused = Program.run(command);
    Program again = Program.run(Stream.concat(Stream.of(command), Stream.of("--resume")).toArray());

    assertThat(first.code()).isZero();
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("holds checkpoints of an earlier training");
    assertThat(again.code()).isZero();
    assertThat(again.json().get("accuracy")).isEqualTo(first.json().get("accuracy"));
  }

  @Test
  void taggers_are_cross_validated() throws IOException {
    Program program =
        Program.run(
            "cross-validate",
            Samples.names(folder),
            "--folds=2",
            "--set=epochs=1",
            "--set=units=4");

    assertThat(program.err()).isEmpty();
    assertThat(program.out()).contains("f1 ", "±");
  }

  @Test
  void tagged_texts_are_converted_there_and_back() throws IOException {
    Path columns = Samples.names(folder);
    Path lines = folder.resolve("names.jsonl");

    assertThat(Program.run("convert", columns, lines).err()).isEmpty();
    assertThat(Program.run("convert", lines, "-", "--tagged", "--to", "columns").out())
        .isEqualTo(Files.readString(columns));
  }

  @Test
  void who_reads_no_more_ends_the_command_quietly() {
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    OutputStream pipe =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int count) throws IOException {
            if (one.size() > 0) {
              throw new IOException("Broken pipe");
            }
            one.write(bytes, from, count);
          }
        };
    byte[] many = "hello\n".repeat(1000).getBytes(StandardCharsets.UTF_8);

    Program program = Program.runTo(pipe, Map.of(), many, "classify", classifier);

    assertThat(program.err()).isEmpty();
    assertThat(program.code()).isZero();
  }

  @Test
  void results_that_cannot_be_written_are_a_failure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    Program program = Program.runTo(full, Map.of(), new byte[0], "classify", classifier, "a");

    assertThat(program.code()).isEqualTo(1);
    assertThat(program.err()).contains("cannot write to standard output");
  }
}
