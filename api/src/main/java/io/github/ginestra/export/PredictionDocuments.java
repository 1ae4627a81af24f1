package io.github.ginestra.export;

import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.selection.CrossValidationResult;
import io.github.ginestra.selection.CrossValidationResult.Spread;
import io.github.ginestra.selection.FoldResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Exports predictions and cross-validations; see {@link Export#of(Predictions)} and {@link
 * Export#of(CrossValidationResult)}.
 */
final class PredictionDocuments {
  private PredictionDocuments() {}

  static Document whole(Predictions predictions) {
    return Document.builder()
        .put("metrics", numbers(predictions.metrics()))
        .putObjects(
            "predictions", predictions.stream().map(PredictionDocuments::prediction).toList())
        .build();
  }

  private static Document prediction(Prediction prediction) {
    return head(prediction).put("probabilities", numbers(prediction.probabilities())).build();
  }

  static List<Document> rows(Predictions predictions) {
    return predictions.stream().map(p -> row(p, predictions.labels())).toList();
  }

  /** The labels define the order of the columns; a prediction lists its labels best first. */
  private static Document row(Prediction prediction, List<String> labels) {
    Document.Builder row = head(prediction);
    labels.forEach(label -> row.put("probability " + label, prediction.probability(label)));
    return row.build();
  }

  private static Document.Builder head(Prediction prediction) {
    return Document.builder()
        .put("index", prediction.index())
        .put("fold", prediction.fold())
        .put("text", prediction.text())
        .put("label", prediction.label())
        .put("predicted", prediction.predicted());
  }

  static Document whole(CrossValidationResult result) {
    Document.Builder document =
        Document.builder()
            .putIntegers("seeds", result.seeds())
            .put("metrics", spreads(result.metrics()));
    if (!result.thresholdMetrics().isEmpty()) {
      document.put("thresholdMetrics", spreads(result.thresholdMetrics()));
    }
    return document
        .putObjects("folds", result.folds().stream().map(PredictionDocuments::fold).toList())
        .build();
  }

  private static Document spreads(Map<String, Spread> metrics) {
    Document.Builder document = Document.builder();
    metrics.forEach((name, spread) -> document.put(name, add(Document.builder(), spread).build()));
    return document.build();
  }

  private static Document fold(FoldResult fold) {
    Document.Builder document =
        Document.builder()
            .put("seed", fold.seed())
            .put("fold", fold.fold())
            .put("trainingSize", fold.trainingSize())
            .put("seconds", fold.seconds())
            .put("metrics", numbers(fold.predictions().metrics()));
    fold.threshold()
        .ifPresent(
            threshold ->
                document
                    .put("chosen", point(threshold.chosen()))
                    .put("tested", point(threshold.tested())));
    return document.build();
  }

  private static Document point(OperatingPoint point) {
    return Document.builder()
        .put("threshold", point.threshold())
        .put("truePositives", point.truePositives())
        .put("falsePositives", point.falsePositives())
        .put("positives", point.positives())
        .put("negatives", point.negatives())
        .put("recall", point.recall())
        .put("falsePositiveRate", point.falsePositiveRate())
        .put("precision", point.precision())
        .build();
  }

  static List<Document> rows(CrossValidationResult result) {
    return Stream.of(result.metrics(), result.thresholdMetrics())
        .flatMap(metrics -> metrics.entrySet().stream())
        .map(
            metric ->
                add(Document.builder().put("metric", metric.getKey()), metric.getValue()).build())
        .toList();
  }

  private static Document.Builder add(Document.Builder document, Spread spread) {
    return document
        .put("mean", spread.mean())
        .put("standardDeviation", spread.standardDeviation())
        .put("median", spread.median());
  }

  private static Document numbers(Map<String, Double> numbers) {
    Document.Builder document = Document.builder();
    numbers.forEach(document::put);
    return document.build();
  }
}
