package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.explanation.Explanation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The spam detector as a user runs it, on the real engine. */
@Tag("slow")
class SpamCommandTest {
  private static final String OFFER = "WINNER!! Claim your FREE prize now, call 07700 900100";
  private static final String PLAN = "ok see you at the station at seven";
  private static final String[] MEASURES = {
    "accuracy", "spamPrecision", "spamRecall", "spamF1", "mcc", "hamBlocked"
  };

  @TempDir Path folder;

  private Program spam(String... options) {
    return Program.runWithoutData(folder, arguments(options));
  }

  private String[] arguments(String... options) {
    String[] command = {
      "spam",
      "--threads=1",
      "--output=" + folder.resolve("report"),
      "--json=" + folder.resolve("figures/spam.json")
    };
    return Program.with(command, options);
  }

  private JsonObject figures() throws IOException {
    return Program.json(folder.resolve("figures/spam.json"));
  }

  @Test
  void help_and_version_are_there() {
    Program help = Program.runWithoutData(folder, "spam", "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("--folds", "--lesson", "--report", "--json", "MESSAGE");
    assertThat(Program.runWithoutData(folder, "--help").out()).contains("spam", "Exit codes:");
    assertThat(Program.runWithoutData(folder, "--version").out()).startsWith("ginestra-samples ");
  }

  @Test
  void without_data_it_runs_on_the_demonstration_set_and_says_so() throws IOException {
    Program program = spam("--epochs=2", OFFER, PLAN);

    assertThat(program.err()).isEmpty();
    assertThat(program.exitCode()).isZero();
    assertThat(program.out())
        .contains("no data found in GINESTRA_DATA (not set)", "DEMONSTRATION SET")
        .contains("336 examples {ham=240, spam=96}, 0 repeat an earlier one")
        .contains("80/20, stratified, equal messages on one side, seed 42")
        .contains("epoch  1 ", "epoch  2 ")
        .contains("precision    recall  f1-score   support")
        .contains("true \\ predicted")
        .contains("ham blocked")
        .containsPattern("(?m)^spam  [01]\\.\\d{4}  " + OFFER + "$")
        .containsPattern("(?m)^ham   [01]\\.\\d{4}  " + PLAN + "$");
    assertThat(figures().get("data").getAsString()).isEqualTo("demonstration set");
  }

  @Test
  void a_training_resumes_from_its_checkpoints() throws IOException {
    String checkpoints = "--checkpoints=" + folder.resolve("checkpoints");
    Program first = spam("--epochs=2", checkpoints);
    JsonElement confusion = figures().get("confusion");
    Program again = spam("--epochs=2", checkpoints);
    Program other = spam("--epochs=3", checkpoints);

    assertThat(first.out()).contains("epoch  1 ", "epoch  2 ");
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).doesNotContain("epoch  1 ");
    assertThat(figures().get("confusion")).isEqualTo(confusion);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("is of another training: epochs was 2, is 3");
  }

  @Test
  void the_figures_are_those_of_the_confusion_matrix() throws IOException {
    assertThat(spam("--epochs=1").exitCode()).isZero();

    JsonObject figures = figures();
    int[] cells =
        StreamSupport.stream(figures.getAsJsonArray("confusion").spliterator(), false)
            .flatMap(row -> StreamSupport.stream(row.getAsJsonArray().spliterator(), false))
            .mapToInt(JsonElement::getAsInt)
            .toArray();
    double precision = (double) cells[3] / (cells[1] + cells[3]);
    double recall = (double) cells[3] / (cells[2] + cells[3]);
    assertFigure(figures, "accuracy", (cells[0] + cells[3]) / 67.0);
    assertFigure(figures, "spamPrecision", precision);
    assertFigure(figures, "spamRecall", recall);
    assertFigure(figures, "spamF1", 2 * precision * recall / (precision + recall));
    assertFigure(figures, "hamBlocked", cells[1] / 48.0);
    assertThat(figures.get("mcc").getAsDouble()).isBetween(0.5, 1.0);
    assertThat(figures.get("trainSeconds").getAsDouble()).isPositive();
    assertThat(figures.get("protocol").getAsString())
        .contains("equal messages on one side")
        .endsWith("the test side is watched after each epoch, nothing is chosen by it");
    assertThat(figures.has("messages")).isFalse();
  }

