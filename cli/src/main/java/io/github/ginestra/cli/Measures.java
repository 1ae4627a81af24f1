package io.github.ginestra.cli;

import com.google.gson.JsonParser;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.export.Export;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.tagging.TaggingEvaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How good models are, for people and as figures. */
final class Measures {
  /** The largest confusion matrix that is printed. */
  private static final int MATRIX = 8;

  /** How many confusions are named where there is no matrix. */
  private static final int CONFUSIONS = 10;

  private Measures() {}

  /** Says how good the predictions of a classifier are. */
  static void say(Predictions predictions, Console console, Figures figures) {
    Evaluation evaluation = predictions.evaluation();
    console.say("%n%s", evaluation.report().stripTrailing());
    String matrix = evaluation.confusionTable().stripTrailing();
    if (evaluation.labels().size() <= MATRIX && fits(matrix, console)) {
      console.say("%n%s", matrix);
    } else {
      sayConfusions(evaluation, console);
    }
    console.say(
        "%ncorrect  %.2f %% of %,d texts; always the most frequent label: %.2f %%%n",
        100 * evaluation.accuracy(), evaluation.size(), 100 * evaluation.majorityAccuracy());
    predictions.warnings().forEach(console::warn);
    figures
        .put("metrics", predictions.metrics())
        .put("evaluation", JsonParser.parseString(Export.of(evaluation).toJson()));
  }

  private static boolean fits(String table, Console console) {
    return console.columns() == 0
        || table.lines().allMatch(line -> line.length() <= console.columns());
  }

  /** A pair of labels that were confused. */
  private record Confusion(String label, String predicted, int count) {}

  private static void sayConfusions(Evaluation evaluation, Console console) {
    List<Confusion> confusions = new ArrayList<>();
    for (String label : evaluation.labels()) {
      for (String predicted : evaluation.labels()) {
        int count = evaluation.count(label, predicted);
        if (!label.equals(predicted) && count > 0) {
          confusions.add(new Confusion(label, predicted, count));
        }
      }
    }
    if (confusions.isEmpty()) {
      return;
    }
    console.say("%nmost frequent confusions");
    confusions.stream()
        .sorted(Comparator.comparingInt(Confusion::count).reversed())
        .limit(CONFUSIONS)
        .forEach(
            c ->
                console.say(
                    "%,6d  %s taken for %s",
                    c.count(), Printable.of(c.label()), Printable.of(c.predicted())));
  }

  /** Says how good a classifier of several labels is. */
  static void say(MultiLabelClassifier.Scores scores, Console console, Figures figures) {
    console.say(
        "micro F1 %.4f, macro F1 %.4f, all labels right for %.2f %% of %,d texts",
        scores.microF1(), scores.macroF1(), 100 * scores.subsetAccuracy(), scores.size());
    scores
        .labels()
        .forEach(
            (label, s) ->
                console.say(
                    "  %-20s precision %.4f  recall %.4f  F1 %.4f  texts %,d",
                    Printable.of(label), s.precision(), s.recall(), s.f1(), s.support()));
    figures
        .put("microF1", scores.microF1())
        .put("macroF1", scores.macroF1())
        .put("subsetAccuracy", scores.subsetAccuracy())
        .put("size", scores.size())
        .put("labels", scores.labels());
  }

  /** Says how good a tagger is. */
  static void say(TaggingEvaluation evaluation, Console console, Figures figures) {
    console.say("test     %s", evaluation);
    Evaluation entities = evaluation.entities();
    figures
        .put("texts", evaluation.texts())
        .put("accuracy", evaluation.accuracy())
        .put("unknownAccuracy", evaluation.unknownAccuracy());
    if (entities != null) {
      figures
          .put("precision", evaluation.precision())
          .put("recall", evaluation.recall())
          .put("f1", evaluation.f1());
    }
  }

  /** Says how well a language model predicts texts. */
  static void say(LanguageModel model, List<String> texts, Console console, Figures figures) {
    double nats = 0;
    long symbols = 0;
    long characters = 0;
    for (String text : texts) {
      for (double logProbability : model.logProbabilities(text)) {
        nats -= logProbability;
        symbols++;
      }
      characters += text.codePointCount(0, text.length());
    }
    double loss = nats / symbols;
    double bits = nats / Math.log(2) / characters;
    console.say(
        "%s",
        String.format(
            Locale.ROOT,
            "test     %.4f bits per character, %.4f nats per symbol, perplexity %.2f",
            bits,
            loss,
            Math.exp(loss)));
    figures
        .put("bitsPerCharacter", bits)
        .put("natsPerSymbol", loss)
        .put("perplexity", Math.exp(loss))
        .put("symbols", symbols);
  }
}
