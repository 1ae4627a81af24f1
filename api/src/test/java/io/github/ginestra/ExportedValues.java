package io.github.ginestra;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.Classification.LabelProbability;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.MultiLabelBuilder;
import io.github.ginestra.data.CsvFormat;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.export.Export;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModel.TokenProbability;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModelConfig;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.language.StopCondition;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.selection.CrossValidation;
import io.github.ginestra.selection.CrossValidationResult;
import io.github.ginestra.selection.CrossValidationResult.Spread;
import io.github.ginestra.selection.FoldResult;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Device;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A valid value of each exported type, made afresh by each call, for tests that run over all. */
final class ExportedValues {
  private static final Map<Class<?>, Supplier<?>> VALUES = values();

  private ExportedValues() {}

  /** Types and how to make a value of each. */
  static Map<Class<?>, Supplier<?>> all() {
    return VALUES;
  }

  private static Map<Class<?>, Supplier<?>> values() {
    Map<Class<?>, Supplier<?>> values = new LinkedHashMap<>();
    addClassification(values);
    addData(values);
    addEvaluation(values);
    addLanguage(values);
    addNetwork(values);
    addSelection(values);
    addText(values);
    addTraining(values);
    return values;
  }

  private static <T> void add(Map<Class<?>, Supplier<?>> values, Class<T> type, Supplier<T> value) {
    values.put(type, value);
  }

  private static void addClassification(Map<Class<?>, Supplier<?>> values) {
    add(values, ClassifierBuilder.class, Classifiers::text);
    add(values, ClassifierConfig.class, () -> Classifiers.text().config());
    add(values, MultiLabelBuilder.class, Classifiers::multiLabel);
    add(values, MultiLabelBuilder.Config.class, () -> Classifiers.multiLabel().config());
    add(
        values,
        Classification.class,
        () -> new Classification("spam", 0.75, Map.of("spam", 0.75, "ham", 0.25)));
    add(values, LabelProbability.class, () -> new LabelProbability("spam", 0.5));
    add(values, Explanation.class, ExportedValues::explanation);
    add(values, TokenContribution.class, () -> new TokenContribution("win", new Span(0, 3), 1));
  }

  private static Explanation explanation() {
    TokenContribution token = new TokenContribution("win", new Span(0, 3), 1.5);
    return new Explanation("win now", "spam", 0.75, List.of(token), 7, 0);
  }

  private static void addData(Map<Class<?>, Supplier<?>> values) {
    add(values, Example.class, () -> new Example("spam", "win"));
    add(values, Examples.class, () -> Topics.examples(12, 1));
    add(values, Split.class, () -> Topics.examples(12, 1).split(0.5, 1));
    add(values, CsvFormat.class, () -> CsvFormat.csv("label", "text"));
    add(values, TaggedText.class, () -> TaggedText.of(List.of("a", "b"), List.of("B-X", "O")));
    add(
        values,
        TaggedTexts.class,
        () -> TaggedTexts.of(TaggedText.of(List.of("a", "b"), List.of("B-X", "O"))));
  }

  private static Predictions predictions() {
    return Predictions.of(
        List.of(
            new Prediction(0, 1, "win", "spam", Map.of("spam", 0.75, "ham", 0.25)),
            new Prediction(1, 1, "hi", "ham", Map.of("spam", 0.25, "ham", 0.75))));
  }

  private static void addEvaluation(Map<Class<?>, Supplier<?>> values) {
    add(values, Predictions.class, ExportedValues::predictions);
    add(values, Prediction.class, () -> predictions().get(0));
    add(values, Predictions.Coverage.class, () -> predictions().coverage().get(0));
    add(values, Predictions.ReliabilityDiagram.class, () -> predictions().reliability(2));
    add(values, Evaluation.class, () -> predictions().evaluation());
    add(values, Evaluation.LabelScores.class, () -> predictions().evaluation().scores("ham"));
    add(values, BinaryScores.class, () -> predictions().binary("spam"));
    add(values, OperatingPoint.class, () -> predictions().binary("spam").at(0.5));
    add(values, Export.class, () -> Export.of(predictions()));
  }

