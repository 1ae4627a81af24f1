package io.github.ginestra.tagging;

import io.github.ginestra.internal.Log;
import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.network.TokenChannels;
import io.github.ginestra.internal.training.FiniteNumbers;
import io.github.ginestra.internal.training.Learner;
import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.internal.training.Trained;
import io.github.ginestra.internal.training.TrainingRun;
import io.github.ginestra.internal.training.TrainingTask;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.TrainableNetwork;
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

/** A tagger in training. */
final class TaggerTask implements TrainingTask<SequenceTagger> {
  /** To how many tokens at most the weights of the paths are fitted. */
  private static final int FITTED_TOKENS = 15_000;

  /** With more pairs of tags than this, the network has no scores for them. */
  private static final int MOST_PAIRS = 4_096;

  private final TaggerConfig config;
  private final TaggedData data;
  private final @Nullable SparsePath sparse;
  private final FeatureIndex words;
  private final NetworkSpec spec;
  private final TagScorer scorer;
  private final TaggerBatcher batcher;
  private final Loss loss;
  private final List<List<String>> held;

  TaggerTask(TaggerConfig config, TaggedData data, TrainingRun.Phases phases) {
    this.config = config;
    this.data = data;
    TaggerVocabulary vocabulary =
        TaggerVocabulary.of(config, data.training(), phases.begin(Phase.VOCABULARY));
    sparse = config.features() ? sparse(config, data, phases.begin(Phase.LINEAR_PATH)) : null;
    words = vocabulary.written();
    TokenEncoder encoder =
        new TokenEncoder(
            vocabulary.known(),
            config.letterCase() > 0,
            config.characters() == null ? null : vocabulary.characters());
    scorer = new TagScorer(data.set(), encoder, sparse);
    spec = network(config, data.set(), encoder);
    batcher =
        new TaggerBatcher(
            encoder,
            config.training(),
            vocabulary.dropout(config.wordDropout()),
            data,
            phases.begin(Phase.ENCODING));
    loss =
        hasPairs(config, data.set())
            ? new ConditionalLoss(data.set().graph())
            : Loss.SOFTMAX_CROSS_ENTROPY;
    held = data.validation().stream().map(TaggedText::tokens).toList();
  }

  private static SparsePath sparse(
      TaggerConfig config, TaggedData data, TrainingWatch.Progress progress) {
    return SparseFit.fit(
        data.set(),
        data.training().stream().map(TaggedText::tokens).toList(),
        data.truths(),
        config.training().seed(),
        progress);
  }

  private static boolean hasPairs(TaggerConfig config, TagSet set) {
    return config.transitions() && set.isChained() && set.graph().pairs() <= MOST_PAIRS;
  }

  private static NetworkSpec network(TaggerConfig config, TagSet set, TokenEncoder encoder) {
    return new NetworkSpec(
        TokenChannels.tables(config.embedding(), encoder.vocabulary().size(), config.letterCase()),
        characters(config, encoder),
        config.inputDropout(),
        config.recurrent(),
        false,
        config.outputDropout(),
        new Head.PerStep(
            hasPairs(config, set) ? ConditionalLoss.outputs(set.graph()) : set.size(), false));
  }

