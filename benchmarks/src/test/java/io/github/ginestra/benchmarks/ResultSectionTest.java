package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultSectionTest {
  private static final Machine MACHINE =
      new Machine("Fast One 9", 2, "Linux", "JVM 17", List.of(new CacheLevel(2, 1_024)));

  private static Score score(String name, double value, String... parameters) {
    Map<String, String> named =
        parameters.length > 1
            ? Map.of("backend", parameters[0], "model", parameters[1])
            : Map.of("backend", parameters[0]);
    return new Score(name, named, "", value, Double.NaN, value, 2 * value);
  }

  private static Scores scores() {
    List<Score> scores = new ArrayList<>();
    int slower = 1;
    for (String backend : BackendNames.COLUMNS) {
      for (ClassifierKind kind : ClassifierKind.values()) {
        scores.add(score("SingleClassification.classify", 50 * slower, backend, kind.toString()));
      }
      scores.add(score("BatchClassification.classifyAll", 20_000.0 / slower, backend));
      scores.add(score("CharacterGeneration.generate", 180_000.0 / slower, backend));
      scores.add(score("Loading.load", 5 * slower, backend));
      slower *= 2;
    }
    return new Scores(scores);
  }

  private static Results results(PeerAnswer peers, Effort effort) throws IOException {
    return new Results(
        effort,
        LocalDate.of(2026, 11, 25),
        MACHINE,
        0.1,
        1.2,
        BuildVersions.read(),
        List.of(),
        scores(),
        new GenerationLimit(new GenerationWork(300_000, 75_000), 90e9, 60e9, 90e9),
        Map.of("java", 0.3, "djl-pytorch", 0.9, "djl-mxnet", 1.0),
        new SteadyFigures(1_000_000, 0, new Memory(1 << 20, 5 << 20), new Memory(0, 10 << 20)),
        new Results.PeerFigures(
            Peers.torch(peers), Peers.numba(peers), Peers.keras(peers), Peers.message(peers)));
  }

  private static String text(Effort effort) throws IOException {
    return new ResultSection(results(PeerAnswer.failed("no Python"), effort)).text();
  }

  @Test
  void every_aim_has_its_row() throws IOException {
    assertThat(text(Effort.FULL))
        .contains(
            "| generation | 180,000 characters/s | nn.LSTM of PyTorch 2.13, recorded: 5,000"
                + " characters/s | 36.0 × | ≥ 30 × | – |",
            "| 180,000 characters/s | Numba at its best, recorded: 95,000 characters/s | 1.89 × |"
                + " ≥ 2 × | – |",
            "| 180,000 characters/s | the machine's limit: 300,000 characters/s | 0.60 × | ≥ 0.5"
                + " × | yes |",
            "| generation, with the Vector API | 90,000 characters/s | the machine's limit: 300,000"
                + " characters/s | 0.30 × | ≥ 0.5 × | no |",
            "| generation, with the Vector API | 90,000 characters/s | without it: 180,000"
                + " characters/s | 0.50 × | – | – |",
            "| one message, spam preset, p50 | 50.0 µs | backend djl-pytorch: 200 µs | 4.00 × | ≥"
                + " 3 × | yes |",
            "| JVM start to first answer | 0.30 s | – | – | ≤ 0.5 s | yes |",
            "| 0 of 1,000,000 | – | – | 0 | yes |",
            "| -1.00 MiB, from 1.0 MiB | – | – | ≤ 1.0 MiB | yes |",
            "| +5.00 MiB, from 5.0 MiB | – | – | ≤ 4.0 MiB | no |");
  }

  @Test
  void a_peer_that_was_not_run_leaves_its_row_without_a_verdict() throws IOException {
    assertThat(text(Effort.FULL))
        .contains(
            "| generation | 180,000 characters/s | nn.LSTM: not run (no Python) | – | ≥ 30 × | – |",
            "| generation, the lesson's loop | 180,000 characters/s | model.predict of Keras 3.15,"
                + " recorded: 20.0 characters/s | 9,000 × | ≥ 7,500 × | – |");
  }

  @Test
  void all_backends_stand_side_by_side() throws IOException {
    assertThat(text(Effort.FULL))
        .contains(
            "| work | java | java, Vector API | djl-pytorch | djl-mxnet |\n|---|---|---|---|---|\n",
            "| one message, spam preset, µs, p50 (p99) | 50.0 (100) | 100 (200) | 200 (400) |"
                + " 400 (800) |",
            "| loading the spam preset in a warm JVM, ms | 5.00 | 10.0 | 20.0 | 40.0 |",
            "| JVM start to first answer of the spam preset, s | 0.30 | – | 0.90 | 1.00 |");
  }

  @Test
  void it_says_on_what_and_how_it_was_measured() throws IOException {
    assertThat(text(Effort.FULL))
        .startsWith("Measured on 2026-11-25. Fast One 9, 2 cores, Linux, JVM 17.\n")
        .contains("    java -jar benchmarks/target/ginestra-benchmarks.jar\n")
        .doesNotContain("quick");
  }

  @Test
  void a_quick_run_says_so() throws IOException {
    assertThat(text(Effort.QUICK))
        .contains(
            "A quick run", "    java -jar benchmarks/target/ginestra-benchmarks.jar --quick\n");
  }

  @Test
  void all_figures_are_written_as_json() throws IOException {
    String json = results(PeerAnswer.failed("no Python"), Effort.FULL).json();

    assertThat(JsonParser.parseString(json).getAsJsonObject().get("starts").toString())
        .contains("\"java\":0.3");
  }

  @Test
  void figures_of_a_jvm_of_its_own_are_read_as_they_were_printed() {
    SteadyFigures figures = new SteadyFigures(5, 1, new Memory(10, 20), new Memory(12, 19));

    assertThat(SteadyFigures.read(figures.print())).isEqualTo(figures);
    assertThat(figures.heapGrowth()).isEqualTo(2);
    assertThat(figures.residentGrowth()).isEqualTo(-1);
  }
}
