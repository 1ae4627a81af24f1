package io.github.ginestra.classification;

import io.github.ginestra.internal.Log;
import io.github.ginestra.internal.Softmax;
import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.PretrainedTable;
import io.github.ginestra.internal.network.WeightInitializer;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.internal.training.FiniteNumbers;
import io.github.ginestra.internal.training.Learner;
import io.github.ginestra.internal.training.ProvenanceRecorder;
import io.github.ginestra.internal.training.Trained;
import io.github.ginestra.internal.training.TrainingRun;
import io.github.ginestra.internal.training.TrainingTask;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener.Phase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A classifier in training. */
final class ClassifierTask implements TrainingTask<SequenceClassifier> {
  /** C of the linear path's support vector machine. */
  static final double LINEAR_COST = 1;

  /**
   * What the linear path's margins are multiplied by. The recurrent logits of a text are mostly
   * beyond ±5, margins within ±1.5, so that both paths have a say; from half of it to twice as much
   * the quality is the same.
   */
  private static final double LINEAR_SCALE = 5;

  private final ClassifierConfig config;
  private final LabelledTexts data;
  private final Scorer scorer;
  private final CompactTexts texts;
  private final List<EncodedText> validation;
  private final Batcher batcher;
  private final NetworkSpec spec;
  private final Embedding embedding;
  private final ModelWarnings warnings;
  private List<String> trainingWarnings = List.of();

  private ClassifierTask(
      ClassifierConfig config,
      LabelledTexts data,
      Scorer scorer,
      CompactTexts texts,
      List<EncodedText> validation,
      Embedding embedding,
      ModelWarnings warnings) {
    this.config = config;
    this.data = data;
    this.scorer = scorer;
    this.texts = texts;
    this.validation = validation;
    this.embedding = embedding;
    this.warnings = warnings;
    batcher =
        new Batcher(
            scorer.encoder(),
            config.training(),
            config.wordDropout(),
            texts,
            data.trainingLabels,
            data.labelWeights);
    spec = network(config, embedding, scorer.encoder().vocabulary(), data.labels.size());
  }

  /** Tokenises each text once, encodes it, and fits the linear path. */
  static ClassifierTask prepare(
      ClassifierConfig config, LabelledTexts data, TrainingRun.Phases phases) {
    TokenizedTexts tokenized =
        new TokenizedTexts(config, data.training.texts(), phases.begin(Phase.VOCABULARY));
    Embedding embedding = tokenized.suited(config.embedding());
    NgramSpec ngrams = config.ngrams();
    TextEncoder encoder =
        new TextEncoder(
            config.tokenizer(),
            NormalForm.of(config.tokenizer()),
            tokenized.vocabulary(embedding),
            config.letterCase() > 0,
            config.fixedLength(),
            config.maximumTokens(),
            ngrams == null ? null : NgramFeatures.of(ngrams));
    CompactTexts texts = new CompactTexts();
    Scorer scorer = new Scorer(encoder, linear(config, data, tokenized, encoder, texts, phases));
    return new ClassifierTask(
        config,
        data,
        scorer,
        texts,
        encoder.encodeAll(data.validation.texts(), phases.begin(Phase.ENCODING)),
        embedding,
        ModelWarnings.of(data, tokenized.warnings(embedding)));
  }

  /**
   * Encodes the texts and fits the linear path, whose features are not kept.
   *
   * @param texts receives the encoded texts
   */
  private static @Nullable LinearPath linear(
      ClassifierConfig config,
      LabelledTexts data,
      TokenizedTexts tokenized,
      TextEncoder encoder,
      CompactTexts texts,
      TrainingRun.Phases phases) {
    NgramFeatures ngrams = encoder.ngrams();
    List<SparseVector> features = new ArrayList<>();
    int[] ids = tokenized.finalIds(encoder.vocabulary());
    TrainingWatch.Progress progress = phases.begin(Phase.ENCODING);
    for (int place = 0; place < tokenized.size(); place++) {
      if (ngrams != null) {
        features.add(ngrams.vector(encoder.form().of(data.training.get(place).text())));
      }
      texts.add(tokenized.encode(place, encoder, ids));
      if (!progress.goesOn(texts.size(), tokenized.size())) {
        break;
      }
    }
    return ngrams == null
        ? null
        : LinearPath.fit(
            ngrams,
            features,
            data.trainingLabels,
            data.labels.size(),
            LINEAR_COST,
            LINEAR_SCALE,
            config.training().seed(),
            phases.begin(Phase.LINEAR_PATH));
  }