  private static @Nullable CharacterEncoder characters(TaggerConfig config, TokenEncoder encoder) {
    TaggerConfig.Characters characters = config.characters();
    return characters == null || encoder.characters() == null
        ? null
        : new CharacterEncoder(
            new EmbeddingTable(
                "characters", encoder.characters().size(), characters.dimension(), true),
            characters.width(),
            characters.filters());
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public Weights initialWeights() {
    return TokenChannels.draw(
        spec,
        config.embedding(),
        scorer.encoder().vocabulary(),
        config.initialization(),
        config.forgetBias(),
        config.training().seed());
  }

  @Override
  public String corpusSha256() {
    return TaggedData.sha256(data.training());
  }

  @Override
  public Map<String, Object> notes() {
    Map<String, Object> notes = new LinkedHashMap<>();
    notes.put("trainingTexts", data.training().size());
    notes.put(
        "trainingTokens", Arrays.stream(data.truths()).mapToLong(truth -> truth.length).sum());
    notes.put("validationTexts", data.validation().size());
    if (!data.validation().isEmpty()) {
      notes.put("validationSha256", TaggedData.sha256(data.validation()));
    }
    return notes;
  }

  private TaggerModel model(PathWeights weights, TrainingHistory history, Provenance provenance) {
    return new TaggerModel(
        data.set(),
        config.tokenizer(),
        scorer.encoder(),
        spec,
        sparse,
        words,
        weights,
        history,
        provenance,
        data.warnings());
  }

  @Override
  public Document document(Provenance provenance) {
    return TaggerArchive.document(
        model(PathWeights.DEFAULT, new TrainingHistory(List.of()), provenance));
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
    double mean = network.step(parts, loss, learningRate);
    int tokens = batches.stream().flatMapToInt(batch -> Arrays.stream(batch.lengths())).sum();
    return new Learner.Learned(mean, tokens, OptionalInt.empty());
  }

  @Override
  public boolean isValidated() {
    return data.isValidated();
  }

  /** With the weights of the paths that are best for the first of the texts. */
  @Override
  public Learner.Validated validate(TrainableNetwork network, TrainingWatch.Progress progress) {
    PathWeights weights = weights(network::score);
    double[] sums = new double[4]; // loss, its tokens, right tokens, all tokens
    boolean whole =
        scorer.score(
            held,
            network::score,
            progress,
            (place, scores) ->
                measure(weights.lattice(data.set(), scores), data.validationTruths()[place], sums));
    return whole
        ? new Learner.Validated(
            OptionalDouble.of(sums[0] / sums[1]), OptionalDouble.of(sums[2] / sums[3]))
        : Learner.Validated.NONE;
  }

  private static void measure(TagLattice lattice, int[] truth, double[] sums) {
    if (TaggedData.isLearned(truth)) {
      sums[0] += lattice.loss(truth);
      sums[1] += truth.length;
    }
    int[] best = lattice.best();
    for (int t = 0; t < truth.length; t++) {
      sums[2] += best[t] == truth[t] ? 1 : 0;
    }
    sums[3] += truth.length;
  }

  /** How much each path counts; the default without validation. */
  private PathWeights weights(Function<Batch, float[][]> network) {
    if (sparse == null) {
      return new PathWeights(1, 0);
    }
    List<List<String>> texts = new ArrayList<>();
    List<int[]> truths = new ArrayList<>();
    int tokens = 0;
    for (int n = 0; n < held.size() && tokens < FITTED_TOKENS; n++) {
      int[] truth = data.validationTruths()[n];
      if (TaggedData.isLearned(truth) && truth.length < FITTED_TOKENS) {
        texts.add(held.get(n));
        truths.add(truth);
        tokens += truth.length;
      }
    }
    List<PathWeights.HeldOut> scored = new ArrayList<>();
    scorer.score(
        texts,
        network,
        TrainingWatch.Progress.UNWATCHED,
        (place, scores) -> scored.add(new PathWeights.HeldOut(scores, truths.get(place))));
    return PathWeights.fit(data.set(), scored);
  }

  /** With the table of words rounded, as it will be in the file. */
  @Override
  public Weights finished(Weights trained) {
    return config.embedding().isOneHot()
        ? trained
        : RoundedTable.rounded(trained, spec.embeddings().get(0).weightName());
  }

  /** Reads some of the texts, or all of them if weights are extraordinary. */
  @Override
  public void requireFiniteAnswers(Network network, Trained trained) {
    boolean ordinary = FiniteNumbers.isOrdinary(trained.weights());
    List<List<String>> texts = new ArrayList<>();
    int tokens = 0;
    for (TaggedText text : data.training()) {
      if (!ordinary || tokens < FiniteNumbers.TOKENS) {
        texts.add(text.tokens());
        tokens += text.size();
      }
    }
    new TagScorer(data.set(), scorer.encoder(), null)
        .score(
            texts,
            network::score,
            TrainingWatch.Progress.UNWATCHED,
            (place, scores) -> {
              for (float[] row : scores.network()) {
                FiniteNumbers.requireFinite(row, trained);
              }
            });
  }

  @Override
  public SequenceTagger model(Network network, TrainingHistory history, Provenance provenance) {
    TaggerModel model = model(weights(network::score), history, provenance);
    model.warnings().forEach(Log::warning);
    return new RecurrentTagger(model, network);
  }
}
