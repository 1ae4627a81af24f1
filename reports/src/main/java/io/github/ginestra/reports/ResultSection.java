package io.github.ginestra.reports;

import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.language.LanguageModel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The few figures that are looked for first. */
final class ResultSection {
  private ResultSection() {}

  static void addTo(Page page, Predictions predictions) {
    Evaluation evaluation = predictions.evaluation();
    long wrong = predictions.stream().filter(prediction -> !prediction.isRight()).count();
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("classified right", Numbers.percent(evaluation.accuracy()));
    figures.put(
        "wrong of " + Numbers.count(evaluation.size()) + " test texts", Numbers.count(wrong));
    figures.put("Matthews’ correlation", Numbers.decimal(evaluation.matthewsCorrelation()));
    figures.put("macro F1", Numbers.decimal(evaluation.macroAverage().f1()));
    figures.put("loss, nats per text", Numbers.decimal(predictions.logLoss()));
    figures.put("calibration error", Numbers.percent(predictions.expectedCalibrationError()));
    page.section("result", "Result")
        .figures(figures)
        .paragraph(
            "Measured on the test texts. Matthews’ correlation is 1 if all are right and 0 if the"
                + " answers are no better than random ones; the calibration error is how far"
                + " probabilities are, on average, from how often they come true.");
  }

  /**
   * Of a language model. The loss is that of the weights it has, the best or the last, as its
   * provenance tells.
   *
   * @param symbol what it reads and writes: character or word
   * @param test a text to measure it on, or null
   */
  static void addTo(Page page, LanguageModel model, String symbol, @Nullable String test) {
    Map<String, String> figures = new LinkedHashMap<>();
    Double loss = model.provenance().metrics().get("validationLoss");
    if (loss != null) {
      figures.put("validation loss, nats per " + symbol, Numbers.decimal(loss));
      figures.put("perplexity", String.format(Locale.ROOT, "%.2f", Math.exp(loss)));
    }
    if (test != null) {
      figures.put("bits per character, test text", Numbers.decimal(model.bitsPerCharacter(test)));
    }
    figures.put("epochs", Numbers.count(model.history().epochs().size()));
    figures.put("training steps took", Numbers.seconds(model.history().seconds()));
    page.section("result", "Result")
        .figures(figures)
        .paragraph(
            "A loss of x nats is a perplexity of e to the x: as if, at each "
                + symbol
                + ", the model had to choose among so many that are equally probable.");
  }
}
