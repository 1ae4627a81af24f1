package io.github.ginestra.export;

import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.internal.AtomicFile;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.archive.CsvPrinter;
import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelDocuments;
import io.github.ginestra.internal.archive.ProvenanceDocument;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.selection.CrossValidationResult;
import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exports a result for other programs: as a table in CSV (RFC 4180) or a document in JSON (RFC
 * 8259).
 *
 * <pre>{@code
 * Export.of(classifier.history()).writeCsv(Path.of("history.csv"));
 * Export.of(classifier.evaluate(test)).writeJson(Path.of("evaluation.json"));
 * }</pre>
 *
 * <p>Numbers are written with all their digits and a decimal point in every locale. A number that
 * is not finite is written as {@code NaN}, {@code Infinity} or {@code -Infinity}, in JSON as a
 * string. Files are in UTF-8, with U+FFFD for unpaired surrogates, and are written completely or
 * not at all. Immutable.
 */
public final class Export {
  private final Document document;
  private final List<Document> rows;
  private final boolean forSpreadsheets;

  private Export(Document document, List<Document> rows) {
    this(document, rows, false);
  }

  private Export(Document document, List<Document> rows, boolean forSpreadsheets) {
    this.document = document;
    this.rows = rows;
    this.forSpreadsheets = forSpreadsheets;
  }

  /**
   * Makes the table safe for spreadsheet programs, which run texts that look like formulas. A text
   * or heading that begins with {@code =}, {@code +}, {@code -}, {@code @}, one of their full-width
   * forms, a tab or a line break is prefixed with an apostrophe. Numbers and the document in JSON
   * are unchanged. Use it if texts or labels come from people you do not know; do not use it if a
   * program reads the table, because it changes the texts. The default is no prefix.
   *
   * @return the same result with an escaped table
   */
  public Export forSpreadsheets() {
    return new Export(document, rows, true);
  }

  /**
   * Exports the history of a training.
   *
   * @param history a history
   * @return in CSV a line for each epoch; in JSON a list {@code epochs}; the columns and members
   *     are the components of {@link io.github.ginestra.training.EpochMetrics} that are not empty
   */
  public static Export of(TrainingHistory history) {
    List<Document> epochs = ModelDocuments.epochs(Checks.notNull(history, "history"));
    return new Export(Document.builder().putObjects("epochs", epochs).build(), epochs);
  }

  /**
   * Exports the evaluation of a classifier.
   *
   * @param evaluation an evaluation
   * @return in CSV a line for each figure, with the columns {@code measure}, {@code label}, {@code
   *     predicted} and {@code value}. These are the figures over all labels ({@code accuracy},
   *     {@code mcc}, …), then those of each label, then the confusion matrix as {@code count}. In
   *     JSON it is the same, with a list {@code labels}
   */
  public static Export of(Evaluation evaluation) {
    EvaluationDocuments documents =
        new EvaluationDocuments(Checks.notNull(evaluation, "evaluation"));
    return new Export(documents.whole(), documents.rows());
  }

  /**
   * Exports a classifier's predictions.
   *
   * @param predictions predictions
   * @return in CSV a line for each text, with the columns {@code index}, {@code fold}, {@code
   *     text}, {@code label}, {@code predicted} and, for each label in natural order, {@code
   *     probability} and its name. In JSON it is the same as a list {@code predictions}, beside the
   *     {@code metrics} by name
   */
  public static Export of(Predictions predictions) {
    Checks.notNull(predictions, "predictions");
    return new Export(
        PredictionDocuments.whole(predictions), PredictionDocuments.rows(predictions));
  }

  /**
   * Exports the result of a cross-validation.
   *
   * @param result the result of a cross-validation
   * @return in CSV a line for each metric, with the columns {@code metric}, {@code mean}, {@code
   *     standardDeviation} and {@code median}, those of {@linkplain
   *     CrossValidationResult#thresholdMetrics() thresholds} last. In JSON it is the same as {@code
   *     metrics} and {@code thresholdMetrics}, with the {@code seeds}, and a list {@code folds}
   *     with each fold's metrics and, if it has a threshold, its scores on the examples where it
   *     was {@code chosen} and where it was {@code tested}
   */
  public static Export of(CrossValidationResult result) {
    Checks.notNull(result, "result");
    return new Export(PredictionDocuments.whole(result), PredictionDocuments.rows(result));
  }

  /**
   * Exports the provenance of a model.
   *
   * @param provenance a provenance
   * @return in CSV a line for each value, with the columns {@code name} and {@code value}, where
   *     options have names such as {@code options.batchSize}; in JSON the same as in a model file
   */
  public static Export of(Provenance provenance) {
    Checks.notNull(provenance, "provenance");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("libraryVersion", provenance.libraryVersion());
    values.put("engine", provenance.engine());
    values.put("created", provenance.created());
    values.put("seed", provenance.seed());
    values.put("corpusSha256", provenance.corpusSha256());
    provenance.options().forEach((name, value) -> values.put("options." + name, value));
    provenance.metrics().forEach((name, value) -> values.put("metrics." + name, value));
    List<Document> rows = new ArrayList<>();
    values.forEach(
        (name, value) ->
            rows.add(Document.builder().put("name", name).put("value", value.toString()).build()));
    return new Export(ProvenanceDocument.of(provenance), rows);
  }

  /**
   * Exports an explanation.
   *
   * @param explanation an explanation
   * @return in CSV a line for each token, with the columns {@code token}, {@code start}, {@code
   *     end} and {@code contribution}; in JSON the same as a list {@code tokens}, with the other
   *     components of the explanation
   */
  public static Export of(Explanation explanation) {
    List<Document> tokens =
        Checks.notNull(explanation, "explanation").tokens().stream()
            .map(
                token ->
                    Document.builder()
                        .put("token", token.token())
                        .put("start", token.span().start())
                        .put("end", token.span().end())
                        .put("contribution", token.contribution())
                        .build())
            .toList();
    Document whole =
        Document.builder()
            .put("text", explanation.text())
            .put("label", explanation.label())
            .put("probability", explanation.probability())
            .putObjects("tokens", tokens)
            .put("readEnd", explanation.readEnd())
            .put("restContribution", explanation.restContribution())
            .build();
    return new Export(whole, tokens);
  }

  /** {@return the table as CSV with a header; lines end with CR LF; empty if there are no rows} */
  public String toCsv() {
    return new CsvPrinter(forSpreadsheets).print(rows);
  }

  /** {@return one JSON object, indented by two spaces} */
  public String toJson() {
    return document.toJson();
  }

  /**
   * Writes the table to a file and replaces an existing one. Links are followed; a named pipe or a
   * device is written to.
   *
   * @param file the file; its directory must exist
   * @throws IOException if writing fails; the message names the file. An existing file is then
   *     unchanged, unless its directory is write-protected
   */
  public void writeCsv(Path file) throws IOException {
    AtomicFile.replace(Checks.notNull(file, "file"), toCsv());
  }

  /**
   * Writes the document to a file and replaces an existing one. Links are followed; a named pipe or
   * a device is written to.
   *
   * @param file the file; its directory must exist
   * @throws IOException if writing fails; the message names the file. An existing file is then
   *     unchanged, unless its directory is write-protected
   */
  public void writeJson(Path file) throws IOException {
    AtomicFile.replace(Checks.notNull(file, "file"), toJson() + "\n");
  }
}
