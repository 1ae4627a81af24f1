package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageCommandTest {
  private static final String SONG =
      "La ginestra sta sul monte,\ngialla accanto alla sua fonte;\ncanta il vento, passa l'ora,\n";

  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return Benchmarks.commandLine()
        .setErr(new PrintWriter(errors))
        .setOut(new PrintWriter(new StringWriter()))
        .execute(arguments);
  }

  @Test
  void every_figure_of_a_language_model_is_written_as_json() throws Exception {
    Path text = Files.writeString(folder.resolve("song.txt"), SONG.repeat(40));
    Path json = folder.resolve("figures.json");

    int code =
        run(
            "language",
            "--text",
            text.toString(),
            "--backend",
            "java",
            "--epochs",
            "1",
            "--json",
            json.toString());

    assertThat(code).as(errors.toString()).isZero();
    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(figures.get("characters").getAsInt()).isEqualTo(40 * SONG.length());
    for (String name :
        new String[] {
          "heldOutLoss", "heldOutLossWithoutMemory", "memoryAlone", "heldOutLossAdaptive"
        }) {
      assertThat(figures.get(name).getAsDouble()).isBetween(0.0, 5.0);
    }
    assertThat(figures.get("heldOutLoss").getAsDouble())
        .isLessThan(figures.get("heldOutLossWithoutMemory").getAsDouble());
    assertThat(figures.get("knownWords").getAsDouble()).isCloseTo(1, within(0.2));
    for (String name :
        new String[] {
          "trainSeconds", "charactersPerSecond", "charactersPerSecondWithoutMemory", "fileBytes"
        }) {
      assertThat(figures.get(name).getAsDouble()).isPositive();
    }
  }

  @Test
  void a_json_file_that_cannot_be_written_is_found_before_the_training() {
    Path json = folder.resolve("nowhere").resolve("figures.json");

    assertThat(run("language", "--text", "no.txt", "--json", json.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("error: " + json.getParent());
  }
}
