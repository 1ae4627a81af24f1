package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainClassifierTest {
  @TempDir Path folder;

  private Program train(Path data, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("train", "classifier", data));
    arguments.addAll(List.of("--model", model()));
    arguments.addAll(List.of(Samples.QUICK));
    arguments.addAll(List.of(options));
    return Program.run(arguments.toArray());
  }

  private Path model() {
    return folder.resolve("mails.ginestra");
  }

  @Test
  void two_commands_lead_from_a_csv_to_a_model_a_report_and_an_answer() throws IOException {
    Path report = folder.resolve("mails.html");
    Program training =
        train(Samples.csv(folder), "--label", "kind", "--text", "body", "--report", report);
    Program answer = Program.run("classify", model(), "win a free prize now", "see you at eight");

    assertThat(training.err()).isEmpty();
    assertThat(training.code()).isZero();
    assertThat(training.out())
        .contains("32 texts, 2 labels", "ham 16 (50.0 %)", "8 other texts")
        .contains("always \"ham\" is right for 50.0 %")
        .contains("epoch  1", "f1-score", "ginestra classify " + model());
    assertThat(Files.readString(report)).startsWith("<!").endsWith("</html>\n");
    assertThat(answer.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("spam\t0\\.\\d{4}\twin a free prize now"),
            line -> assertThat(line).matches("ham\t0\\.\\d{4}\tsee you at eight"));
  }

  @Test
  void all_formats_give_the_same_model() throws IOException {
    List<String> corpora = new ArrayList<>();
    Path tsv = Samples.tsv(folder);
    Path lines = folder.resolve("mails.jsonl");
    Path csv = folder.resolve("plain.csv");
    Program.run("convert", tsv, lines);
    Program.run("convert", tsv, csv);
    for (Path data : List.of(tsv, lines, csv)) {
      assertThat(train(data).err()).isEmpty();
      try (SequenceClassifier classifier = SequenceClassifier.load(model())) {
        corpora.add(classifier.provenance().corpusSha256());
      }
    }
    Program.runWithInput(
        Files.readString(tsv), "train", "classifier", "-", "-m", model(), "--set", "epochs=1");
    try (SequenceClassifier classifier = SequenceClassifier.load(model())) {
      corpora.add(classifier.provenance().corpusSha256());
    }

    assertThat(corpora).hasSize(4).containsOnly(corpora.get(0));
  }

  @Test
  void a_folder_of_texts_by_label_is_data() throws IOException {
    Path texts = folder.resolve("texts");
    Program converted = Program.run("convert", Samples.tsv(folder), texts, "--to", "folder");

    assertThat(converted.err()).isEmpty();
    assertThat(texts.resolve("spam/000001.txt")).hasContent("win a free prize now 0");
    assertThat(train(texts, "--test-fraction", "0").out()).contains("40 texts, 2 labels");
  }

  @Test
  void columns_are_chosen_by_number_and_charsets_by_name() throws IOException {
    Path data = folder.resolve("latin.csv");
    String rows = Files.readString(Samples.csv(folder)).replaceFirst("id;body;kind\n", "");
    Files.write(data, rows.getBytes(StandardCharsets.ISO_8859_1));

    Program program = train(data, "--label", "3", "--text", "2", "--charset", "ISO-8859-1");

    assertThat(program.err()).isEmpty();
    assertThat(program.out()).contains("32 texts, 2 labels");
    assertThat(train(data, "--label", "3", "--text", "2").err())
        .contains("latin.csv, line 7", "windows-1252")
        .doesNotContain("Exception");
  }

  @Test
  void figures_go_to_standard_output_and_nothing_else_does() throws IOException {
    Program program = train(Samples.tsv(folder), "--json", "-", "--seed", "7");

    JsonObject figures = program.json();
    assertThat(figures.get("seed").getAsInt()).isEqualTo(7);
    assertThat(figures.get("interrupted").getAsBoolean()).isFalse();
    assertThat(figures.getAsJsonObject("labels").get("spam").getAsInt()).isEqualTo(16);
    assertThat(figures.getAsJsonObject("test").getAsJsonObject("metrics").keySet())
        .contains("accuracy", "mcc", "logLoss");
    assertThat(figures.getAsJsonObject("history").getAsJsonArray("epochs")).hasSize(1);
    assertThat(program.err()).contains("data     ", "epoch  1");
  }

  @Test
  void quiet_means_no_word() throws IOException {
    Program program = train(Samples.tsv(folder), "--quiet");

    assertThat(program.out()).isEmpty();
    assertThat(program.err()).isEmpty();
    assertThat(model()).exists();
  }

  @Test
  void validation_and_test_files_are_used() throws IOException {
    Path data = Samples.tsv(folder);

    Program program = train(data, "--validation", data, "--test", data);

    assertThat(program.out()).contains("40 texts", "validation 0.", "40 other texts");
    assertThat(program.err()).contains("warning: ", "test texts are training texts");
  }

  @Test
  void a_training_starts_from_a_model() throws IOException {
    Path data = Samples.tsv(folder);
    Path first = Samples.classifier(folder);

    Program program =
        Program.run(
            "train",
            "classifier",
            data,
            "-m",
            model(),
            "--start-from",
            first,
            "--set",
            "training.epochs=2");

    assertThat(program.err()).isEmpty();
    assertThat(program.out()).contains("epoch  2").doesNotContain("epoch  3");
    assertThat(train(data, "--start-from", first).err())
        .contains("--start-from takes the network from the model", "[recurrent, training]");
  }

  @Test
  void data_that_are_suspicious_are_warned_of() throws IOException {
    Path data = folder.resolve("odd.tsv");
    Files.writeString(
        data, Files.readString(Samples.tsv(folder)) + "Spam\twin\nham\twin\nham\twin\n");

    Program program = train(data, "--test-fraction", "0");

    assertThat(program.out())
        .contains("2 texts repeat an earlier one; 1 texts are labelled in several ways");
    assertThat(program.err()).containsOnlyOnce("labels that differ only by letter case");
  }

  @Test
  void a_training_is_resumed_and_says_from_where() throws IOException {
    Path data = Samples.tsv(folder);
    Path checkpoints = folder.resolve("checkpoints");
    Program first = train(data, "--checkpoint", checkpoints);
    Program again = train(data, "--checkpoint", checkpoints);
    Program resumed = train(data, "--checkpoint", checkpoints, "--resume");

    assertThat(first.code()).isZero();
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("holds checkpoints of an earlier training", "--resume");
    assertThat(resumed.code()).isZero();
    assertThat(resumed.out()).contains("resuming from " + checkpoints, "after step");
  }

  @Test
  void the_environment_changes_the_width() throws IOException {
    Program program =
        Program.runWith(
            Map.of("COLUMNS", "60"),
            Files.readAllBytes(Samples.tsv(folder)),
            "train",
            "classifier",
            "-",
            "-m",
            model(),
            "--set",
            "epochs=1");

    assertThat(program.out()).contains("standard input: 32 texts", "50.0 %");
    assertThat(program.out().lines().filter(line -> !line.contains(model().toString())))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
  }
}
