package io.github.ginestra;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.Classification.LabelProbability;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.classification.ClassifierLoader;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.MultiLabelBuilder;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.CsvFormat;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Evaluation.LabelScores;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.evaluation.Predictions.Coverage;
import io.github.ginestra.evaluation.Predictions.ReliabilityDiagram;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.export.Export;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.LanguageModel.Contributions;
import io.github.ginestra.language.LanguageModel.TokenProbability;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModelConfig;
import io.github.ginestra.language.LanguageModelLoader;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.language.StopCondition;
import io.github.ginestra.language.WordLanguageModel;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.CharacterEncoder;
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
import io.github.ginestra.selection.CrossValidationResult.ThresholdChoice;
import io.github.ginestra.selection.FoldResult;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Device;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.SmallTagger;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggerBuilder;
import io.github.ginestra.tagging.TaggerConfig;
import io.github.ginestra.tagging.Taggers;
import io.github.ginestra.tagging.Tagging;
import io.github.ginestra.tagging.TaggingEvaluation;
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
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A valid value of each exported type, made afresh by each call, for tests that run over all. */
final class ExportedValues {
  private static final Map<Class<?>, Supplier<?>> VALUES = values();
  private static final Map<Class<?>, Supplier<?>> OTHERS = others();

  private ExportedValues() {}

  /** Types and how to make a value of each. */
  static Map<Class<?>, Supplier<?>> all() {
    return VALUES;
  }

  /**
   * Types with equality, and how to make a value of each that differs from that of {@link #all}.
   */
  static Map<Class<?>, Supplier<?>> different() {
    return OTHERS;
  }

  /** The kinds of models, and how to get a trained one of each, to be closed by the caller. */
  static Map<Class<?>, Supplier<? extends TrainedModel>> models() {
    return Map.of(
        SequenceClassifier.class,
        () -> Topics.classifier().backend(new BagBackend()).train(Topics.examples(30, 1)),
        MultiLabelClassifier.class,
        ExportedValues::multiLabel,
        CharLanguageModel.class,
        ExportedValues::language,
        WordLanguageModel.class,
        ExportedValues::words,
        SequenceTagger.class,
        SmallTagger::load);
  }

  private static Map<Class<?>, Supplier<?>> values() {
    Map<Class<?>, Supplier<?>> values = new LinkedHashMap<>();
    addClassification(values);
    addData(values);
    addEvaluation(values);
    addLanguage(values);
    addNetwork(values);
    addSelection(values);
    addTagging(values);
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
    add(values, MultiLabelClassifier.Answer.class, () -> answer("joy"));
    add(values, MultiLabelClassifier.Scores.class, () -> scores("joy"));
    add(values, ClassifierLoader.class, SequenceClassifier::loader);
    add(values, MultiLabelClassifier.Loader.class, MultiLabelClassifier::loader);
    add(values, Explanation.class, ExportedValues::explanation);
    add(values, TokenContribution.class, () -> new TokenContribution("win", new Span(0, 3), 1));
  }

  private static MultiLabelClassifier.Answer answer(String label) {
    return new MultiLabelClassifier.Answer(Set.of(label), Map.of("joy", 0.75, "anger", 0.5));
  }

  private static MultiLabelClassifier.Scores scores(String given) {
    return MultiLabelClassifier.Scores.of(List.of(Set.of("joy")), List.of(Set.of(given)));
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
  }

  private static TaggedText tagged(String tag) {
    return TaggedText.of(List.of("a", "b"), List.of(tag, "O"));
  }

  private static void addTagging(Map<Class<?>, Supplier<?>> values) {
    add(values, TaggedText.class, () -> tagged("B-X"));
    add(values, TaggedText.Entity.class, () -> new TaggedText.Entity("X", new Span(0, 1)));
    add(values, TaggedTexts.class, () -> TaggedTexts.of(tagged("B-X")));
    add(values, TaggedTexts.Split.class, () -> taggedSplit("B-X"));
    add(values, TaggerBuilder.class, Taggers::entities);
    add(values, TaggerConfig.class, () -> Taggers.entities().config());
    add(values, TaggerConfig.Characters.class, () -> new TaggerConfig.Characters(4, 3, 8));
    add(values, Tagging.class, () -> tagging("Ana vive"));
    add(values, Tagging.Entity.class, () -> new Tagging.Entity("X", "a", new Span(0, 1), 0, 1, 1));
    add(values, Tagging.Sequence.class, () -> new Tagging.Sequence(List.of("B-X", "O"), 0.5));
    add(values, TaggingEvaluation.class, () -> taggingEvaluation("B-X"));
    add(values, SequenceTagger.Loader.class, SequenceTagger::loader);
  }