  static NetworkSpec network(
      ClassifierConfig config, Embedding embedding, Vocabulary vocabulary, int labels) {
    int size = vocabulary.size();
    List<EmbeddingTable> tables = new ArrayList<>();
    tables.add(
        embedding.isOneHot()
            ? EmbeddingTable.oneHot("embedding", size)
            : new EmbeddingTable("embedding", size, embedding.dimension(), embedding.trainable()));
    if (config.letterCase() > 0) {
      tables.add(new EmbeddingTable("letter_case", TextEncoder.CASES, config.letterCase(), true));
    }
    return new NetworkSpec(
        tables,
        config.inputDropout(),
        config.recurrent(),
        false,
        config.outputDropout(),
        new Head.Pooled(config.pooling(), labels));
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public Weights initialWeights() {
    return WeightInitializer.draw(
        spec,
        given(spec, embedding, scorer.encoder().vocabulary(), config.training().seed()),
        config.initialization(),
        config.forgetBias(),
        config.training().seed());
  }

  /** The table that is not drawn: pretrained or one-hot vectors. */
  static Map<String, Tensor> given(
      NetworkSpec spec, Embedding embedding, Vocabulary vocabulary, long seed) {
    String name = spec.embeddings().get(0).weightName();
    if (embedding.isOneHot()) {
      return Map.of(name, Tensor.identity(vocabulary.size()));
    }
    WordVectors vectors = embedding.vectors();
    return vectors == null
        ? Map.of()
        : Map.of(name, PretrainedTable.of(vectors, embedding.trainable(), vocabulary, seed));
  }

  @Override
  public String corpusSha256() {
    return ProvenanceRecorder.sha256(data.training);
  }

  @Override
  public Map<String, Object> notes() {
    Map<String, Object> notes = new LinkedHashMap<>();
    notes.put("trainingExamples", data.training.size());
    notes.put("validationExamples", data.validation.size());
    if (isValidated()) {
      notes.put("validationMajorityAccuracy", data.validationMajority());
      notes.put("validationSha256", ProvenanceRecorder.sha256(data.validation));
    }
    for (int l = 0; data.labelWeights != null && l < data.labels.size(); l++) {
      notes.put("classWeight " + data.labels.get(l), data.labelWeights[l]);
    }
    if (scorer.linear() != null) {
      notes.put("linearCost", LINEAR_COST);
      notes.put("linearScale", LINEAR_SCALE);
    }
    return notes;
  }

  private ClassifierModel model(TrainingHistory history, Provenance provenance) {
    return new ClassifierModel(
        data.labels, spec, scorer, history, provenance, warnings.plus(trainingWarnings), 1);
  }

  @Override
  public Document document(Provenance provenance) {
    return ClassifierArchive.document(model(new TrainingHistory(List.of()), provenance));
  }

  @Override
  public int batchesPerEpoch() {
    return batcher.batchesPerEpoch();
  }

  @Override
  public Iterable<Batch> batches(Random random) {
    List<int[]> order = batcher.order(random);
    Iterator<Batch> batches =
        order.stream().map(positions -> batcher.batch(positions, random)).iterator();
    return () -> batches;
  }

  @Override
  public Learner.Learned learn(TrainableNetwork network, List<Batch> batches, double learningRate) {
    CountingLoss counting = new CountingLoss();
    List<Batch> parts = batches.stream().map(Batcher::parts).flatMap(List::stream).toList();
    double loss = network.step(parts, counting, learningRate);
    int learned = batches.stream().mapToInt(Batch::size).sum();
    return new Learner.Learned(loss, learned, OptionalInt.of(counting.correct));
  }

  @Override
  public boolean isValidated() {
    return !data.validation.isEmpty();
  }

  @Override
  public Learner.Validated validate(TrainableNetwork network, TrainingWatch.Progress progress) {
    float[][] logits = scorer.score(validation, network::score, progress);
    if (logits == null) {
      return Learner.Validated.NONE;
    }
    trainingWarnings = TrainingWarnings.ofValidation(logits, data);
    double loss = 0;
    int correct = 0;
    for (int i = 0; i < logits.length; i++) {
      float[] row = logits[i];
      int label = data.validationLabels[i];
      loss += Softmax.logSumExp(row, 0, row.length) - row[label];
      correct += Softmax.argmax(row, 0, row.length) == label ? 1 : 0;
    }
    return new Learner.Validated(
        OptionalDouble.of(loss / logits.length),
        OptionalDouble.of((double) correct / logits.length));
  }

  @Override
  public SequenceClassifier model(Network network, TrainingHistory history, Provenance provenance) {
    ClassifierModel model = model(history, provenance);
    model.warnings().sentences().forEach(Log::warning);
    return new RecurrentClassifier(model, network);
  }

  /** Reads some of the texts, or all of them if weights are extraordinary. */
  @Override
  public void requireFiniteAnswers(Network network, Trained trained) {
    float[][] answers = scorer.score(chosen(texts, trained), network::score);
    for (float[] logits : answers) {
      FiniteNumbers.requireFinite(logits, trained);
    }
    if (!isValidated()) {
      trainingWarnings = TrainingWarnings.ofAnswers(answers, data.labels, "training");
    }
  }

  /** Texts from all places of a list, as many as fit. */
  static List<EncodedText> chosen(List<EncodedText> texts, Trained trained) {
    long tokens = 0;
    for (EncodedText text : texts) {
      tokens += text.length();
    }
    long every =
        FiniteNumbers.isOrdinary(trained.weights())
            ? Math.max(1, tokens / FiniteNumbers.TOKENS)
            : 1;
    List<EncodedText> chosen = new ArrayList<>();
    for (long i = 0; i < texts.size(); i += every) {
      chosen.add(texts.get((int) i));
    }
    return chosen;
  }

  /** The cross-entropy; counts the texts whose label has the greatest logit. */
  private static final class CountingLoss implements Loss {
    private int correct;

    @Override
    public double gradient(float[] logits, Targets targets, float[] gradient) {
      int labels = logits.length / targets.rows();
      for (int row = 0; row < targets.rows(); row++) {
        boolean right = Softmax.argmax(logits, row * labels, labels) == targets.ids()[row];
        correct += right ? 1 : 0;
      }
      return SOFTMAX_CROSS_ENTROPY.gradient(logits, targets, gradient);
    }
  }
}
