package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggingCommandTest {
  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return Benchmarks.commandLine()
        .setErr(new PrintWriter(errors))
        .setOut(new PrintWriter(new StringWriter()))
        .execute(arguments);
  }

  /** Sentences of a name, a verb and a place. */
  private Path texts(String name, long seed, int count) throws IOException {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(List.of("Ana", "Luis", "Eva").get(random.nextInt(3))).append("\tB-PER\n");
      lines.append(List.of("lives", "works").get(random.nextInt(2))).append("\tO\nin\tO\n");
      lines.append(List.of("Roma", "Lima").get(random.nextInt(2))).append("\tB-LOC\n\n");
    }
    return Files.writeString(folder.resolve(name), lines + "Zoe\tB-PER\nworks\tO\n\n");
  }

  @ParameterizedTest
  @CsvSource({"entities, f1, PER", "tokens, accuracy, B-PER"})
  void every_figure_is_written_as_json_with_those_of_opennlp(
      String kind, String quality, String type) throws IOException {
    Path json = folder.resolve("figures.json");
    int code =
        run(
            "tagging",
            "--kind=" + kind,
            "--train=" + texts("train.tsv", 1, 80),
            "--validation=" + texts("validation.tsv", 2, 20),
            "--test=" + texts("test.tsv", 3, 20),
            "--seeds=1,2",
            "--epochs=2",
            "--seconds=0.1",
            "--threads=1",
            "--json=" + json);

    assertThat(code).as(errors.toString()).isZero();
    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    for (JsonObject tagger : List.of(figures, figures.getAsJsonObject("openNlp"))) {
      assertThat(tagger.get(quality).getAsDouble()).isBetween(0.5, 1.0);
      assertThat(tagger.get("unknownAccuracy").getAsDouble()).isBetween(0.0, 1.0);
      assertThat(tagger.getAsJsonObject("perType").getAsJsonObject(type).get("f1").getAsDouble())
          .isBetween(0.0, 1.0);
      for (String name : List.of("trainSeconds", "tokensPerSecond", "fileBytes")) {
        assertThat(tagger.get(name).getAsDouble()).as(name).isPositive();
      }
    }
    assertThat(figures.has("f1")).isEqualTo(kind.equals("entities"));
    assertThat(figures.get("tokensPerSecondOneByOne").getAsDouble()).isPositive();
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path missing = folder.resolve("missing.tsv");
    assertThat(
            run(
                "tagging",
                "--kind=entities",
                "--train=" + missing,
                "--validation=" + missing,
                "--test=" + missing))
        .isEqualTo(1);
    assertThat(errors.toString()).contains(missing.toString());
  }
}
