package io.github.ginestra.classification;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.training.FiniteNumbers;
import io.github.ginestra.internal.training.Learner;
import io.github.ginestra.internal.training.ProvenanceRecorder;
import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.internal.training.Trained;
import io.github.ginestra.internal.training.TrainingRun;
import io.github.ginestra.internal.training.TrainingTask;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A multi-label classifier in training, on some of the examples or all. */
final class MultiLabelTask implements TrainingTask<RecurrentMultiLabelClassifier> {
  private final MultiLabelBuilder.Config config;
  private final LabelSets data;
  private final LabelDecision[] decisions;
  private final Map<String, Object> outOfFold;
  private final Scorer scorer;
  private final CompactTexts texts = new CompactTexts();
  private final Embedding embedding;
  private final List<String> warnings;
  private final Batcher batcher;
  private final NetworkSpec spec;

  /**
   * Tokenises and encodes the texts, and fits the linear path.
   *
   * @param outOfFold the scores of the folds, for the provenance
   */
  MultiLabelTask(
      MultiLabelBuilder.Config config,
      LabelSets data,
      LabelDecision[] decisions,
      Map<String, Object> outOfFold,
      TrainingRun.Phases phases) {
    this.config = config;
    this.data = data;
    this.decisions = decisions;
    this.outOfFold = outOfFold;
    ClassifierConfig classifier = config.classifier();
    TokenizedTexts tokenized =
        new TokenizedTexts(classifier, data.examples().texts(), phases.begin(Phase.VOCABULARY));
    embedding = tokenized.suited(classifier.embedding());
    TextEncoder encoder = encode(tokenized);
    LinearPath linear = linear(classifier, data, encoder, texts.size(), phases);
    scorer = new Scorer(linear == null ? encoder : encoder.ngrams(linear.features()), linear);
    warnings = data.warnings(tokenized.warnings(embedding));
    batcher =
        new Batcher(
            encoder,
            classifier.training(),
            classifier.wordDropoutRate(),
            texts,
            new int[data.sets().length],
            data.sets(),
            null);
    spec =
        ClassifierTask.network(classifier, embedding, encoder.vocabulary(), data.labels().size());
  }

  private TextEncoder encode(TokenizedTexts tokenized) {
    int[] all = IntStream.range(0, tokenized.size()).toArray();
    TextEncoder encoder = tokenized.encoder(config.classifier(), embedding, all, null);
    int[] ids = tokenized.finalIds(encoder.vocabulary());
    for (int place = 0; place < tokenized.size(); place++) {
      texts.add(tokenized.encode(place, encoder, ids));
    }
    return encoder;
  }

  /** Fits each label's linear path against the rest. */
  private static @Nullable LinearPath linear(
      ClassifierConfig config,
      LabelSets data,
      TextEncoder encoder,
      int size,
      TrainingRun.Phases phases) {
    NgramFeatures ngrams = encoder.ngrams();
    if (ngrams == null) {
      return null;
    }
    List<SparseVector> features = new ArrayList<>();
    for (int place = 0; place < size; place++) {
      features.add(ngrams.counts(encoder.form().of(data.examples().get(place).text())));
    }
    LinearPath[] paths = new LinearPath[data.labels().size()];
    TrainingWatch.Progress progress = phases.begin(Phase.LINEAR_PATH);
    for (int label = 0; label < paths.length; label++) {
      long before = label;
      paths[label] =
          fit(config, ngrams.spec(), features, data.having(label))
              .all((done, total) -> progress.goesOn(before * total + done, paths.length * total));
    }
    return LinearPath.ofFirstLabels(paths);
  }

  private static LinearFit fit(
      ClassifierConfig config, NgramSpec ngrams, List<SparseVector> features, boolean[] having) {
    int[] classes = new int[features.size()];
    Arrays.setAll(classes, n -> having[n] ? 0 : 1);
    return new LinearFit(
        ngrams, features, classes, 2, config.linearCost(), false, config.training().seed(), 1);
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public Weights initialWeights() {
    return ClassifierTask.draw(config.classifier(), spec, embedding, scorer.encoder().vocabulary());
  }

  @Override
  public String corpusSha256() {
    return ProvenanceRecorder.sha256(data.examples());
  }

  @Override
  public Map<String, Object> notes() {
    Map<String, Object> notes = new LinkedHashMap<>();
    notes.put("trainingExamples", data.sets().length);
    notes.putAll(outOfFold);
    return notes;
  }

  private MultiLabelModel model(TrainingHistory history, Provenance provenance) {
    ClassifierModel classifier =
        new ClassifierModel(
            data.labels(),
            spec,
            scorer,
            history,
            provenance,
            new ModelWarnings(warnings, java.util.Set.of()),
            1,
            0);
    return new MultiLabelModel(classifier, decisions, config.separator());
  }

  @Override
  public Document document(Provenance provenance) {
    return MultiLabelArchive.document(model(new TrainingHistory(List.of()), provenance));
  }

  @Override
  public int batchesPerEpoch() {
    return batcher.batchesPerEpoch();
  }

  @Override
  public Iterable<Batch> batches(Random random) {
    return batcher.batches(random);
  }

  @Override
  public Learner.Learned learn(TrainableNetwork network, List<Batch> batches, double learningRate) {
    List<Batch> parts = batches.stream().map(TextBatches::parts).flatMap(List::stream).toList();
    double loss = network.step(parts, Loss.SIGMOID_CROSS_ENTROPY, learningRate);
    int learned = batches.stream().mapToInt(Batch::size).sum();
    return new Learner.Learned(loss, learned, OptionalInt.empty());
  }

  @Override
  public void requireFiniteAnswers(Network network, Trained trained) {
    List<EncodedText> chosen = ClassifierTask.chosen(texts, trained, FiniteNumbers.TOKENS);
    for (float[] logits : new Scorer(scorer.encoder(), null).score(chosen, network::score)) {
      FiniteNumbers.requireFinite(logits, trained);
    }
  }

  @Override
  public RecurrentMultiLabelClassifier model(
      Network network, TrainingHistory history, Provenance provenance) {
    return new RecurrentMultiLabelClassifier(model(history, provenance), network);
  }
}
