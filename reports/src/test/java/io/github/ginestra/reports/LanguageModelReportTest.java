package io.github.ginestra.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.training.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the report of a language model that was really trained. */
class LanguageModelReportTest {
  private static CharLanguageModel model;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = TrainedModels.verse();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Document page(LanguageModelReport report) {
    return Jsoup.parse(report.toHtml());
  }

  @Test
  void it_has_curves_in_nats_and_perplexity_samples_and_provenance() {
    Document page = page(TrainingReport.of(model).note("Text", "a little verse"));

    assertThat(page.select("section").eachAttr("id"))
        .containsExactly("result", "data", "learning", "samples", "provenance");
    assertThat(page.select("#learning figcaption").eachText())
        .contains("Loss, nats per character, by epoch", "Perplexity, per character, by epoch");
    assertThat(page.select("svg[role=img]")).hasSize(2);
    assertThat(page.select("#provenance").text()).contains("Language model: ");
  }

  @Test
  void figures_are_those_of_the_best_epoch_whose_weights_early_stopping_keeps() {
    assertTells(model, model.history().best().orElseThrow());
  }

  @Test
  void without_early_stopping_figures_are_those_of_the_last_epoch_though_it_was_worse() {
    try (CharLanguageModel overfitted = TrainedModels.overfittedVerse()) {
      List<EpochMetrics> epochs = overfitted.history().epochs();
      EpochMetrics last = epochs.get(epochs.size() - 1);

      assertThat(overfitted.history().best()).get().isNotEqualTo(last);
      assertTells(overfitted, last);
    }
  }

  private static void assertTells(CharLanguageModel model, EpochMetrics epoch) {
    double loss = epoch.validationLoss().orElseThrow();

    assertThat(page(TrainingReport.of(model)).select("#result dd").eachText())
        .startsWith(
            String.format(Locale.ROOT, "%.4f", loss),
            String.format(Locale.ROOT, "%.2f", Math.exp(loss)),
            String.valueOf(model.history().epochs().size()));
  }

  @Test
  void a_test_text_is_measured() {
    String text = "Torna la luna sul colle.";

    assertThat(page(TrainingReport.of(model).test(text)).select("#result dl").text())
        .contains(
            String.format(
                Locale.ROOT, "bits per character, test text %.4f", model.bitsPerCharacter(text)));
  }

  @Test
  void network_and_memory_are_measured_apart_and_together() {
    String text = "Torna la luna sul colle.";
    LanguageModel.Contributions losses = model.contributions(text);

    assertThat(page(TrainingReport.of(model).test(text)).select("#result dl").text())
        .contains("held out, network alone ", "held out, n-grams alone ", "held out, together ")
        .contains(
            String.format(Locale.ROOT, "test text, network alone %.4f", losses.network()),
            String.format(Locale.ROOT, "test text, n-grams alone %.4f", losses.memory()),
            String.format(Locale.ROOT, "test text, together %.4f", losses.together()));
  }

  @Test
  void samples_are_what_the_model_writes_at_each_temperature() {
    Document page =
        page(TrainingReport.of(model).prompt("Alto ").prompt("").temperatures(0.5, 2).length(30));

    assertThat(page.select("#samples h3").eachText())
        .containsExactly(
            "Temperature 0.5", "Temperature 2.0", "Temperature 0.5", "Temperature 2.0");
    assertThat(page.select("#samples .verbatim").first().wholeText())
        .isEqualTo("Alto " + model.generate("Alto ", Sampler.temperature(0.5).seed(11), 30));
    assertThat(page.select("#samples .verbatim").last().wholeText())
        .as("each sample has a seed of its own")
        .isEqualTo(model.generate("", Sampler.temperature(2).seed(14), 30));
  }

  @Test
  void without_temperatures_there_are_no_samples() {
    assertThat(page(TrainingReport.of(model).temperatures()).select("#samples")).isEmpty();
  }

  @Test
  void the_same_model_gives_the_same_report_in_a_file() throws IOException {
    Path file = folder.resolve("verse.html");

    TrainingReport.of(model).write(file);

    assertThat(Files.readString(file)).isEqualTo(TrainingReport.of(model).toHtml());
  }

  @Test
  void wrong_values_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingReport.of(model).temperatures(0))
        .withMessage("temperature (0.0) must be positive and finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingReport.of(model).length(0))
        .withMessage("symbols (0) must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingReport.of(model).test(""))
        .withMessage("text must not be empty");
  }
}
