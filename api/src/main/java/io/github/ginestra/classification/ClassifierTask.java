package io.github.ginestra.classification;

import io.github.ginestra.internal.Log;
import io.github.ginestra.internal.Softmax;
import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.features.SimilarWords;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.TokenChannels;
import io.github.ginestra.internal.training.FiniteNumbers;
import io.github.ginestra.internal.training.InheritedWeights;
import io.github.ginestra.internal.training.Learner;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.internal.training.ProvenanceRecorder;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.internal.training.Trained;
import io.github.ginestra.internal.training.TrainingRun;
import io.github.ginestra.internal.training.TrainingTask;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A classifier in training. */
final class ClassifierTask implements TrainingTask<SequenceClassifier> {
  /** How many tokens are read to see whether all answers are the same label. */
  private static final int WARNED_TOKENS = 1 << 14;

  private final ClassifierConfig config;
  private final LabelledTexts data;
  private final PreparedTexts prepared;
  private final List<EncodedText> validation;
  private final Batcher batcher;
  private final NetworkSpec spec;
  private List<String> trainingWarnings = List.of();

  /** Prepares the texts and encodes those for validation. */
  ClassifierTask(
      ClassifierConfig config, LabelledTexts data, RunSettings run, TrainingRun.Phases phases) {
    this.config = config;
    this.data = data;
    prepared = PreparedTexts.of(config, data, run, phases);
    TextEncoder encoder = prepared.encoder();
    validation = encoder.encodeAll(data.validation.texts(), phases.begin(Phase.ENCODING));
    batcher =
        new Batcher(
            encoder,
            config.training(),
            config.wordDropoutRate(),
            new ChosenTexts(prepared.texts(), prepared.learned()),
            Arrays.stream(prepared.learned()).map(place -> data.trainingLabels[place]).toArray(),
            null,
            data.labelWeights);
    spec = network(config, prepared.embedding(), encoder.vocabulary(), data.labels.size());
  }

