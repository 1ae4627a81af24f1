package io.github.ginestra.reports;

import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.language.LanguageModel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The most important figures. */
final class ResultSection {
  private ResultSection() {}

  static void addTo(Page page, Predictions predictions) {
    Evaluation evaluation = predictions.evaluation();
    long wrong = predictions.stream().filter(prediction -> !prediction.isRight()).count();
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("classified right", Numbers.percent(evaluation.accuracy()));
    figures.put(
        "wrong of " + Numbers.count(evaluation.size()) + " test texts", Numbers.count(wrong));
    figures.put("MCC", Numbers.decimal(evaluation.mcc()));
    figures.put("macro F1", Numbers.decimal(evaluation.macroAverage().f1()));
    figures.put("loss, nats per text", Numbers.decimal(predictions.logLoss()));
    figures.put("calibration error", Numbers.percent(predictions.expectedCalibrationError()));
    Section section = page.section("result", "Result").figures(figures);
    section.paragraph(
        "Always predicting the most frequent label would be right for "
            + Numbers.percent(evaluation.majorityAccuracy())
            + " of the test texts.");
    section.warnings(predictions.warnings());
    section.paragraph(
        "Measured on the test texts. MCC, the Matthews correlation coefficient, is 1 if all"
            + " predictions are correct and 0 if they are no better than random ones; the"
            + " calibration error is the mean difference between a probability and the fraction"
            + " of correct predictions.");
  }

  /**
   * Adds the section of a language model. The loss is that of its weights, the best or the last
   * ones, as recorded in its provenance.
   *
   * @param symbol the name of its tokens: character or word
   * @param test a test text, or null
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
    LanguageModel.Contributions heldOut = heldOut(model.provenance().metrics());
    if (heldOut != null) {
      addPaths(figures, "held out, ", heldOut);
    }
    if (test != null && heldOut != null) {
      addPaths(figures, "test text, ", model.contributions(test));
    }
    page.section("result", "Result")
        .figures(figures)
        .paragraph(
            "A loss of x nats is a perplexity of e to the x: at each "
                + symbol
                + ", the model is as uncertain as if it chose among as many equally probable ones."
                + " The validation loss is that of the network. With a memory, the losses of the"
                + " network alone, of the n-grams alone, and of the whole model are in nats per "
                + symbol
                + " too; held out is what their mixture was fitted on.");
  }

  /** What the paths contributed in the training; null for a model without memory. */
  private static LanguageModel.@Nullable Contributions heldOut(Map<String, Double> metrics) {
    Double network = metrics.get("networkLoss");
    Double memory = metrics.get("memoryLoss");
    Double mixed = metrics.get("mixedLoss");
    return network == null || memory == null || mixed == null
        ? null
        : new LanguageModel.Contributions(network, memory, mixed);
  }

  /** Adds the losses in nats of network and n-grams apart, and of the model. */
  private static void addPaths(
      Map<String, String> figures, String where, LanguageModel.Contributions losses) {
    figures.put(where + "network alone", Numbers.decimal(losses.network()));
    figures.put(where + "n-grams alone", Numbers.decimal(losses.memory()));
    figures.put(where + "together", Numbers.decimal(losses.together()));
  }
}
