package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator as a user runs it, on the real engine, with tiny budgets. */
@Tag("slow")
class LeopardiCommandTest {
  private static final String[] SMALL = {"--units=16", "--length=30"};

  @TempDir Path folder;

  private Program leopardi(String... options) {
    return Program.runWithoutData(folder, arguments(options));
  }

  /** Two epochs, unless the options say otherwise. */
  private Program small(String... options) {
    String[] small = Program.with(SMALL, options);
    boolean epochs = Arrays.stream(options).anyMatch(option -> option.startsWith("--epochs"));
    return leopardi(epochs ? small : Program.with(small, "--epochs=2"));
  }

  private String[] arguments(String... options) {
    String[] command = {
      "leopardi",
      "--threads=1",
      "--measure=50",
      "--output=" + folder.resolve("report"),
      "--json=" + folder.resolve("figures/leopardi.json")
    };
    return Program.with(command, options);
  }

  private JsonObject figures() throws IOException {
    return Program.json(folder.resolve("figures/leopardi.json"));
  }

  private List<JsonObject> samples() throws IOException {
    return StreamSupport.stream(figures().getAsJsonArray("samples").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static void done(Program program) {
    assertThat(program.err()).isEmpty();
    assertThat(program.exitCode()).isZero();
  }

  @Test
  void help_is_there() {
    Program help = leopardi("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("--lesson", "--model", "--temperature", "--speed", "--backend");
    assertThat(Program.runWithoutData(folder, "--help").out()).contains("leopardi", "spam");
  }

  @Test
  void without_data_it_learns_the_demonstration_verse_and_says_so() throws IOException {
    Program program = small();

    done(program);
    assertThat(program.out())
        .contains("no data found in GINESTRA_DATA (not set)", "DEMONSTRATION VERSE")
        .contains("preset small, 16 units, seed 42", "the last 10 % held out")
        .contains("epoch  1 ", "epoch  2 ", "best validation loss");
    assertThat(figures().get("data").getAsString()).isEqualTo("demonstration verse");
  }

  @Test
  void it_continues_two_lines_of_the_text_and_three_foreign_ones_at_four_temperatures()
      throws IOException {
    Program program = small();

    done(program);
    assertThat(samples())
        .extracting(sample -> sample.get("temperature").getAsDouble())
        .containsExactly(0.2, 0.5, 1.0, 1.2, 0.2, 0.5, 1.0, 1.2, 0.2, 0.5, 1.0, 1.2);
    List<String> prompts =
        samples().stream().map(sample -> sample.get("prompt").getAsString()).distinct().toList();
    assertThat(prompts).hasSize(3);
    assertThat(CorpusSource.demonstration().text()).contains(prompts.subList(0, 2));
    assertThat(prompts.get(2)).startsWith("È ").contains("é").hasLineCount(3);
    for (JsonObject sample : samples()) {
      String text = sample.get("text").getAsString();
      assertThat(text.codePointCount(0, text.length())).isEqualTo(30);
      assertThat(program.out()).contains(sample.get("prompt").getAsString() + text);
    }
  }

  @Test
  void the_report_is_written() throws IOException {
    Path report = folder.resolve("reports/verse.html");
    done(small("--report=" + report, "--prompt=Che fai tu, "));

    Document page = Jsoup.parse(Files.readString(report));
    assertThat(page.select("h1").text()).isEqualTo("Generator of demonstration verse");
    assertThat(page.select("#data").text()).contains("the last 10 % held out");
    assertThat(page.select("#samples .prompt").eachText()).hasSize(3).containsOnly("Che fai tu,");
    assertThat(figures().get("report").getAsString()).isEqualTo(report.toString());
  }

  @Test
  void it_continues_the_users_own_texts_instead() throws IOException {
    done(small("--prompt=Che fai tu, ", "--prompt=", "--temperature=0.7", "--temperature=2"));

    assertThat(samples())
        .extracting(sample -> sample.get("prompt").getAsString())
        .containsExactly("Che fai tu, ", "Che fai tu, ", "", "");
    assertThat(samples())
        .extracting(sample -> sample.get("temperature").getAsDouble())
        .containsExactly(0.7, 2.0, 0.7, 2.0);
  }

  @Test
  void the_figures_are_those_of_the_best_weights_and_of_the_steps_alone() throws IOException {
    done(small());

    JsonObject figures = figures();
    double seconds = 0;
    double best = Double.POSITIVE_INFINITY;
    for (JsonElement epoch : figures.getAsJsonArray("history")) {
      seconds += epoch.getAsJsonObject().get("seconds").getAsDouble();
      best = Math.min(best, epoch.getAsJsonObject().get("validationLoss").getAsDouble());
    }
    assertThat(figures.get("validationLoss").getAsDouble()).isEqualTo(best).isBetween(2.0, 4.0);
    assertThat(figures.get("trainSeconds").getAsDouble()).isCloseTo(seconds, within(1e-9));
    assertThat(figures.get("totalSeconds").getAsDouble()).isGreaterThan(seconds);
    double learned = figures.get("trainCharactersPerSecond").getAsDouble() * seconds;
    double text = CorpusSource.demonstration().length() * 0.9;
    assertThat(learned).as("characters learned from").isBetween(1.95 * text, 2.0 * text + 2);
    assertThat(figures.get("generatedCharactersPerSecond").getAsDouble()).isPositive();
    assertThat(figures.has("secondsToLoss210")).isFalse();
  }

  @Test
  void the_time_to_a_loss_ends_with_the_first_epoch_that_reaches_it() {
    TrainingHistory history =
        new TrainingHistory(
            List.of(epoch(1, 2.5, 1.5), epoch(2, 2.1, 1.25), epoch(3, 2.2, 1), epoch(4, 2, 1)));

    assertThat(LeopardiTraining.secondsTo(2.1, history)).hasValue(2.75);
    assertThat(LeopardiTraining.secondsTo(1.9, history)).isEmpty();
  }

  private static EpochMetrics epoch(int number, double loss, double seconds) {
    return new EpochMetrics(
        number,
        3,
        OptionalDouble.empty(),
        OptionalDouble.of(loss),
        OptionalDouble.empty(),
        seconds);
  }

  @Test
  void the_learning_curve_is_drawn() throws IOException {
    done(small());

    BufferedImage picture = ImageIO.read(folder.resolve("report/learning-curves.png").toFile());
    int width = LearningCurves.WIDTH;
    int height = LearningCurves.HEIGHT;
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    assertThat(Arrays.stream(pixels)).contains(ChartLook.TRAINING.getRGB());
    assertThat(Arrays.stream(pixels)).contains(ChartLook.VALIDATION.getRGB());
  }

  @Test
  void the_same_seed_writes_the_same_and_another_one_does_not() throws IOException {
    small("--seed=7");
    List<JsonObject> first = samples();
    small("--seed=7");
    List<JsonObject> again = samples();
    small("--seed=8");
    List<JsonObject> other = samples();

    assertThat(again).isEqualTo(first);
    assertThat(other).doesNotContainAnyElementsOf(first);
  }

  @Test
  void any_text_can_be_learned_with_either_line_ending() throws IOException {
    String verse = CorpusSource.demonstration().text().toUpperCase(java.util.Locale.ITALIAN);
    Path file = Files.writeString(folder.resolve("own.txt"), verse.replace("\n", "\r\n"));

    Program program = small("--text=" + file);

    done(program);
    assertThat(program.out()).doesNotContain("DEMONSTRATION").contains("own.txt");
    assertThat(figures().get("characterCount").getAsInt())
        .isEqualTo(verse.codePointCount(0, verse.length()));
    assertThat(samples().get(0).get("text").getAsString()).doesNotMatch("(?s).*\\p{Ll}.*");
  }

  @Test
  void a_saved_model_generates_on_any_engine() throws IOException {
    Path model = folder.resolve("models/verse.ginestra");
    done(small("--save=" + model));
    List<JsonObject> trained = samples();

    for (String backend : List.of("djl-pytorch", "djl-mxnet", "java")) {
      Program program = leopardi("--model=" + model, "--length=30", "--backend=" + backend);

      done(program);
      assertThat(program.out()).contains("Language model: ", "LSTM(16)").doesNotContain("epoch  1");
      assertThat(samples()).isEqualTo(trained);
    }
  }

  @Test
  void a_saved_model_needs_no_text_to_continue_the_users_own() throws IOException {
    Path model = folder.resolve("verse.ginestra");
    done(small("--save=" + model));

    Program program = leopardi("--model=" + model, "--prompt=O luna", "--length=10");

    done(program);
    assertThat(program.out()).doesNotContain("DEMONSTRATION").contains("your text");
  }

  @Test
  void a_time_limit_ends_the_training() throws IOException {
    done(small("--epochs=100000", "--seconds=0.5"));

    assertThat(figures().get("epochs").getAsInt()).isLessThan(100_000);
    assertThat(figures().get("trainSeconds").getAsDouble()).isLessThan(5);
  }

  @Test
  void the_lesson_learns_from_every_window_of_forty_characters() throws IOException {
    Program program = leopardi("--lesson", "--epochs=1", "--length=20", "--temperature=1");

    done(program);
    assertThat(program.out()).contains("windows of 40 characters, one-hot, LSTM(128)");
    double predicted =
        figures().get("trainCharactersPerSecond").getAsDouble()
            * figures().get("trainSeconds").getAsDouble();
    assertThat(predicted)
        .as("one character for each window")
        .isCloseTo(CorpusSource.demonstration().length() * 0.9 - 40, within(2.0));
  }

  @Test
  void the_preset_for_verse_is_there() throws IOException {
    Program program = small("--preset=verse", "--epochs=1");

    done(program);
    assertThat(figures().get("protocol").getAsString())
        .isEqualTo("preset verse, 16 units, seed 42");
  }

  @Test
  void the_speed_is_measured_on_either_engine() throws IOException {
    for (String backend : List.of("djl-pytorch", "djl-mxnet")) {
      Program program = leopardi("--speed", "--warm-up=1", "--steps=5", "--backend=" + backend);

      done(program);
      assertThat(program.out())
          .containsPattern("learned +[\\d,]+ characters/s")
          .containsPattern("written +[\\d,]+ characters/s");
      assertThat(figures().get("protocol").getAsString())
          .startsWith("LSTM(128), one-hot, batch 64, unroll 50, the last 5 of 6 steps");
      assertThat(figures().get("trainCharactersPerSecond").getAsDouble()).isGreaterThan(100);
      assertThat(figures().get("generatedCharactersPerSecond").getAsDouble()).isGreaterThan(100);
    }
  }

  @Test
  void the_bar_follows_the_time_where_that_is_ahead() {
    Program program = small("--epochs=100000", "--seconds=1", "--progress=always");

    assertThat(program.exitCode()).isZero();
    assertThat(program.err()).containsPattern("training +[6-9]\\d%");
  }

  @Test
  void on_leopardis_poems_one_epoch_is_worth_more_than_their_letters_alone() throws IOException {
    Program program =
        Program.run(
            RealData.finder(),
            new SmsCollection(new Download()),
            arguments("--epochs=1", "--length=100"));

    done(program);
    assertThat(program.out()).contains("Leopardi, Canti, 134,544 characters, 60 distinct");
    assertThat(figures().get("validationLoss").getAsDouble()).isLessThan(2.6);
    List<String> prompts =
        samples().stream().map(sample -> sample.get("prompt").getAsString()).distinct().toList();
    String poems = Files.readString(RealData.folder().resolve(CorpusSource.POEMS));
    assertThat(poems).contains(prompts.subList(0, 2)).doesNotContain("é");
  }
}