  private static void addLanguage(Map<Class<?>, Supplier<?>> values) {
    add(values, LanguageModelBuilder.class, LanguageModels::characters);
    add(values, LanguageModelConfig.class, () -> LanguageModels.characters().config());
    add(values, Sampler.class, () -> Sampler.temperature(0.5));
    add(values, StopCondition.class, () -> StopCondition.atText("."));
    add(values, TokenProbability.class, () -> new TokenProbability("a", 0.5));
    add(values, Provenance.class, ExportedValues::provenance);
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

  private static Weights weights() {
    return Weights.of(Map.of("a", new Tensor(List.of(2), new float[] {1, 2})));
  }

  private static void addNetwork(Map<Class<?>, Supplier<?>> values) {
    add(values, Batch.class, () -> Batch.of(new int[] {1, 2}));
    add(values, Targets.class, () -> new Targets(1, new int[] {0}));
    add(values, Tensor.class, () -> Tensor.identity(2));
    add(values, Weights.class, ExportedValues::weights);
    add(values, EmbeddingTable.class, () -> new EmbeddingTable("words", 10, 4, true));
    add(values, Head.class, () -> new Head.Pooled(Pooling.MEAN, 2));
    add(values, Head.Pooled.class, () -> new Head.Pooled(Pooling.MEAN, 2));
    add(values, Head.PerStep.class, () -> new Head.PerStep(3, false));
    add(values, RecurrentSpec.class, () -> RecurrentSpec.gru(4));
    add(values, NetworkSpec.class, ExportedValues::network);
    add(values, BackendSettings.class, () -> new BackendSettings(1));
    add(values, Device.class, Device::cpu);
    add(values, OptimizerSpec.class, () -> TrainingOptions.builder().build().optimizer());
    add(values, TrainingState.class, () -> TrainingState.beginning(weights()));
    add(values, io.github.ginestra.spi.Backend.class, BagBackend::new);
  }

  private static NetworkSpec network() {
    return new NetworkSpec(
        List.of(new EmbeddingTable("words", 10, 4, true)),
        0,
        RecurrentSpec.gru(4),
        false,
        0,
        new Head.Pooled(Pooling.MEAN, 2));
  }

  private static FoldResult fold() {
    return new FoldResult(7, 1, 20, predictions(), 1.5, Optional.empty());
  }

  private static void addSelection(Map<Class<?>, Supplier<?>> values) {
    add(values, CrossValidation.class, () -> CrossValidation.of(Topics.classifier()));
    add(values, CrossValidationResult.class, () -> CrossValidationResult.of(List.of(fold())));
    add(values, FoldResult.class, ExportedValues::fold);
    add(values, Spread.class, () -> Spread.of(List.of(1.0, 2.0)));
  }

  private static void addText(Map<Class<?>, Supplier<?>> values) {
    add(values, Embedding.class, () -> Embedding.learned(4));
    add(values, NgramSpec.class, NgramSpec::standard);
    add(values, Span.class, () -> new Span(0, 3));
    add(values, Token.class, () -> new Token("win", Token.LetterCase.OTHER));
    add(values, Tokenizer.class, Tokenizer::words);
    add(values, WordVectors.class, () -> WordVectors.of(Map.of("win", new float[] {1, 2})));
  }

  private static void addTraining(Map<Class<?>, Supplier<?>> values) {
    add(values, TrainingOptions.class, () -> TrainingOptions.builder().build());
    add(values, TrainingOptions.Builder.class, TrainingOptions::builder);
    add(values, EpochMetrics.class, ExportedValues::epoch);
    add(values, TrainingHistory.class, () -> new TrainingHistory(List.of(epoch())));
    add(values, TrainingProgress.class, () -> new TrainingProgress(1, 2, 3, 4, 5, 0.5, 6));
    add(values, TrainingListener.class, () -> new TrainingListener() {});
    add(values, Schedule.class, () -> Schedule.cosine(0.1));
    add(values, Schedule.Cosine.class, () -> new Schedule.Cosine(0.1));
    add(values, Schedule.ReduceOnPlateau.class, () -> new Schedule.ReduceOnPlateau(0.5, 2));
  }

  private static EpochMetrics epoch() {
    return new EpochMetrics(
        1, 0.5, OptionalDouble.of(0.75), OptionalDouble.empty(), OptionalDouble.of(1), 2.5);
  }

  /** A language model, trained for a moment. */
  static CharLanguageModel language() {
    return LanguageModels.characters()
        .recurrent(RecurrentSpec.simple(64))
        .unroll(10)
        .training(options -> options.epochs(1).batchSize(4))
        .backend(new BigramBackend())
        .train("il mare, il sole\nla luna e il mare\n".repeat(20));
  }

  /** Values of the JDK's types that are valid arguments of most methods. */
  static Map<Class<?>, Object> arguments() {
    Map<Class<?>, Object> arguments = new LinkedHashMap<>();
    arguments.put(int.class, 1);
    arguments.put(long.class, 1L);
    arguments.put(double.class, 0.5);
    arguments.put(String.class, "text");
    arguments.put(java.io.Reader.class, new StringReader(""));
    arguments.put(java.nio.charset.Charset.class, StandardCharsets.UTF_8);
    arguments.put(Duration.class, Duration.ofSeconds(1));
    arguments.put(Stream.class, Stream.empty());
    return arguments;
  }
}