  static NetworkSpec network(
      ClassifierConfig config, Embedding embedding, Vocabulary vocabulary, int labels) {
    return new NetworkSpec(
        TokenChannels.tables(embedding, vocabulary.size(), config.letterCase()),
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
    Vocabulary vocabulary = prepared.encoder().vocabulary();
    Weights fresh = draw(config, spec, prepared.embedding(), vocabulary);
    Parent parent = prepared.parent();
    NetworkSpec from = parent == null ? null : parent.network();
    if (parent == null || from == null) {
      return fresh;
    }
    List<String> added =
        vocabulary.words().subList(parent.vocabulary().words().size(), vocabulary.words().size());
    return InheritedWeights.of(
        parent,
        from,
        spec,
        fresh,
        vocabulary,
        prepared.embedding().vectors(),
        new SimilarWords(parent.vocabulary(), added)::of);
  }

  static Weights draw(
      ClassifierConfig config, NetworkSpec spec, Embedding embedding, Vocabulary vocabulary) {
    return TokenChannels.draw(
        spec,
        embedding,
        vocabulary,
        config.initialization(),
        config.forgetBias(),
        config.training().seed());
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
    if (!data.validation.isEmpty()) {
      notes.put("validationMajorityAccuracy", data.validationMajority());
      notes.put("validationSha256", ProvenanceRecorder.sha256(data.validation));
    }
    for (int l = 0; data.labelWeights != null && l < data.labels.size(); l++) {
      notes.put("classWeight " + data.labels.get(l), data.labelWeights[l]);
    }
    if (prepared.linear() != null && prepared.calibration() == null) {
      notes.put(ClassifierParent.LINEAR_SCALE, prepared.linearScale());
    }
    notes.putAll(data.notes(prepared.parent()));
    notes.putAll(prepared.notes());
    return notes;
  }

  private ClassifierModel model(Scorer scorer, TrainingHistory history, Provenance provenance) {
    return new ClassifierModel(
        data.labels,
        spec,
        scorer,
        history,
        provenance,
        prepared.warnings().plus(trainingWarnings),
        prepared.temperature(),
        0);
  }

  /** Of the network's logits alone. */
  private Scorer networkAlone() {
    return new Scorer(prepared.encoder(), null);
  }

  /** Weighs the paths; null without calibration, or if scoring is ended early. */
  private Calibration.@Nullable Weighed weighed(
      Function<Batch, float[][]> network, TrainingWatch.Progress progress) {
    Calibration calibration = prepared.calibration();
    float[][] logits =
        calibration == null ? null : networkAlone().score(prepared.heldOut(), network, progress);
    return calibration == null || logits == null ? null : calibration.weigh(logits);
  }

  /** The scorer of both paths, for a network that is trained so far. */
  private Scorer scorer(Calibration.@Nullable Weighed weighed) {
    Calibration calibration = prepared.calibration();
    LinearPath linear = prepared.linear();
    if (calibration == null || linear == null || weighed == null) {
      return new Scorer(
          prepared.encoder(), linear, prepared.networkWeight(), prepared.labelModels());
    }
    PathWeights weights = weighed.weights();
    return prepared.scorer(calibration, linear, weights, (float) weights.network());
  }

  @Override
  public Document document(Provenance provenance) {
    return ClassifierArchive.document(
        model(
            new Scorer(prepared.encoder(), prepared.linear()),
            new TrainingHistory(List.of()),
            provenance));
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
    CountingLoss counting = new CountingLoss(data.moreFrequent(prepared.parent()));
    List<Batch> parts = batches.stream().map(TextBatches::parts).flatMap(List::stream).toList();
    double loss = network.step(parts, counting, learningRate);
    int learned = batches.stream().mapToInt(Batch::size).sum();
    return new Learner.Learned(loss, learned, OptionalInt.of(counting.correct));
  }

  @Override
  public boolean isValidated() {
    return !data.validation.isEmpty() || prepared.calibration() != null;
  }

  /**
   * Without examples for validation, those that are held out to weigh the paths serve for it, with
   * the weights that are best for them.
   */
  @Override
  public Learner.Validated validate(TrainableNetwork network, TrainingWatch.Progress progress) {
    if (data.validation.isEmpty()) {
      Calibration.Weighed weighed = weighed(network::score, progress);
      return weighed == null
          ? Learner.Validated.NONE
          : new Learner.Validated(
              OptionalDouble.of(weighed.loss()), OptionalDouble.of(weighed.accuracy()));
    }
    Scorer scorer = scorer(weighed(network::score, TrainingWatch.Progress.UNWATCHED));
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
    Calibration.Weighed weighed = weighed(network::score, TrainingWatch.Progress.UNWATCHED);
    Provenance made = weighed == null ? provenance : weighed.weights().addTo(provenance);
    ClassifierModel model = model(scorer(weighed), history, made);
    model.warnings().sentences().forEach(Log::warning);
    return new RecurrentClassifier(model, network);
  }

  /** Reads some of the texts, or all of them if weights are extraordinary. */
  @Override
  public void requireFiniteAnswers(Network network, Trained trained) {
    boolean warns = data.validation.isEmpty() && prepared.linear() == null;
    int tokens = warns ? WARNED_TOKENS : FiniteNumbers.TOKENS;
    float[][] answers =
        networkAlone().score(chosen(prepared.texts(), trained, tokens), network::score);
    for (float[] logits : answers) {
      FiniteNumbers.requireFinite(logits, trained);
    }
    if (warns) {
      trainingWarnings = TrainingWarnings.ofAnswers(answers, data.labels, "training");
    }
  }

  /**
   * Texts from all places of a list.
   *
   * @param atMost about how many tokens they may have, of ordinary weights
   */
  static List<EncodedText> chosen(List<EncodedText> texts, Trained trained, int atMost) {
    long tokens = texts.stream().mapToLong(EncodedText::length).sum();
    long every = FiniteNumbers.isOrdinary(trained.weights()) ? Math.max(1, tokens / atMost) : 1;
    List<EncodedText> chosen = new ArrayList<>();
    for (long i = 0; i < texts.size(); i += every) {
      chosen.add(texts.get((int) i));
    }
    return chosen;
  }

  /**
   * The cross-entropy; counts the texts whose label has the greatest logit. Where some labels are
   * more frequent than they should be, the logarithm of how much more is added to their logits, so
   * that the network need not learn it (Menon et al., 2021).
   */
  private static final class CountingLoss implements Loss {
    private final float @Nullable [] moreFrequent; // (L)
    private int correct;

    CountingLoss(float @Nullable [] moreFrequent) {
      this.moreFrequent = moreFrequent;
    }

    @Override
    public double gradient(float[] given, Targets targets, float[] gradient) {
      int labels = given.length / targets.rows();
      float[] logits = given;
      if (moreFrequent != null) {
        logits = given.clone();
        for (int i = 0; i < logits.length; i++) {
          logits[i] += moreFrequent[i % labels];
        }
      }
      for (int row = 0; row < targets.rows(); row++) {
        boolean right = Softmax.argmax(logits, row * labels, labels) == targets.ids()[row];
        correct += right ? 1 : 0;
      }
      return SOFTMAX_CROSS_ENTROPY.gradient(logits, targets, gradient);
    }
  }
}
