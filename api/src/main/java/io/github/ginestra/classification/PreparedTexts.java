package io.github.ginestra.classification;

import io.github.ginestra.internal.config.ConfigJson;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.internal.training.TrainingRun;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingListener.Phase;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a training has made of its texts before its first step.
 *
 * @param encoder what encoded them
 * @param texts the encoded texts, (N)
 * @param learned the places of those that the network learns from
 * @param linear the linear path, fitted to all texts; its logits are its margins, if they are yet
 *     to be weighed; null if there is none
 * @param calibration what the paths are weighed with; null if their weights are fixed
 * @param labelModels the models of the labels, of all texts; null if there are none
 * @param embedding how tokens become vectors, for these texts
 * @param warnings what is suspicious about the texts
 * @param parent the model to start from; null to start afresh
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record PreparedTexts(
    TextEncoder encoder,
    CompactTexts texts,
    int[] learned,
    @Nullable LinearPath linear,
    @Nullable Calibration calibration,
    @Nullable LabelModels labelModels,
    Embedding embedding,
    ModelWarnings warnings,
    @Nullable Parent parent) {

  /**
   * What the linear path's margins are multiplied by, if that is fixed. The recurrent logits of a
   * text are mostly beyond ±5, margins within ±1.5, so that both paths have a say; from half of it
   * to twice as much the quality is the same.
   */
  static final double LINEAR_SCALE = 5;

  /** How much the network's logits count; 1, or as much as in the model to start from. */
  float networkWeight() {
    return parent instanceof ClassifierParent classifier
        ? classifier.model().scorer().networkWeight()
        : 1;
  }

  /** What the margins of the linear path are multiplied by. */
  double linearScale() {
    return parent instanceof ClassifierParent classifier ? classifier.linearScale() : LINEAR_SCALE;
  }

  /** What the logits are divided by; 1, or as in the model to start from. */
  double temperature() {
    return parent instanceof ClassifierParent classifier ? classifier.model().temperature() : 1;
  }

  /**
   * Tokenises each text once, encodes it, and fits the linear path.
   *
   * @param run on how many threads, and from which model it starts
   */
  static PreparedTexts of(
      ClassifierConfig config, LabelledTexts data, RunSettings run, TrainingRun.Phases phases) {
    Parent parent = run.parent();
    TokenizedTexts tokenized =
        new TokenizedTexts(config, data.training.texts(), phases.begin(Phase.VOCABULARY));
    TextFolds folds = config.isCalibrated() ? Calibration.folds(config, data) : null;
    int[] learned =
        folds == null ? IntStream.range(0, data.training.size()).toArray() : folds.without(0);
    Embedding embedding = tokenized.suited(config.embedding());
    TextEncoder encoder =
        tokenized.encoder(config, embedding, upTo(tokenized.size(), learned), parent);
    CompactTexts texts = new CompactTexts();
    List<NgramFeatures> kinds = kinds(config, encoder, parent);
    List<List<SparseVector>> counts = encode(data, tokenized, encoder, texts, kinds, phases);
    PreparedTexts network =
        new PreparedTexts(
            encoder,
            texts,
            upTo(texts.size(), learned),
            null,
            null,
            null,
            embedding,
            ModelWarnings.of(data, tokenized.warnings(embedding)),
            parent);
    if (kinds.isEmpty()) {
      return network;
    }
    List<LinearFit> fits = new ArrayList<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      fits.add(fit(config, kinds.get(kind).spec(), data, counts.get(kind), run));
    }
    return network.linear(config, data, fits, folds, phases);
  }

  /**
   * The n-grams that may be counted; none without a linear path. Where tokens are characters, those
   * of {@code Classifiers.text()} are not the only ones.
   */
  private static List<NgramFeatures> kinds(
      ClassifierConfig config, TextEncoder encoder, @Nullable Parent parent) {
    NgramFeatures own = encoder.ngrams();
    if (own == null) {
      return List.of();
    }
    boolean chooses =
        config.isCalibrated()
            && !(parent instanceof ClassifierParent)
            && config.linearCost() == TrainingOptions.AUTOMATIC
            && config.tokenizer().equals(Tokenizer.characters())
            && own.spec().equals(Classifiers.NGRAMS);
    return chooses
        ? List.of(own, NgramFeatures.of(Classifiers.NGRAMS_OF_CHARACTERS))
        : List.of(own);
  }

  private static LinearFit fit(
      ClassifierConfig config,
      NgramSpec ngrams,
      LabelledTexts data,
      List<SparseVector> counts,
      RunSettings run) {
    return new LinearFit(
        ngrams,
        counts,
        Arrays.copyOf(data.trainingLabels, counts.size()),
        data.labels.size(),
        config.linearCost() == TrainingOptions.AUTOMATIC
            ? Calibration.DEFAULT_COST
            : config.linearCost(),
        false,
        config.training().seed(),
        run.settings().threads());
  }

  /** These texts with a linear path. */
  private PreparedTexts linear(
      ClassifierConfig config,
      LabelledTexts data,
      List<LinearFit> fits,
      @Nullable TextFolds folds,
      TrainingRun.Phases phases) {
    TrainingWatch.Progress progress = phases.begin(Phase.LINEAR_PATH);
    if (parent instanceof ClassifierParent classifier && classifier.linear() != null) {
      LinearPath further = fits.get(0).further(classifier, data, progress);
      return with(further.rounded(), null, further(classifier, data));
    }
    return fitted(config, fits, folds, progress);
  }

  /** The models of the labels of a classifier, and of these texts. */
  private @Nullable LabelModels further(ClassifierParent from, LabelledTexts data) {
    LabelModels before = from.model().scorer().labelModels();
    int[] all = IntStream.range(0, texts.size()).toArray();
    return before == null
        ? null
        : before.plus(
            LabelModels.count(
                texts, all, data.trainingLabels, data.labels.size(), encoder.vocabulary().size()));
  }

  /** These texts with a linear path, whose weight is fixed if there are no folds to fit it on. */
  private PreparedTexts fitted(
      ClassifierConfig config,
      List<LinearFit> fits,
      @Nullable TextFolds folds,
      TrainingWatch.Progress progress) {
    if (folds == null) {
      LinearPath margins = fits.get(0).all(progress);
      LinearPath fixed = margins.times(LINEAR_SCALE, new double[margins.labels()]);
      return with(fixed.rounded(), null, null);
    }
    int vocabulary = encoder.vocabulary().size();
    Calibration weights =
        Calibration.of(folds.first(texts.size()), fits, config.linearCost(), progress);
    if (config.tokenizer().equals(Tokenizer.characters()) && LabelModels.areFew(texts)) {
      weights = weights.withLabelModels(texts, vocabulary);
    }
    LinearPath margins = weights.all(fits, progress);
    return with(margins, weights, weights.labelModels(texts, vocabulary));
  }

  private PreparedTexts with(
      LinearPath path, @Nullable Calibration weights, @Nullable LabelModels models) {
    TextEncoder own = encoder.ngrams(path.features());
    return new PreparedTexts(
        own, texts, learned, path, weights, models, embedding, warnings, parent);
  }

  /** The scorer whose paths count as much as is said. */
  Scorer scorer(Calibration calibrated, LinearPath margins, PathWeights weights, float network) {
    return new Scorer(
        encoder,
        calibrated.weighed(margins, weights),
        network,
        labelModels == null || weights.likelihood() == 0
            ? null
            : labelModels.weighed(weights.likelihood()));
  }

  /** The places of texts that have been read, if not all were; one at least. */
  private static int[] upTo(int size, int[] places) {
    int[] read = Arrays.stream(places).filter(place -> place < size).toArray();
    return read.length == 0 ? new int[] {0} : read;
  }

  /**
   * Encodes the texts.
   *
   * @param texts receives the encoded texts
   * @param kinds the n-grams that are counted
   * @return the counts of each kind
   */
  private static List<List<SparseVector>> encode(
      LabelledTexts data,
      TokenizedTexts tokenized,
      TextEncoder encoder,
      CompactTexts texts,
      List<NgramFeatures> kinds,
      TrainingRun.Phases phases) {
    List<List<SparseVector>> counts =
        kinds.stream().map(kind -> (List<SparseVector>) new ArrayList<SparseVector>()).toList();
    int[] ids = tokenized.finalIds(encoder.vocabulary());
    TrainingWatch.Progress progress = phases.begin(Phase.ENCODING);
    for (int place = 0; place < tokenized.size(); place++) {
      for (int kind = 0; kind < kinds.size(); kind++) {
        String text = encoder.form().of(data.training.get(place).text());
        counts.get(kind).add(kinds.get(kind).counts(text));
      }
      texts.add(tokenized.encode(place, encoder, ids));
      if (!progress.goesOn(texts.size(), tokenized.size())) {
        break;
      }
    }
    return counts;
  }

  /** The scorer of the linear path alone, if there is one. */
  Scorer linearScorer() {
    Calibration weights = calibration;
    LinearPath margins = linear;
    return weights == null || margins == null
        ? new Scorer(encoder, margins, networkWeight(), labelModels)
        : scorer(weights, margins, weights.linearAlone(), networkWeight());
  }

  /** What was chosen while they were prepared. */
  Map<String, Object> notes() {
    Map<String, Object> notes = new LinkedHashMap<>();
    if (calibration != null && linear != null) {
      notes.putAll(calibration.notes());
      ConfigJson.flatten(linear.features().spec())
          .forEach((name, value) -> notes.put("ngrams." + name, value));
    }
    return notes;
  }

  /** The texts of the calibration, which the network does not learn from. */
  ChosenTexts heldOut() {
    return new ChosenTexts(texts, calibration == null ? new int[0] : calibration.heldOut());
  }
}
