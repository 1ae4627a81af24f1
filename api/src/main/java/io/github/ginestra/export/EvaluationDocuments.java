package io.github.ginestra.export;

import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Evaluation.LabelScores;
import io.github.ginestra.internal.archive.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exports an evaluation; see {@link Export#of(Evaluation)}. */
final class EvaluationDocuments {
  private final Evaluation evaluation;

  EvaluationDocuments(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** Name → value, over all labels. */
  private Map<String, Double> measures() {
    LabelScores macro = evaluation.macroAverage();
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("accuracy", evaluation.accuracy());
    measures.put("mcc", evaluation.mcc());
    measures.put("macroPrecision", macro.precision());
    measures.put("macroRecall", macro.recall());
    measures.put("macroF1", macro.f1());
    return measures;
  }

  /** Name → value, of one label. */
  private Map<String, Double> measures(String label) {
    LabelScores scores = evaluation.scores(label);
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("precision", scores.precision());
    measures.put("recall", scores.recall());
    measures.put("f1", scores.f1());
    measures.put("falsePositiveRate", evaluation.falsePositiveRate(label));
    return measures;
  }

  Document whole() {
    Document.Builder document = Document.builder().put("size", evaluation.size());
    measures().forEach(document::put);
    return document
        .putObjects("labels", evaluation.labels().stream().map(this::label).toList())
        .build();
  }

  private Document label(String label) {
    Document.Builder document =
        Document.builder().put("label", label).put("support", evaluation.scores(label).support());
    measures(label).forEach(document::put);
    Document.Builder predicted = Document.builder();
    evaluation.labels().forEach(other -> predicted.put(other, evaluation.count(label, other)));
    return document.put("predicted", predicted.build()).build();
  }

  List<Document> rows() {
    List<Document> rows = new ArrayList<>();
    rows.add(row("size", "", "").put("value", evaluation.size()).build());
    measures().forEach((name, value) -> rows.add(row(name, "", "").put("value", value).build()));
    for (String label : evaluation.labels()) {
      int support = evaluation.scores(label).support();
      rows.add(row("support", label, "").put("value", support).build());
      measures(label)
          .forEach((name, value) -> rows.add(row(name, label, "").put("value", value).build()));
    }
    for (String label : evaluation.labels()) {
      for (String predicted : evaluation.labels()) {
        int count = evaluation.count(label, predicted);
        rows.add(row("count", label, predicted).put("value", count).build());
      }
    }
    return rows;
  }

  private static Document.Builder row(String measure, String label, String predicted) {
    return Document.builder()
        .put("measure", measure)
        .put("label", label)
        .put("predicted", predicted);
  }
}
