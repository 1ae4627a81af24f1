package io.github.ginestra.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.internal.archive.CsvPrinter;
import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.selection.CrossValidationResult;
import io.github.ginestra.selection.CrossValidationResult.ThresholdChoice;
import io.github.ginestra.selection.FoldResult;
import io.github.ginestra.text.Span;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
  private static final TrainingHistory HISTORY =
      new TrainingHistory(
          List.of(
              new EpochMetrics(
                  1,
                  0.1234567890123,
                  OptionalDouble.of(0.5),
                  OptionalDouble.of(1e-7),
                  OptionalDouble.of(1),
                  2.25),
              new EpochMetrics(
                  2,
                  0.0625,
                  OptionalDouble.of(0.75),
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  2)));

  private static final Evaluation EVALUATION =
      Evaluation.of(List.of("ham", "spam, \"bold\"\nor not"), new int[][] {{6, 1}, {0, 3}});

  @TempDir Path folder;

  private static List<NamedCsvRecord> rows(Export export) {
    return CsvReader.builder().ofNamedCsvRecord(export.toCsv()).stream().toList();
  }

  private static String crlf(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  private static JsonObject json(Export export) {
    return JsonParser.parseString(export.toJson()).getAsJsonObject();
  }

  @Test
  void a_history_has_a_line_for_each_epoch_with_all_digits() {
    assertThat(Export.of(HISTORY).toCsv())
        .isEqualTo(
            crlf(
                "epoch,trainingLoss,trainingAccuracy,seconds,validationLoss,validationAccuracy",
                "1,0.1234567890123,0.5,2.25,1.0E-7,1.0",
                "2,0.0625,0.75,2.0,,"));
    assertThat(json(Export.of(HISTORY)).getAsJsonArray("epochs").get(1))
        .isEqualTo(
            JsonParser.parseString(
                "{\"epoch\":2,\"trainingLoss\":0.0625,\"trainingAccuracy\":0.75,\"seconds\":2.0}"));
  }

  @Test
  void a_history_without_epochs_is_empty() {
    TrainingHistory none = new TrainingHistory(List.of());

    assertThat(Export.of(none).toCsv()).isEmpty();
    assertThat(json(Export.of(none)).getAsJsonArray("epochs")).isEmpty();
  }

  @Test
  void what_an_evaluation_tells_stands_in_both_forms() {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (NamedCsvRecord row : rows(Export.of(EVALUATION))) {
      figures.put(
          row.getField("measure") + "|" + row.getField("label") + "|" + row.getField("predicted"),
          Double.valueOf(row.getField("value")));
    }
    String spam = EVALUATION.labels().get(1);
    assertThat(figures)
        .hasSize(6 + 2 * 5 + 4)
        .containsEntry("size||", 10.0)
        .containsEntry("accuracy||", 0.9)
        .containsEntry("mcc||", EVALUATION.mcc())
        .containsEntry("macroF1||", EVALUATION.macroAverage().f1())
        .containsEntry("support|ham|", 7.0)
        .containsEntry("precision|" + spam + "|", 0.75)
        .containsEntry("falsePositiveRate|" + spam + "|", 1 / 7.0)
        .containsEntry("count|ham|" + spam, 1.0);

    JsonObject json = json(Export.of(EVALUATION));
    JsonObject label = json.getAsJsonArray("labels").get(1).getAsJsonObject();
    assertThat(json.get("accuracy").getAsDouble()).isEqualTo(0.9);
    assertThat(label.get("label").getAsString()).isEqualTo(spam);
    assertThat(label.get("recall").getAsDouble()).isEqualTo(1);
    assertThat(label.getAsJsonObject("predicted").get(spam).getAsInt()).isEqualTo(3);
  }

  private static Predictions predictions(double... spam) {
    List<Prediction> predictions = new ArrayList<>();
    for (int n = 0; n < spam.length; n++) {
      predictions.add(
          new Prediction(
              n,
              1,
              "text, " + n,
              n % 2 == 0 ? "spam" : "ham",
              Map.of("ham", 1 - spam[n], "spam", spam[n])));
    }
    return Predictions.of(predictions);
  }

  @Test
  void predictions_have_a_line_for_each_text_and_every_metric() {
    Export export = Export.of(predictions(0.75, 0.5, 0.25, 0.125));

    assertThat(rows(export)).hasSize(4);
    NamedCsvRecord row = rows(export).get(3);
    assertThat(row.getFieldsAsMap())
        .containsEntry("index", "3")
        .containsEntry("text", "text, 3")
        .containsEntry("label", "ham")
        .containsEntry("predicted", "ham")
        .containsEntry("probability spam", "0.125")
        .containsEntry("probability ham", "0.875");
    JsonObject json = json(export);
    assertThat(json.getAsJsonObject("metrics").get("accuracy").getAsDouble()).isEqualTo(0.75);
    assertThat(json.getAsJsonArray("predictions").get(0).getAsJsonObject().get("probabilities"))
        .isEqualTo(JsonParser.parseString("{\"ham\":0.25,\"spam\":0.75}"));
  }

  @Test
  void the_columns_of_predictions_are_in_the_labels_order_whatever_the_first_text_is() {
    Map<String, Double> bestFirst = new LinkedHashMap<>();
    bestFirst.put("spam", 0.75);
    bestFirst.put("ham", 0.25);
    Prediction spam = new Prediction(0, 1, "text", "spam", bestFirst);

    assertThat(Export.of(Predictions.of(List.of(spam))).toCsv())
        .isEqualTo(
            crlf(
                "index,fold,text,label,predicted,probability ham,probability spam",
                "0,1,text,spam,spam,0.25,0.75"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠x", "-1,\"x"})
  void for_spreadsheets_no_text_or_heading_begins_like_a_formula(String text) {
    Map<String, Double> probabilities = Map.of("ham", 0.25, text, 0.75);
    Prediction prediction = new Prediction(0, 1, text, text, probabilities);
    Export export = Export.of(Predictions.of(List.of(prediction)));

    NamedCsvRecord row = rows(export.forSpreadsheets()).get(0);

    assertThat(row.getField("text")).isEqualTo("'" + text);
    assertThat(row.getField("predicted")).isEqualTo("'" + text);
    assertThat(rows(export).get(0).getField("text")).isEqualTo(text);
    assertThat(export.forSpreadsheets().toJson()).isEqualTo(export.toJson());
    assertThat(new CsvPrinter(true).print(List.of(Document.builder().put(text, 1).build())))
        .startsWith(text.contains(",") ? "\"'" : text.matches("(?s)[\r\n].*") ? "\"'" : "'");
  }

  @Test
  void for_spreadsheets_numbers_and_other_texts_stay_as_they_are() {
    List<Document> rows =
        List.of(
            Document.builder()
                .put("whole", -1)
                .put("real", -0.5)
                .put("infinite", Double.NEGATIVE_INFINITY)
                .put("text", "a = b")
                .put("empty", "")
                .build());

    assertThat(new CsvPrinter(true).print(rows)).isEqualTo(new CsvPrinter(false).print(rows));
  }

  @Test
  void a_cross_validation_has_a_line_for_each_metric_and_its_folds() {
    CrossValidationResult result =
        CrossValidationResult.of(
            List.of(
                new FoldResult(7, 1, 10, predictions(0.75, 0.25), 1.5, Optional.empty()),
                new FoldResult(7, 2, 10, predictions(0.25, 0.25), 1.5, Optional.empty())));

    NamedCsvRecord accuracy = rows(Export.of(result)).get(0);
    assertThat(accuracy.getField("metric")).isEqualTo("accuracy");
    assertThat(accuracy.getField("mean")).isEqualTo("0.75");
    assertThat(accuracy.getField("median")).isEqualTo("0.75");
    JsonObject json = json(Export.of(result));
    assertThat(json.getAsJsonArray("seeds").toString()).isEqualTo("[7]");
    JsonObject fold = json.getAsJsonArray("folds").get(1).getAsJsonObject();
    assertThat(fold.getAsJsonObject("metrics").get("accuracy").getAsDouble()).isEqualTo(0.5);
    assertThat(fold.get("trainingSize").getAsInt()).isEqualTo(10);
    assertThat(json.has("thresholdMetrics")).isFalse();
    assertThat(fold.has("tested")).isFalse();
  }

  private static FoldResult withThreshold(int fold, double threshold, int found) {
    return new FoldResult(
        7,
        fold,
        10,
        predictions(0.75, 0.25),
        1.5,
        Optional.of(
            new ThresholdChoice(
                new OperatingPoint(threshold, 3, 1, 4, 8),
                new OperatingPoint(threshold, found, 1, 2, 2))));
  }

  @Test
  void what_thresholds_brought_is_told_of_each_fold_and_over_the_folds() {
    Export export =
        Export.of(
            CrossValidationResult.of(
                List.of(withThreshold(1, 0.5, 2), withThreshold(2, Double.POSITIVE_INFINITY, 0))));

    assertThat(rows(export))
        .filteredOn(row -> row.getField("metric").equals("tested recall"))
        .singleElement()
        .satisfies(row -> assertThat(row.getField("mean")).isEqualTo("0.5"));
    JsonObject json = json(export);
    JsonObject metrics = json.getAsJsonObject("thresholdMetrics");
    assertThat(metrics.getAsJsonObject("chosen recall").get("median").getAsDouble())
        .isEqualTo(0.75);
    JsonObject fold = json.getAsJsonArray("folds").get(1).getAsJsonObject();
    assertThat(fold.getAsJsonObject("chosen").get("threshold").getAsString()).isEqualTo("Infinity");
    assertThat(fold.getAsJsonObject("chosen").get("truePositives").getAsInt()).isEqualTo(3);
    assertThat(fold.getAsJsonObject("tested").get("falsePositiveRate").getAsDouble())
        .isEqualTo(0.5);
  }

  @Test
  void a_provenance_is_the_same_as_in_a_model_file() {
    Provenance provenance =
        new Provenance(
            "0.1.0",
            "Bag 1.0",
            Instant.parse("2026-11-25T10:00:00Z"),
            -7,
            "0a".repeat(32),
            Map.of("batchSize", "64"),
            Map.of("validationLoss", Double.POSITIVE_INFINITY));

    assertThat(Export.of(provenance).toCsv())
        .isEqualTo(
            crlf(
                "name,value",
                "libraryVersion,0.1.0",
                "engine,Bag 1.0",
                "created,2026-11-25T10:00:00Z",
                "seed,-7",
                "corpusSha256," + "0a".repeat(32),
                "options.batchSize,64",
                "metrics.validationLoss,Infinity"));
    JsonObject json = json(Export.of(provenance));
    assertThat(json.get("seed").getAsLong()).isEqualTo(-7);
    assertThat(json.getAsJsonObject("options").get("batchSize").getAsString()).isEqualTo("64");
    assertThat(json.getAsJsonObject("metrics").get("validationLoss").getAsString())
        .isEqualTo("Infinity");
  }

  @Test
  void an_explanation_has_a_line_for_each_token() {
    Explanation explanation =
        new Explanation(
            "Hi, \"x\"",
            "ham",
            0.75,
            List.of(
                new TokenContribution("hi", new Span(0, 2), 1.5),
                new TokenContribution(",", new Span(2, 3), -0.25)),
            3,
            0.125);

    assertThat(Export.of(explanation).toCsv())
        .isEqualTo(crlf("token,start,end,contribution", "hi,0,2,1.5", "\",\",2,3,-0.25"));
    JsonObject json = json(Export.of(explanation));
    assertThat(json.get("text").getAsString()).isEqualTo("Hi, \"x\"");
    assertThat(json.get("restContribution").getAsDouble()).isCloseTo(0.125, within(0.0));
    assertThat(json.getAsJsonArray("tokens")).hasSize(2);
  }

  @Test
  void the_language_of_the_system_changes_nothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Export.of(HISTORY).toCsv()).contains("1,0.1234567890123,0.5,");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void a_file_is_replaced_as_a_whole() throws IOException {
    Path csv = Files.writeString(folder.resolve("history.csv"), "old");
    Path json = folder.resolve("evaluation.json");

    Export.of(HISTORY).writeCsv(csv);
    Export.of(EVALUATION).writeJson(json);

    assertThat(csv).hasContent(Export.of(HISTORY).toCsv());
    assertThat(json).hasContent(Export.of(EVALUATION).toJson() + "\n");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(csv, json);
    }
  }

  @Test
  void what_cannot_be_written_is_an_error_and_leaves_nothing_behind() throws IOException {
    Path old = Files.createDirectory(folder.resolve("folder"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Export.of(HISTORY).writeJson(old))
        .withMessageContaining("is a directory");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Export.of(HISTORY).writeCsv(folder.resolve("none/history.csv")))
        .withMessageContaining("none");

    assertThat(old).isEmptyDirectory();
  }

  @Test
  void an_unpaired_surrogate_is_written_as_a_replacement_character() throws IOException {
    Evaluation odd = Evaluation.of(List.of("a\ud83cb", "c🎉"), new int[2][2]);
    Path csv = folder.resolve("odd.csv");
    Path json = folder.resolve("odd.json");

    Export.of(odd).writeCsv(csv);
    Export.of(odd).writeJson(json);

    assertThat(Files.readString(csv)).contains("support,a\uFFFDb,", "support,c🎉,");
    assertThat(Files.readString(json)).contains("\"a\uFFFDb\"", "\"c🎉\"");
  }

  @Test
  void what_has_no_place_in_a_table_is_refused() {
    Document nested =
        Document.builder().put("inner", Document.builder().put("a", 1).build()).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CsvPrinter(false).print(List.of(nested)))
        .withMessage("\"inner\" (an object) has no place in a table");
  }
}