  private static void assertFigure(JsonObject figures, String name, double value) {
    assertThat(figures.get(name).getAsDouble()).as(name).isCloseTo(value, within(1e-9));
  }

  @Test
  void a_single_message_has_its_answer_at_the_top() throws IOException {
    assertThat(spam("--epochs=1", OFFER).exitCode()).isZero();

    JsonObject figures = figures();
    assertThat(figures.get("label").getAsString()).isEqualTo("spam");
    assertThat(figures.get("probability").getAsDouble()).isBetween(0.5, 1.0);
    JsonObject message = figures.getAsJsonArray("messages").get(0).getAsJsonObject();
    assertThat(message.get("text").getAsString()).isEqualTo(OFFER);
    assertThat(message.get("label")).isEqualTo(figures.get("label"));
    assertThat(message.get("probability")).isEqualTo(figures.get("probability"));
  }

  @Test
  void several_messages_are_answered_in_their_order() throws IOException {
    assertThat(spam("--epochs=1", PLAN, OFFER, "").exitCode()).isZero();

    JsonObject figures = figures();
    assertThat(figures.has("label")).isFalse();
    assertThat(figures.getAsJsonArray("messages"))
        .extracting(message -> message.getAsJsonObject().get("text").getAsString())
        .containsExactly(PLAN, OFFER, "");
  }

  @Test
  void the_pictures_are_drawn() throws IOException {
    assertThat(spam("--epochs=2").exitCode()).isZero();

    assertPicture("learning-curves.png", 2 * LearningCurves.WIDTH, LearningCurves.HEIGHT);
    assertPicture("confusion-matrix.png", ConfusionPicture.WIDTH, ConfusionPicture.HEIGHT);
  }

  private void assertPicture(String name, int width, int height) throws IOException {
    BufferedImage picture = ImageIO.read(folder.resolve("report").resolve(name).toFile());
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
    long coloured =
        java.util.Arrays.stream(picture.getRGB(0, 0, width, height, null, 0, width))
            .filter(pixel -> (pixel & 0xffffff) != 0xffffff)
            .count();
    assertThat(coloured)
        .as("pixels that are not white")
        .isGreaterThan(picture.getWidth() * (long) height / 100);
  }

  @Test
  void the_report_is_written() throws IOException {
    Path report = folder.resolve("reports/spam.html");
    assertThat(spam("--epochs=1", "--report=" + report).exitCode()).isZero();

    Document page = Jsoup.parse(Files.readString(report));
    assertThat(page.select("h1").text()).isEqualTo("Spam detector");
    assertThat(page.select("#data").text())
        .contains("336 examples {ham=240, spam=96}", "equal messages on one side, seed 42");
    assertThat(page.select("#confusion, #thresholds, #mistakes")).hasSize(3);
    assertThat(figures().get("report").getAsString()).isEqualTo(report.toString());
  }