  private static TaggedTexts.Split taggedSplit(String tag) {
    return new TaggedTexts.Split(TaggedTexts.of(tagged(tag)), TaggedTexts.of(tagged("O")));
  }

  private static Tagging tagging(String text) {
    try (SequenceTagger tagger = SmallTagger.load()) {
      return tagger.tag(text);
    }
  }

  private static TaggingEvaluation taggingEvaluation(String given) {
    return TaggingEvaluation.ofEntities(
        TaggedTexts.of(tagged("B-X")), List.of(List.of(given, "O")));
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
    add(values, Coverage.class, () -> predictions().coverage().get(0));
    add(values, ReliabilityDiagram.class, () -> predictions().reliability(2));
    add(values, Evaluation.class, () -> predictions().evaluation());
    add(values, LabelScores.class, () -> predictions().evaluation().scores("ham"));
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
    add(values, Contributions.class, () -> new Contributions(1, 2, 0.5));
    add(values, LanguageModelLoader.class, CharLanguageModel::loader);
    add(values, Provenance.class, () -> provenance(7));
  }

  private static Provenance provenance(long seed) {
    return new Provenance(
        "0.1.0",
        "Abacus 3",
        Instant.parse("2026-11-24T10:00:00Z"),
        seed,
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
    add(values, Batch.Words.class, () -> new Batch.Words(new int[][] {{1, 2}}, new int[] {0}));
    add(values, EmbeddingTable.class, () -> new EmbeddingTable("words", 10, 4, true));
    add(values, CharacterEncoder.class, () -> characters(3));
    add(values, Head.class, () -> new Head.Pooled(Pooling.MEAN, 2));
    add(values, Head.Pooled.class, () -> new Head.Pooled(Pooling.MEAN, 2));
    add(values, Head.PerStep.class, () -> new Head.PerStep(3, false));
    add(values, RecurrentSpec.class, () -> RecurrentSpec.gru(4));
    add(values, NetworkSpec.class, () -> network(4));
    add(values, Loss.class, () -> Loss.SOFTMAX_CROSS_ENTROPY);
    add(values, BackendSettings.class, () -> new BackendSettings(1));
    add(values, Device.class, Device::cpu);
    add(values, OptimizerSpec.class, () -> TrainingOptions.builder().build().optimizer());
    add(values, TrainingState.class, () -> TrainingState.beginning(weights()));
    add(values, io.github.ginestra.spi.Backend.class, BagBackend::new);
  }

  private static CharacterEncoder characters(int width) {
    return new CharacterEncoder(new EmbeddingTable("characters", 10, 4, true), width, 8);
  }

  private static NetworkSpec network(int units) {
    return new NetworkSpec(
        List.of(new EmbeddingTable("words", 10, 4, true)),
        0,
        RecurrentSpec.gru(units),
        false,
        0,
        new Head.Pooled(Pooling.MEAN, 2));
  }

  private static FoldResult fold(long seed) {
    return new FoldResult(seed, 1, 20, predictions(), 1.5, Optional.empty());
  }

  private static ThresholdChoice choice(double threshold) {
    OperatingPoint point = predictions().binary("spam").at(threshold);
    return new ThresholdChoice(point, point);
  }

  private static void addSelection(Map<Class<?>, Supplier<?>> values) {
    add(values, CrossValidation.class, () -> CrossValidation.of(Topics.classifier()));
    add(values, CrossValidationResult.class, () -> CrossValidationResult.of(List.of(fold(7))));
    add(values, FoldResult.class, () -> fold(7));
    add(values, ThresholdChoice.class, () -> choice(0.5));
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
    add(values, EpochMetrics.class, () -> epoch(1));
    add(values, TrainingHistory.class, () -> new TrainingHistory(List.of(epoch(1))));
    add(values, TrainingProgress.class, () -> new TrainingProgress(1, 2, 3, 4, 5, 0.5, 6));
    add(values, TrainingListener.class, () -> new TrainingListener() {});
    add(values, Schedule.class, () -> Schedule.cosine(0.1));
    add(values, Schedule.Constant.class, Schedule.Constant::new);
    add(values, Schedule.OneCycle.class, Schedule.OneCycle::new);
    add(values, Schedule.Cosine.class, () -> new Schedule.Cosine(0.1));
    add(values, Schedule.ReduceOnPlateau.class, () -> new Schedule.ReduceOnPlateau(0.5, 2));
  }

  private static EpochMetrics epoch(int number) {
    return new EpochMetrics(
        number, 0.5, OptionalDouble.of(0.75), OptionalDouble.empty(), OptionalDouble.of(1), 2.5);
  }

  private static Map<Class<?>, Supplier<?>> others() {
    Map<Class<?>, Supplier<?>> others = new LinkedHashMap<>();
    addOtherAnswers(others);
    addOtherData(others);
    addOtherEvaluations(others);
    addOtherSettings(others);
    return others;
  }

  private static void addOtherAnswers(Map<Class<?>, Supplier<?>> others) {
    add(others, Classification.class, () -> new Classification("ham", 0.5, Map.of("ham", 0.5)));
    add(others, LabelProbability.class, () -> new LabelProbability("spam", 0.25));
    add(others, MultiLabelClassifier.Answer.class, () -> answer("anger"));
    add(
        others,
        Explanation.class,
        () -> new Explanation("win now", "spam", 0.5, explanation().tokens(), 7, 0));
    add(others, TokenContribution.class, () -> new TokenContribution("win", new Span(0, 3), 2));
    add(others, Tagging.class, () -> tagging("Roma vive"));
    add(others, Tagging.Entity.class, () -> new Tagging.Entity("Y", "a", new Span(0, 1), 0, 1, 1));
    add(others, Tagging.Sequence.class, () -> new Tagging.Sequence(List.of("O", "O"), 0.5));
    add(others, TokenProbability.class, () -> new TokenProbability("b", 0.5));
    add(others, Contributions.class, () -> new Contributions(1, 2, 0.25));
    add(others, Provenance.class, () -> provenance(8));
  }

  private static void addOtherData(Map<Class<?>, Supplier<?>> others) {
    add(others, Example.class, () -> new Example("ham", "win"));
    add(others, Examples.class, () -> Topics.examples(12, 2));
    add(others, Split.class, () -> Topics.examples(12, 1).split(0.25, 1));
    add(others, CsvFormat.class, () -> CsvFormat.csv("kind", "text"));
    add(others, TaggedText.class, () -> tagged("B-Y"));
    add(others, TaggedText.Entity.class, () -> new TaggedText.Entity("X", new Span(0, 2)));
    add(others, TaggedTexts.class, () -> TaggedTexts.of(tagged("B-Y")));
    add(others, TaggedTexts.Split.class, () -> taggedSplit("B-Y"));
    add(others, Span.class, () -> new Span(0, 4));
    add(others, Token.class, () -> new Token("win", Token.LetterCase.LOWER));
    add(others, WordVectors.class, () -> WordVectors.of(Map.of("win", new float[] {1, 3})));
  }

  private static void addOtherEvaluations(Map<Class<?>, Supplier<?>> others) {
    Predictions other = Predictions.of(List.of(predictions().get(1), predictions().get(0)));
    Predictions one = Predictions.of(List.of(predictions().get(0)));
    add(others, Predictions.class, () -> other);
    add(others, Prediction.class, () -> predictions().get(1));
    add(others, Coverage.class, () -> new Coverage(0.5, 0.5, 0.25));
    add(others, ReliabilityDiagram.class, () -> predictions().reliability(3));
    add(others, Evaluation.class, one::evaluation);
    add(others, LabelScores.class, () -> one.evaluation().scores("ham"));
    add(
        others,
        BinaryScores.class,
        () -> BinaryScores.of(new double[] {0.5, 0.25}, new boolean[] {true, false}));
    add(others, OperatingPoint.class, () -> predictions().binary("spam").at(0.125));
    add(others, MultiLabelClassifier.Scores.class, () -> scores("anger"));
    add(others, TaggingEvaluation.class, () -> taggingEvaluation("O"));
    add(others, CrossValidationResult.class, () -> CrossValidationResult.of(List.of(fold(8))));
    add(others, FoldResult.class, () -> fold(8));
    add(others, ThresholdChoice.class, () -> choice(0.125));
    add(others, Spread.class, () -> Spread.of(List.of(1.0, 3.0)));
    add(others, EpochMetrics.class, () -> epoch(2));
    add(others, TrainingHistory.class, () -> new TrainingHistory(List.of(epoch(2))));
    add(others, TrainingProgress.class, () -> new TrainingProgress(1, 2, 3, 4, 5, 0.5, 7));
  }

  private static void addOtherSettings(Map<Class<?>, Supplier<?>> others) {
    add(others, ClassifierConfig.class, () -> Classifiers.spam().config());
    add(
        others,
        MultiLabelBuilder.Config.class,
        () -> Classifiers.multiLabel().separator("|").config());
    add(others, LanguageModelConfig.class, () -> LanguageModels.verse().config());
    add(others, TaggerConfig.class, () -> Taggers.tokens().config());
    add(others, TaggerConfig.Characters.class, () -> new TaggerConfig.Characters(4, 5, 8));
    add(others, EmbeddingTable.class, () -> new EmbeddingTable("words", 10, 4, false));
    add(others, CharacterEncoder.class, () -> characters(5));
    add(others, Head.Pooled.class, () -> new Head.Pooled(Pooling.MAX, 2));
    add(others, Head.PerStep.class, () -> new Head.PerStep(3, true));
    add(others, RecurrentSpec.class, () -> RecurrentSpec.lstm(4));
    add(others, NetworkSpec.class, () -> network(5));
    add(others, BackendSettings.class, () -> new BackendSettings(2));
    add(others, Device.class, () -> Device.gpu(0));
    add(
        others,
        OptimizerSpec.class,
        () -> TrainingOptions.builder().clipNorm(0.5).build().optimizer());
    add(others, Embedding.class, () -> Embedding.learned(5));
    add(others, NgramSpec.class, () -> NgramSpec.standard().buckets(1 << 10));
    add(others, TrainingOptions.class, () -> TrainingOptions.builder().epochs(3).build());
    add(others, Schedule.Cosine.class, () -> new Schedule.Cosine(0.2));
    add(others, Schedule.ReduceOnPlateau.class, () -> new Schedule.ReduceOnPlateau(0.5, 3));
  }

  /** A language model, trained for a moment. */
  static CharLanguageModel language() {
    return trained(LanguageModels.characters());
  }

  private static WordLanguageModel words() {
    return trained(LanguageModels.words());
  }

  private static <M extends LanguageModel> M trained(LanguageModelBuilder<M> builder) {
    return builder
        .recurrent(RecurrentSpec.simple(64))
        .embedding(64)
        .unroll(10)
        .training(options -> options.epochs(1).batchSize(4))
        .backend(new BigramBackend())
        .train("il mare, il sole\nla luna e il mare\n".repeat(20));
  }

  /** A classifier of several labels, trained for a moment. */
  static MultiLabelClassifier multiLabel() {
    return Classifiers.multiLabel()
        .folds(2)
        .classifier(
            builder ->
                builder
                    .backend(new BagBackend())
                    .embedding(8)
                    .ngrams(NgramSpec.standard().buckets(1 << 10))
                    .training(options -> options.epochs(2)))
        .train(Topics.examples(30, 1));
  }

  /** Values of the JDK's types that are valid arguments of most methods. */
  static Map<Class<?>, Object> arguments() {
    Map<Class<?>, Object> arguments = new LinkedHashMap<>();
    arguments.put(int.class, 1);
    arguments.put(long.class, 1L);
    arguments.put(double.class, 0.5);
    arguments.put(String.class, "text");
    arguments.put(float[].class, new float[2]);
    arguments.put(java.io.Reader.class, new StringReader(""));
    arguments.put(java.nio.charset.Charset.class, StandardCharsets.UTF_8);
    arguments.put(Duration.class, Duration.ofSeconds(1));
    arguments.put(Stream.class, Stream.empty());
    return arguments;
  }
}
