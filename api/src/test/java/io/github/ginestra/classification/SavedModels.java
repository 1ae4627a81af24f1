package io.github.ginestra.classification;

import io.github.ginestra.BagBackend;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.TokenChannels;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Small classifiers to save, made without training. */
public final class SavedModels {
  public static final List<String> LABELS = List.of("ham", "spam", "£ \"other\"\n");
  static final List<String> WORDS = List.of("free", "call", "£", "don't", "<d5>", "naïve", "😀");

  private SavedModels() {}

  /** With letter case, n-grams, idf and a temperature: every part a classifier may have. */
  public static SequenceClassifier full() {
    NgramSpec spec = NgramSpec.standard().words(1, 3).characters(2, 4).buckets(32);
    float[] idf = random(32, 5);
    return classifier(
        Tokenizer.named("words"),
        linear(NgramFeatures.of(spec, idf)),
        RecurrentSpec.gru(3).layers(2),
        1.75);
  }

  /** With words alone. */
  public static SequenceClassifier plain(Tokenizer tokenizer) {
    return classifier(tokenizer, null, RecurrentSpec.lstm(2).bidirectional(), 1);
  }

  private static RecurrentClassifier classifier(
      Tokenizer tokenizer,
      @Nullable LinearPath linear,
      RecurrentSpec recurrent,
      double temperature) {
    boolean letterCase = linear != null;
    EmbeddingTable words = new EmbeddingTable("embedding", WORDS.size() + 2, 4, !letterCase);
    EmbeddingTable cases = new EmbeddingTable("letter_case", TokenChannels.CASES, 2, true);
    NetworkSpec network =
        new NetworkSpec(
            letterCase ? List.of(words, cases) : List.of(words),
            0.125,
            recurrent.dropoutBetweenLayers(0.25),
            false,
            0.375,
            new Head.Pooled(Pooling.MEAN, LABELS.size()));
    TextEncoder encoder =
        new TextEncoder(
            tokenizer,
            NormalForm.NONE,
            Vocabulary.of(WORDS),
            letterCase,
            letterCase ? 0 : 6,
            77,
            linear == null ? null : linear.features());
    BagBackend backend = new BagBackend();
    return new RecurrentClassifier(
        new ClassifierModel(
            LABELS,
            network,
            new Scorer(encoder, linear),
            history(),
            provenance(),
            ModelWarnings.loaded(List.of()),
            temperature,
            0),
        backend.load(network, weights(network), BackendSettings.defaults()));
  }

  private static LinearPath linear(NgramFeatures features) {
    float[][] weights = new float[LABELS.size()][];
    for (int l = 0; l < weights.length; l++) {
      weights[l] = random(features.spec().buckets(), 10 + l);
    }
    return LinearPath.dense(features, weights, random(LABELS.size(), 9));
  }

  private static Weights weights(NetworkSpec network) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network
        .weightShapes()
        .forEach(
            (name, shape) -> {
              int size = shape.stream().reduce(1, (a, b) -> a * b);
              tensors.put(name, new Tensor(shape, random(size, name.length())));
            });
    return Weights.of(tensors);
  }

  private static float[] random(int size, long seed) {
    float[] values = new float[size];
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static TrainingHistory history() {
    return new TrainingHistory(
        List.of(
            new EpochMetrics(
                1,
                0.7,
                OptionalDouble.of(0.5),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1.5),
            new EpochMetrics(
                2,
                0.1,
                OptionalDouble.of(0.9),
                OptionalDouble.of(Double.NaN),
                OptionalDouble.of(0.8),
                1.25)));
  }

  private static Provenance provenance() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("epochs", "2");
    options.put("clipNorm", "Infinity");
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("trainingLoss", 0.1);
    metrics.put("validationLoss", Double.NaN);
    return new Provenance(
        "0.0.9",
        "Abacus 3 (DJL 0)",
        Instant.parse("2026-11-24T10:00:00Z"),
        -7,
        "0123456789abcdef".repeat(4),
        options,
        metrics);
  }
}
