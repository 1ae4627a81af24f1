package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user runs it, trained on the demonstration set. */
@Tag("slow")
class PosCommandTest {
  @TempDir Path folder;

  private Program pos(String... options) {
    return Program.runWithoutData(
        folder, Program.with(new String[] {"pos", "--threads=1"}, options));
  }

  @Test
  void it_tags_texts_saves_its_model_and_writes_figures_and_a_report() throws IOException {
    Path model = folder.resolve("pos.ginestra");
    Path json = folder.resolve("pos.json");
    Path report = folder.resolve("pos.html");
    Program program =
        pos(
            "--epochs=12",
            "--save=" + model,
            "--report=" + report,
            "--json=" + json,
            "The dog sleeps.");

    assertThat(program.exitCode()).as(program.err()).isZero();
    assertThat(program.out())
        .contains("DEMONSTRATION SET", "epoch 12 ", "of the tokens right")
        .containsPattern("(?m)^The/DET dog/NOUN sleeps/[A-Z]+ \\./PUNCT$");
    JsonObject figures = Program.json(json);
    assertThat(figures.get("accuracy").getAsDouble()).isBetween(0.4, 1.0);
    assertThat(figures.get("unknownAccuracy").getAsDouble()).isBetween(0.0, 1.0);
    assertThat(figures.getAsJsonArray("texts").get(0).getAsJsonObject().getAsJsonArray("tags"))
        .hasSize(4);
    assertThat(Files.readString(report)).contains("Tagger of parts of speech", "mark");

    Program loaded = pos("--model=" + model, "The dog sleeps.");
    assertThat(loaded.exitCode()).as(loaded.err()).isZero();
    assertThat(loaded.out().lines().reduce((a, b) -> b))
        .isEqualTo(program.out().lines().filter(line -> line.startsWith("The/")).findFirst());
  }

  @Test
  void a_malformed_file_is_named_with_the_line() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.tsv"), "The\tDET\ndog\n");
    Program program = pos("--data=" + file);

    assertThat(program.exitCode()).isEqualTo(1);
    assertThat(program.err()).startsWith("error: " + file + ", line 2: ").hasLineCount(1);
  }
}