  @Test
  void the_same_seed_gives_the_same_answer() throws IOException {
    spam("--epochs=2", "--seed=7", OFFER);
    JsonElement first = figures().get("probability");
    spam("--epochs=2", "--seed=7", OFFER);
    JsonElement again = figures().get("probability");
    spam("--epochs=2", "--seed=8", OFFER);
    JsonElement other = figures().get("probability");

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void a_model_saved_on_one_engine_answers_alike_on_all() throws IOException {
    Path model = folder.resolve("models/spam.ginestra");
    assertThat(spam("--epochs=1", "--save=" + model, OFFER).exitCode()).isZero();
    double trained = figures().get("probability").getAsDouble();

    for (String backend : new String[] {"djl-pytorch", "djl-mxnet", "java"}) {
      Program program = spam("--model=" + model, "--backend=" + backend, OFFER);

      assertThat(program.err()).isEmpty();
      assertThat(program.exitCode()).isZero();
      assertThat(program.out())
          .startsWith("Text classifier: ")
          .contains(" on Java ")
          .containsPattern("(?m)^spam  [01]\\.\\d{4}  " + OFFER + "$");
      assertThat(figures().get("probability").getAsDouble()).isCloseTo(trained, within(1e-5));
      assertThat(figures().has("accuracy")).isFalse();
    }
  }

  @Test
  void a_hyphen_means_standard_output_and_nothing_else_is_printed_there() throws IOException {
    Path model = folder.resolve("spam.ginestra");
    Program trained = spam("--epochs=1", "--save=" + model, "--report=-");
    Program result = Program.runWithoutData(folder, "spam", "--model=" + model, "--json=-", OFFER);

    assertThat(trained.out().strip()).startsWith("<!doctype html>").endsWith("</html>");
    assertThat(trained.err()).contains("wrote " + model);
    assertThat(JsonParser.parseString(result.out()).getAsJsonObject().has("probability")).isTrue();
    assertThat(result.err()).startsWith("Text classifier: ").contains(OFFER);
    assertThat(Path.of("-")).doesNotExist();
  }

  @Test
  void figures_go_where_a_link_leads_and_permissions_stay() throws IOException {
    Path model = folder.resolve("spam.ginestra");
    assertThat(spam("--epochs=1", "--save=" + model).exitCode()).isZero();
    Path file = Files.createFile(folder.resolve("shared.json"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

    Program.runWithoutData(folder, "spam", "--model=" + model, "--json=" + link, OFFER);

    assertThat(link).isSymbolicLink();
    assertThat(Program.json(file).has("probability")).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void a_saved_model_is_tested_on_the_data_named() throws IOException {
    Path model = folder.resolve("spam.ginestra");
    assertThat(spam("--epochs=2", "--save=" + model).exitCode()).isZero();
    Path data =
        Files.writeString(folder.resolve("fresh.tsv"), "spam\t" + OFFER + "\nham\t" + PLAN + "\n");

    Program program = spam("--model=" + model, "--data=" + data);

    assertThat(program.exitCode()).isZero();
    assertThat(program.out()).contains("2 examples {ham=1, spam=1}", "true \\ predicted");
    assertFigure(figures(), "messageCount", 2);
    assertFigure(figures(), "accuracy", 1);
    assertThat(figures().has("messages")).isFalse();
  }

  @Test
  void the_engine_is_plain_java_unless_named() throws IOException {
    Path model = folder.resolve("spam.ginestra");
    assertThat(spam("--epochs=1", "--save=" + model).exitCode()).isZero();
    assertThat(spam("--model=" + model).out()).containsPattern("Made by Ginestra .* on Java \\d+");

    assertThat(spam("--epochs=1", "--save=" + model, "--backend=djl-mxnet").exitCode()).isZero();
    assertThat(spam("--model=" + model).out()).containsPattern("Made by Ginestra .*MXNet");
  }

  @Test
  void the_random_split_is_named_in_the_protocol() throws IOException {
    assertThat(spam("--epochs=1", "--random-split").exitCode()).isZero();

    assertThat(figures().get("protocol").getAsString())
        .contains("random: equal messages may stand on both sides");
  }

  @Test
  void cross_validation_tests_each_message_once_for_each_seed() throws IOException {
    Program program = spam("--folds=2", "--seeds=1,2", "--epochs=1");

    assertThat(program.err()).isEmpty();
    assertThat(program.exitCode()).isZero();
    assertThat(program.out())
        .containsPattern("(?m)^   1     1 ")
        .containsPattern("(?m)^   2     2 ")
        .containsPattern("(?m)^ +mean ")
        .containsPattern("(?m)^ +sd folds ")
        .containsPattern("(?m)^ +sd seeds ");
    JsonObject figures = figures();
    assertThat(figures.getAsJsonArray("perFold")).hasSize(4);
    assertThat(figures.getAsJsonArray("perSeed")).hasSize(2);
    for (JsonElement seed : figures.getAsJsonArray("perSeed")) {
      int tested =
          StreamSupport.stream(
                  seed.getAsJsonObject().getAsJsonArray("confusion").spliterator(), false)
              .flatMap(row -> StreamSupport.stream(row.getAsJsonArray().spliterator(), false))
              .mapToInt(JsonElement::getAsInt)
              .sum();
      assertThat(tested).isEqualTo(336);
    }
  }

  @Test
  void a_cross_validated_figure_is_the_mean_of_its_folds() throws IOException {
    assertThat(spam("--folds=3", "--epochs=1").exitCode()).isZero();

    JsonObject figures = figures();
    for (String measure : MEASURES) {
      double mean =
          StreamSupport.stream(figures.getAsJsonArray("perFold").spliterator(), false)
              .mapToDouble(fold -> fold.getAsJsonObject().get(measure).getAsDouble())
              .average()
              .orElseThrow();
      assertFigure(figures, measure, mean);
      assertThat(figures.getAsJsonObject("standardDeviationOverFolds").has(measure)).isTrue();
    }
    int errors =
        StreamSupport.stream(figures.getAsJsonArray("perFold").spliterator(), false)
            .mapToInt(fold -> fold.getAsJsonObject().get("errors").getAsInt())
            .sum();
    assertFigure(figures, "errors", errors);
    assertThat(figures.get("trainSeconds").getAsDouble()).isPositive();
  }

  @Test
  void a_cross_validation_resumes_from_its_checkpoints() throws IOException {
    Path checkpoints = folder.resolve("checkpoints");
    spam("--folds=2", "--epochs=2", "--checkpoints=" + checkpoints);
    double f1 = figures().get("spamF1").getAsDouble();
    assertThat(checkpoints.resolve("seed-42-without-2")).isNotEmptyDirectory();

    Program again = spam("--folds=2", "--epochs=2", "--checkpoints=" + checkpoints);
    assertThat(again.exitCode()).isZero();
    assertFigure(figures(), "spamF1", f1);
  }

  @Test
  void probabilities_are_judged_beside_the_answers() throws IOException {
    Program program = spam("--folds=2", "--epochs=1");

    assertThat(program.exitCode()).isZero();
    assertThat(program.out())
        .containsPattern(
            "(?m)^ROC AUC 0\\.9\\d+ ± .*, average precision 0\\.\\d+ ± .*, Brier score ");
    assertThat(figures().get("rocAuc").getAsDouble()).isBetween(0.9, 1.0);
    assertThat(figures().get("averagePrecision").getAsDouble()).isBetween(0.8, 1.0);
    assertThat(figures().get("brierScore").getAsDouble()).isBetween(0.0, 0.2);
    assertThat(figures().get("expectedCalibrationError").getAsDouble()).isBetween(0.0, 0.5);
    assertThat(figures().has("atThreshold")).isFalse();
  }

  @Test
  void a_threshold_is_tested_on_the_folds_that_it_was_not_chosen_on() throws IOException {
    Program program = spam("--folds=3", "--block-at-most=0.05", "--epochs=1");

    assertThat(program.err()).isEmpty();
    assertThat(program.exitCode()).isZero();
    assertThat(program.out())
        .contains("threshold chosen on the other folds to block at most 0.05 of ham:")
        .containsPattern("(?m)^spam recall 0\\.\\d+ ± .*, ham blocked 0\\.\\d+ ± .* over 3 folds$");
    JsonObject figures = figures().getAsJsonObject("atThreshold");
    assertFigure(figures, "blockAtMost", 0.05);
    double recall = 0;
    double blocked = 0;
    for (JsonElement element : figures.getAsJsonArray("perFold")) {
      JsonObject fold = element.getAsJsonObject();
      recall += fold.get("spamRecall").getAsDouble() / 3;
      blocked += fold.get("hamBlocked").getAsDouble() / 3;
      assertFigure(fold, "hamBlocked", fold.get("hamBlockedCount").getAsInt() / 80.0);
      assertThat(fold.get("threshold").getAsDouble()).isBetween(0.0, 1.0);
    }
    assertFigure(figures, "spamRecall", recall);
    assertFigure(figures, "hamBlocked", blocked);
    assertThat(figures.getAsJsonObject("standardDeviationOverFolds").has("spamRecall")).isTrue();
  }

  @Test
  void unique_removes_repetitions_before_the_folds() throws IOException {
    StringBuilder lines = new StringBuilder();
    SpamSource.demonstration()
        .examples()
        .forEach(example -> lines.append(example.label() + "\t" + example.text() + "\n"));
    Path twice = Files.writeString(folder.resolve("twice.tsv"), lines.toString() + lines);

    assertThat(spam("--data=" + twice, "--folds=2", "--unique", "--epochs=1").exitCode()).isZero();

    assertThat(figures().get("messageCount").getAsInt()).isEqualTo(336);
    assertThat(figures().get("protocol").getAsString()).contains("duplicates removed");
  }

  @Test
  void the_lesson_trains_its_seven_networks_beside_its_figures() throws IOException {
    Path vectors = folder.resolve("vectors.txt");
    Files.writeString(vectors, "free 1 0 0.5\nprize 1 0.5 0\nyou 0 1 0\ncall 0.5 0.5 0.5\n");

    Program program = spam("--lesson", "--vectors=" + vectors, "--epochs=1");

    assertThat(program.err()).isEmpty();
    assertThat(program.exitCode()).isZero();
    assertThat(program.out())
        .containsPattern("(?m)^SimpleRNN +0\\.\\d+ .*\\| +0\\.95 +0\\.81 +0\\.75 +0\\.78$")
        .containsPattern("(?m)^SimpleRNN ragged .*\\| +0\\.96 +0\\.86 +0\\.79 +0\\.82$");
    assertThat(figures().getAsJsonArray("models"))
        .extracting(model -> model.getAsJsonObject().get("name").getAsString())
        .containsExactly(
            "SimpleRNN", "BiRNN", "LSTM", "BiLSTM", "GRU", "BiGRU", "SimpleRNN ragged");
    JsonObject simple = figures().getAsJsonArray("models").get(0).getAsJsonObject();
    assertThat(simple.get("secondsPerEpoch").getAsDouble()).isPositive();
    assertThat(simple.getAsJsonObject("lesson").get("spamF1").getAsDouble()).isEqualTo(0.78);
  }

  @Test
  void on_the_real_messages_one_epoch_beats_ninety_seven_percent() throws IOException {
    Path model = folder.resolve("spam.ginestra");
    Program program =
        Program.run(
            RealData.finder(),
            new SmsCollection(new Download()),
            arguments("--epochs=1", "--save=" + model, OFFER));

    assertThat(program.err()).isEmpty();
    assertThat(program.exitCode()).isZero();
    assertThat(program.out())
        .contains("SMS Spam Collection, 5574 examples {ham=4827, spam=747}, 415 repeat")
        .contains(", 0 of them also learned");
    assertThat(figures().get("accuracy").getAsDouble()).isGreaterThan(0.97);
    assertThat(figures().get("label").getAsString()).isEqualTo("spam");
    try (SequenceClassifier classifier =
        SequenceClassifier.loader().backend("djl-pytorch").load(model)) {
      assertExplained(classifier);
    }
  }

  /** What an offer asks for and a number to call speak for spam, a plan among friends against. */
  private static void assertExplained(SequenceClassifier classifier) {
    Explanation offer = classifier.explain(OFFER);
    assertThat(offer.label()).isEqualTo("spam");
    assertThat(offer.probability())
        .isCloseTo(classifier.classify(OFFER).probability(), within(1e-5));
    assertThat(contribution(offer, "prize")).isPositive();
    assertThat(contribution(offer, "claim")).isPositive();
    assertThat(contribution(offer, "<d5>")).isPositive();
    assertThat(contribution(offer, "<d6>")).isGreaterThan(1);
    Explanation mixed = classifier.explain("i will call you later, free prize", "spam");
    assertThat(contribution(mixed, "i")).isNegative();
    assertThat(contribution(mixed, "later")).isNegative();
    assertThat(contribution(mixed, "prize")).isPositive();
  }

  private static double contribution(Explanation explanation, String token) {
    return explanation.tokens().stream()
        .filter(t -> t.token().equals(token))
        .findFirst()
        .orElseThrow()
        .contribution();
  }
}
