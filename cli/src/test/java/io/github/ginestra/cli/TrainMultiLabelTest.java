package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainMultiLabelTest {
  @TempDir Path folder;

  private Path data;

  /** 40 texts: 10 with two labels, 20 with one, 10 with none. */
  @BeforeEach
  void write() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      lines.append("joy;surprise\twow what a lovely day ").append(i).append('\n');
      lines.append("joy\twhat a lovely day ").append(i).append('\n');
      lines.append(" surprise ;\twow they did what ").append(i).append('\n');
      lines.append(";\tsee you at eight ").append(i).append('\n');
    }
    data = Files.writeString(folder.resolve("feelings.tsv"), lines);
  }

  private Program train(Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("train", "multi-label", data));
    arguments.addAll(List.of("-m", model(), "--label-separator", ";", "--folds", 2));
    arguments.addAll(List.of(options));
    return Program.run(arguments.toArray());
  }

  private Path model() {
    return folder.resolve("feelings.ginestra");
  }

  @Test
  void texts_get_as_many_labels_as_suit_them() {
    Program training = train("--set", "epochs=12", "--set", "units=8");
    Program answer =
        Program.run("classify", model(), "wow what a lovely day", "what a lovely day", "see you");

    assertThat(training.code()).as(training.err()).isZero();
    assertThat(training.out())
        .contains("32 texts, 2 labels", "each     has ", "texts have none", "8 other texts")
        .contains("2 trainings choose the thresholds", "micro F1 ", "joy  ", "epoch 12");
    assertThat(answer.out().lines())
        .containsExactly(
            "joy,surprise\twow what a lovely day", "joy\twhat a lovely day", "-\tsee you");
  }

  @Test
  void the_model_is_evaluated_inspected_and_tested_with_the_separator_it_was_trained_with() {
    JsonObject figures =
        train("--set", "epochs=1", "--test", data, "--json", "-", "--seed", 3).json();
    JsonObject evaluated = Program.run("evaluate", model(), data, "--json", "-").json();

    assertThat(figures.get("labels").toString()).isEqualTo("{\"joy\":20,\"surprise\":20}");
    assertThat(figures.get("withoutLabels").getAsInt()).isEqualTo(10);
    assertThat(figures.get("seed").getAsInt()).isEqualTo(3);
    JsonObject tested = figures.getAsJsonObject("test");
    assertThat(tested.get("size").getAsInt()).isEqualTo(40);
    assertThat(tested.getAsJsonObject("labels").keySet()).containsExactly("joy", "surprise");
    assertThat(evaluated.get("microF1")).isEqualTo(tested.get("microF1"));
    assertThat(Program.run("inspect", model(), "--json", "-").json().get("kind").getAsString())
        .isEqualTo("classifier of several labels");
  }

  @Test
  void the_report_shows_the_scores_of_the_test_and_evaluate_writes_another() throws IOException {
    Path report = folder.resolve("report.html");
    JsonObject figures =
        train("--set", "epochs=2", "--test", data, "--report", report, "--json", "-").json();
    String microF1 =
        String.format(
            Locale.ROOT, "%.4f", figures.getAsJsonObject("test").get("microF1").getAsDouble());

    assertThat(report)
        .content()
        .contains("<dt>micro F1</dt><dd>" + microF1 + "</dd>", "without a label", "tested on");
    assertThat(Program.run("evaluate", model(), data, "--report", "-").out())
        .contains("<dt>micro F1</dt><dd>" + microF1 + "</dd>");
  }

  @Test
  void no_text_is_on_both_sides_however_rare_its_labels_are() throws IOException {
    data = Files.writeString(folder.resolve("twice.tsv"), Files.readString(data).repeat(2));

    Program training = train("--set", "epochs=1", "--set", "units=2", "--json", "-");

    JsonObject figures = training.json();
    int learned = figures.get("texts").getAsInt();
    int tested = figures.getAsJsonObject("test").get("size").getAsInt();
    assertThat(learned + tested).isEqualTo(80);
    assertThat(learned).isEqualTo(2 * (learned - figures.get("repeated").getAsInt())).isEqualTo(64);
  }

  @Test
  void labels_that_are_not_separated_are_too_few_or_one() throws IOException {
    data = Files.writeString(folder.resolve("one.tsv"), "joy\ta\njoy\tb\njoy\tc\n");

    assertThat(train("--test-fraction", 0).err())
        .contains("divided at \";\": a multi-label classifier needs two or more");
  }
}
