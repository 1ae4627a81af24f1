package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.selection.CrossValidationResult;
import io.github.ginestra.selection.CrossValidationResult.Spread;
import io.github.ginestra.selection.CrossValidationResult.ThresholdChoice;
import io.github.ginestra.selection.FoldResult;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Token.LetterCase;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingProgress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a service would return is written by Jackson as it comes, without modules or annotations.
 */
class ValuesAsJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private static Classification classification() {
    return Classification.ofLogits(List.of("ham", "other", "spam"), new float[] {1, 0, 4}, 1);
  }

  private static Map<String, Double> probabilities(double spam) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put("spam", spam);
    probabilities.put("ham", 1 - spam);
    return probabilities;
  }

  private static Predictions predictions() {
    return Predictions.of(
        List.of(
            new Prediction(0, 1, "win", "spam", probabilities(0.75)),
            new Prediction(1, 1, "hi", "ham", probabilities(0.25)),
            new Prediction(2, 1, "ho", "ham", probabilities(0.875))));
  }

  private static FoldResult fold() {
    BinaryScores scores = predictions().binary("spam");
    return new FoldResult(
        7, 1, 20, predictions(), 1.5, Optional.of(ThresholdChoice.of(scores, scores, 0.5)));
  }

  private static EpochMetrics epoch() {
    return new EpochMetrics(
        1, 0.5, OptionalDouble.of(0.75), OptionalDouble.empty(), OptionalDouble.of(1), 2.5);
  }

  private static Provenance provenance() {
    return new Provenance(
        "0.1.0",
        "Abacus 3",
        Instant.parse("2026-11-24T10:00:00Z"),
        7,
        "0123456789abcdef".repeat(4),
        Map.of("epochs", "10"),
        Map.of("trainingLoss", 0.25));
  }

  private static Explanation explanation() {
    return new Explanation(
        "win now", "spam", 0.75, List.of(new TokenContribution("win", new Span(0, 3), 1.5)), 7, 0);
  }

  /** Makes a value afresh each time, and something of its JSON. */
  static Stream<Arguments> values() {
    return Stream.of(
        value(ValuesAsJsonTest::classification, "{\"label\":\"spam\",\"probability\":0.9"),
        value(ValuesAsJsonTest::predictions, "[{\"index\":0,\"fold\":1,\"text\":\"win\","),
        value(() -> predictions().get(0), "\"probabilities\":{\"spam\":0.75,\"ham\":0.25}"),
        value(() -> predictions().evaluation(), "\"confusion\":[[1,1],[0,1]]"),
        value(() -> predictions().evaluation(), "\"accuracy\":0.6666666666666666"),
        value(() -> predictions().evaluation().scores("ham"), "\"recall\":0.5"),
        value(() -> predictions().binary("spam"), "\"rocAuc\":0.5"),
        value(() -> predictions().binary("spam").at(0.5), "\"truePositives\":1"),
        value(() -> predictions().reliability(3), "{\"counts\":["),
        value(ValuesAsJsonTest::fold, "\"threshold\":{\"chosen\":{\"threshold\":0."),
        value(() -> CrossValidationResult.of(List.of(fold())), "{\"folds\":[{\"seed\":7,"),
        value(() -> Spread.of(List.of(1.0, 2.0)), "\"mean\":1.5"),
        value(ValuesAsJsonTest::epoch, "\"trainingAccuracy\":0.75,\"validationLoss\":null"),
        value(() -> new TrainingHistory(List.of(epoch())), "{\"epochs\":[{\"epoch\":1,"),
        value(() -> new TrainingProgress(1, 2, 3, 4, 5, 0.5, 6), "\"loss\":0.5"),
        value(ValuesAsJsonTest::provenance, "\"created\":\"2026-11-24T10:00:00Z\""),
        value(
            ValuesAsJsonTest::explanation, "\"span\":{\"start\":0,\"end\":3},\"contribution\":1.5"),
        value(() -> new Token("win", LetterCase.OTHER), "\"letterCase\":\"OTHER\""),
        value(
            () -> Examples.of(List.of(new Example("a", "b"))),
            "\"examples\":[{\"label\":\"a\",\"text\":\"b\"}]"),
        value(() -> RecurrentSpec.gru(64), "\"units\":64"),
        value(NgramSpec::standard, "\"buckets\":131072"));
  }

  private static Arguments value(Supplier<Object> value, String json) {
    return Arguments.of(value, json);
  }

  @ParameterizedTest
  @MethodSource("values")
  void is_written_by_jackson_as_it_comes(Supplier<Object> value, String part)
      throws JsonProcessingException {
    String json = JACKSON.writeValueAsString(value.get());
    assertThat(json).contains(part).doesNotContain("NaN", "Infinity");
    assertThat(JACKSON.writeValueAsString(value.get())).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("values")
  void is_equal_to_its_like_and_prints(Supplier<Object> value, String part) {
    assertThat(value.get())
        .isEqualTo(value.get())
        .hasSameHashCodeAs(value.get())
        .isNotEqualTo("something else");
    assertThat(value.get().toString()).isNotBlank().doesNotContainPattern("@[0-9a-f]{4,}");
  }

  @Test
  void a_classification_has_label_probability_and_all_probabilities_best_first()
      throws JsonProcessingException {
    Classification answer = classification();

    JsonNode json = JACKSON.readTree(JACKSON.writeValueAsString(answer));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("label", "probability", "probabilities", "knownTokens", "rejected");
    assertThat(json.get("label").asText()).isEqualTo("spam");
    assertThat(json.get("probability").asDouble()).isEqualTo(answer.probability());
    assertThat(json.get("probabilities").fieldNames())
        .toIterable()
        .containsExactly("spam", "ham", "other");
    assertThat(json.get("probabilities").get("ham").asDouble())
        .isEqualTo(answer.probability("ham"));
    assertThat(JACKSON.treeToValue(json, Classification.class)).isEqualTo(answer);
  }

  @Test
  void a_classification_is_made_only_of_what_goes_together() {
    Map<String, Double> probabilities = probabilities(0.75);
    assertThat(new Classification("spam", 0.75, probabilities).probability("ham")).isEqualTo(0.25);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Classification("spam", 0.5, probabilities))
        .withMessage(
            "probability (0.5) must be that of label \"spam\" in probabilities {spam=0.75, ham=0.25}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Classification("eggs", 0.75, probabilities));
  }

  @Test
  void predictions_print_how_many_there_are_and_how_good() {
    assertThat(predictions()).hasToString("3 predictions of [ham, spam], 2 of them right");
    assertThat(predictions().binary("spam"))
        .hasToString(
            "ROC AUC 0.5000, average precision 0.5000 over 1 positive and 2 negative texts");
    assertThat(Evaluation.of(List.of("a", "b"), new int[2][2]))
        .isNotEqualTo(Evaluation.of(List.of("a", "b"), new int[][] {{1, 0}, {0, 0}}));
  }
}
