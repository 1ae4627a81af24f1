package io.github.ginestra.classification;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.backend.BackendChoice;
import io.github.ginestra.internal.backend.Backends;
import io.github.ginestra.internal.backend.StartedBackend;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.PretrainedTable;
import io.github.ginestra.internal.network.WeightInitializer;
import io.github.ginestra.internal.training.Checkpoints;
import io.github.ginestra.internal.training.EpochLoop;
import io.github.ginestra.internal.training.ProvenanceRecorder;
import io.github.ginestra.internal.training.Trained;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Device;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingListener.Phase;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a text classifier is to be, and trains it.
 *
 * <pre>{@code
 * try (SequenceClassifier classifier =
 *     Classifiers.text()
 *         .recurrent(RecurrentSpec.lstm(64).bidirectional())
 *         .pooling(Pooling.MAX)
 *         .training(TrainingOptions.builder().epochs(5).build())
 *         .train(examples)) {
 *   classifier.classify("...").label();
 * }
 * }</pre>
 *
 * <p>Every value has a default. Not for use by several threads at once; may be used for several
 * trainings.
 */
public final class ClassifierBuilder {
  /** The default of {@link #maximumTokens}. */
  public static final int DEFAULT_MAXIMUM_TOKENS = 512;

  /** The greatest length for {@link #fixedLength}: each text takes the memory of so many tokens. */
  public static final int MAXIMUM_FIXED_LENGTH = 100_000;

  /** C of the linear path's support vector machine. */
  private static final double LINEAR_COST = 1;

  /**
   * What the linear path's margins are multiplied by. The recurrent logits of a text are mostly
   * beyond ±5, margins within ±1.5, so that both paths have a say; from half of it to twice as much
   * the quality is the same.
   */
  private static final double LINEAR_SCALE = 5;

  private RecurrentSpec recurrent = RecurrentSpec.gru(64).bidirectional();
  private Tokenizer tokenizer = Tokenizer.words();
  private Embedding embedding = Embedding.learned(64);
  private int letterCase;
  private Pooling pooling = Pooling.MAX;
  private int fixedLength;
  private int maximumTokens = DEFAULT_MAXIMUM_TOKENS;
  private double inputDropout = 0.3;
  private double outputDropout = 0.3;
  private double wordDropout = 0.1;
  private Initialization initialization = Initialization.UNIFORM;
  private Map<String, Double> classWeights = Map.of();
  private boolean balanced;
  private @Nullable NgramFeatures ngrams;
  private TrainingOptions options = TrainingOptions.builder().build();
  private TrainingListener listener = new TrainingListener() {};
  private BackendChoice backend = BackendChoice.NONE;
  private BackendSettings settings = new BackendSettings(1);

  ClassifierBuilder() {}

  static ClassifierBuilder spamPreset() {
    return new ClassifierBuilder()
        .letterCase(8)
        .maximumTokens(120)
        .inputDropout(0.4)
        .outputDropout(0.4)
        .wordDropout(0.2)
        .ngrams(NgramSpec.standard().buckets(1 << 16));
  }

  /**
   * Sets the recurrent layers. The default is {@code RecurrentSpec.gru(64).bidirectional()}.
   *
   * @param recurrent cell, units, directions and layers
   * @return this builder
   */
  public ClassifierBuilder recurrent(RecurrentSpec recurrent) {
    this.recurrent = Checks.notNull(recurrent, "recurrent");
    return this;
  }

  /**
   * Sets how a text becomes tokens. The default is {@link Tokenizer#words()}.
   *
   * @param tokenizer the tokenizer
   * @return this builder
   */
  public ClassifierBuilder tokenizer(Tokenizer tokenizer) {
    this.tokenizer = Checks.notNull(tokenizer, "tokenizer");
    return this;
  }

  /**
   * Sets how tokens become vectors. The default is {@code Embedding.learned(64)}.
   *
   * @param embedding the embedding
   * @return this builder
   */
  public ClassifierBuilder embedding(Embedding embedding) {
    this.embedding = Checks.notNull(embedding, "embedding");
    return this;
  }

  /**
   * Sets whether the network also sees each token's letter case (lower, UPPER, Capitalised, other),
   * and as how long a learned vector. The default is 0, not at all; 8 in the spam preset.
   *
   * @param dimension the length of the vector; 0 for none
   * @return this builder
   * @throws IllegalArgumentException if negative
   */
  public ClassifierBuilder letterCase(int dimension) {
    letterCase = Checks.notNegative(dimension, "dimension");
    return this;
  }

  /**
   * Sets how the states of a text become one vector. The default is {@link Pooling#MAX}.
   *
   * @param pooling the pooling
   * @return this builder
   */
  public ClassifierBuilder pooling(Pooling pooling) {
    this.pooling = Checks.notNull(pooling, "pooling");
    return this;
  }

  /**
   * Gives every text the same length: longer ones are cut, shorter ones padded at the end with
   * tokens that the network reads like any others. For comparison with systems that do so; {@link
   * #ragged} is better.
   *
   * @param tokens the length, from 1 to {@value #MAXIMUM_FIXED_LENGTH}
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public ClassifierBuilder fixedLength(int tokens) {
    if (Checks.positive(tokens, "tokens") > MAXIMUM_FIXED_LENGTH) {
      throw new IllegalArgumentException(
          "tokens (" + tokens + ") must be at most " + MAXIMUM_FIXED_LENGTH);
    }
    fixedLength = tokens;
    return this;
  }

  /**
   * Gives every text its own length, with no effect of padding at all. The default.
   *
   * @return this builder
   */
  public ClassifierBuilder ragged() {
    fixedLength = 0;
    return this;
  }

  /**
   * Sets how many tokens of a text are read; the rest is not. The default is {@value
   * #DEFAULT_MAXIMUM_TOKENS}, 120 in the spam preset. Not used with a {@linkplain #fixedLength
   * fixed length}.
   *
   * @param tokens 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ClassifierBuilder maximumTokens(int tokens) {
    maximumTokens = Checks.positive(tokens, "tokens");
    return this;
  }

  /**
   * Sets the share of the recurrent layers' input values that is dropped while training. The
   * default is 0.3, 0.4 in the spam preset.
   *
   * @param rate in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public ClassifierBuilder inputDropout(double rate) {
    inputDropout = Checks.share(rate, "inputDropout");
    return this;
  }

  /**
   * Sets the share of the pooled values that is dropped while training. The default is 0.3, 0.4 in
   * the spam preset.
   *
   * @param rate in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public ClassifierBuilder outputDropout(double rate) {
    outputDropout = Checks.share(rate, "outputDropout");
    return this;
  }

  /**
   * Sets the share of words that is made unknown while training, so that the unknown word is
   * learned. The default is 0.1, 0.2 in the spam preset.
   *
   * @param rate in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public ClassifierBuilder wordDropout(double rate) {
    wordDropout = Checks.share(rate, "wordDropout");
    return this;
  }

  /**
   * Sets what the network's weights are before the first step. The default is {@link
   * Initialization#UNIFORM}.
   *
   * @param initialization how they are drawn
   * @return this builder
   */
  public ClassifierBuilder initialization(Initialization initialization) {
    this.initialization = Checks.notNull(initialization, "initialization");
    return this;
  }

  /**
   * Sets how much the examples of each label count in the loss. The default is 1 for each.
   *
   * @param weights label → weight, each more than 0; labels not named keep 1
   * @return this builder
   * @throws IllegalArgumentException if a weight is not positive and finite
   */
  public ClassifierBuilder classWeights(Map<String, Double> weights) {
    weights.forEach(
        (label, weight) -> Checks.positive(weight, "weight of " + Printable.quoted(label)));
    Map<String, Double> byLabel = new HashMap<>();
    weights.forEach(
        (label, weight) -> {
          if (byLabel.put(Labels.clean(label), weight) != null) {
            throw new IllegalArgumentException(
                "weights name the label " + Printable.quoted(label) + " twice");
          }
        });
    classWeights = Map.copyOf(byLabel);
    balanced = false;
    return this;
  }

  /**
   * Makes the examples of each label count as much as those of any other together: the weight of
   * label l is size / (L · count of l).
   *
   * @return this builder
   */
  public ClassifierBuilder balancedClassWeights() {
    classWeights = Map.of();
    balanced = true;
    return this;
  }

  /**
   * Adds a linear path over n-gram features beside the recurrent one, as in wide and deep learning
   * (Cheng et al., 2016): it sees inside words and learns from single occurrences, where the
   * recurrent path sees the order. Each path learns from a loss of its own, and their logits are
   * added; {@code docs/design-decisions.md} says why. The losses and accuracies of a {@link
   * TrainingHistory} are of the recurrent path for training, of both for validation. The default is
   * none; the spam preset has one. It always balances the labels; class weights are for the
   * recurrent path.
   *
   * @param ngrams which n-grams are counted and how
   * @return this builder
   */
  public ClassifierBuilder ngrams(NgramSpec ngrams) {
    this.ngrams = NgramFeatures.of(Checks.notNull(ngrams, "ngrams"));
    return this;
  }

  /**
   * Takes the linear path over n-gram features away.
   *
   * @return this builder
   */
  public ClassifierBuilder withoutNgrams() {
    ngrams = null;
    return this;
  }

  /**
   * Sets how the network is trained. The default is {@code TrainingOptions.builder().build()}.
   *
   * @param options the options
   * @return this builder
   */
  public ClassifierBuilder training(TrainingOptions options) {
    this.options = Checks.notNull(options, "options");
    return this;
  }

  /**
   * Returns how the network is trained.
   *
   * @return the options that were set, or the defaults
   */
  public TrainingOptions training() {
    return options;
  }

  /**
   * Returns who watches the training.
   *
   * @return the listener that was set, or one that does nothing
   */
  public TrainingListener listener() {
    return listener;
  }

  /**
   * Sets who watches the training. The default is nobody.
   *
   * @param listener the listener
   * @return this builder
   */
  public ClassifierBuilder listener(TrainingListener listener) {
    this.listener = Checks.notNull(listener, "listener");
    return this;
  }

  /**
   * Names the backend to use; one that trains. The default is the one that the system property
   * {@code ginestra.backend} names, else the only one on the class path that trains. The trained
   * model goes on running on it.
   *
   * @param name for example {@code "djl-pytorch"}
   * @return this builder
   */
  public ClassifierBuilder backend(String name) {
    backend = BackendChoice.named(name);
    return this;
  }

  /**
   * Gives the backend itself, instead of its name: one that is on no class path that the library
   * sees, or was set up by the program. The backend given or named last is used.
   *
   * @param given the backend; one that trains, else {@code train} fails as with its name
   * @return this builder
   */
  public ClassifierBuilder backend(Backend given) {
    backend = BackendChoice.of(given);
    return this;
  }

  /**
   * Sets how many threads a training step may use. The default is 1: the kernels of a small network
   * are too short to be worth sharing. Networks of several hundred units gain from more.
   *
   * @param threads 1 or more; at most twice the number of processors, or 16 if that is more, are
   *     used
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ClassifierBuilder threads(int threads) {
    settings = settings.threads(threads);
    return this;
  }

  /**
   * Sets where the network is trained and scores. The default is {@link Device#cpu()}. A GPU takes
   * the engine's natives for CUDA; without them, {@code train} fails and says so.
   *
   * @param device the device
   * @return this builder
   */
  public ClassifierBuilder device(Device device) {
    settings = settings.device(device);
    return this;
  }

  /**
   * Trains a classifier, holding out {@link TrainingOptions#validationShare()} of the examples for
   * validation. If a listener cancels it or the thread is interrupted, the training ends after the
   * step in hand; the classifier has the weights of that moment, or with {@linkplain
   * TrainingOptions#patience() early stopping} the best so far, and the thread stays interrupted.
   * Before the first step these are the initial weights, beside a linear path as far as it has been
   * fitted; the history then has no epochs.
   *
   * @param examples two or more examples, of two or more labels
   * @return the trained classifier, to be closed by the caller
   * @throws IllegalArgumentException if there are too few examples or labels
   * @throws IllegalStateException if class weights name a label that no example has, patience or
   *     schedule need a validation that there is none, or checkpoints are of another training
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written or read
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   * @throws io.github.ginestra.training.TrainingDivergedException if the loss, a weight or an
   *     answer becomes NaN or infinite
   */
  public SequenceClassifier train(Examples examples) {
    Examples none = Examples.of(List.of());
    labels(examples, none);
    if (options.validationShare() == 0) {
      return train(examples, none, "set validationShare, or give validation examples");
    }
    Split split = examples.split(1 - options.validationShare(), options.seed());
    return train(split.train(), split.test(), moreThan(examples));
  }

  /** What to do where the share that is to be held out holds nothing. */
  private String moreThan(Examples examples) {
    return "validationShare ("
        + options.validationShare()
        + ") holds out nothing, since each label keeps a text to learn from and has no other, as "
        + Printable.quoted(examples.labels().get(0))
        + " (different texts by label: "
        + Printable.map(examples.distinct().counts())
        + "); add texts, give validation examples, or do without";
  }

  /**
   * Trains a classifier.
   *
   * @param training what it learns from: two or more examples, of two or more labels
   * @param validation what it is scored on after each epoch; may be empty. Its labels must be among
   *     those of {@code training}
   * @return the trained classifier, to be closed by the caller
   * @throws IllegalArgumentException if there are too few examples or labels, or a validation label
   *     is not learned
   * @throws IllegalStateException if class weights name a label that no example has, patience or
   *     schedule need a validation that there is none, or checkpoints are of another training
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written or read
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   * @throws io.github.ginestra.training.TrainingDivergedException if the loss, a weight or an
   *     answer becomes NaN or infinite
   */
  public SequenceClassifier train(Examples training, Examples validation) {
    return train(
        training,
        validation,
        "the validation examples given are none; give some, or leave them out and set"
            + " validationShare");
  }

  private SequenceClassifier train(Examples training, Examples validation, String remedy) {
    List<String> labels = labels(training, validation);
    float @Nullable [] weights = labelWeights(training, labels);
    EpochLoop.requireValidation(options, !validation.isEmpty(), remedy);
    TrainingWatch watch = new TrainingWatch(options, listener);
    try (Checkpoints checkpoints = Checkpoints.open(options)) {
      StartedBackend started = // before the slow part
          StartedBackend.start(backend.backend(Backends.TRAINING), settings);
      return train(started, training, validation, labels, weights, checkpoints, watch);
    }
  }

  private SequenceClassifier train(
      StartedBackend started,
      Examples training,
      Examples validation,
      List<String> labels,
      float @Nullable [] weights,
      Checkpoints checkpoints,
      TrainingWatch watch) {
    // What is resumed is prepared as a whole: it must be what it was.
    boolean whole = checkpoints.isResuming();
    int[] indices = indices(training, labels);
    Vocabulary vocabulary = vocabulary(training, watch.preparation(Phase.VOCABULARY, whole));
    TextEncoder encoder =
        new TextEncoder(tokenizer, vocabulary, letterCase > 0, fixedLength, maximumTokens, ngrams);
    CompactTexts texts = new CompactTexts();
    Scorer scorer = scorer(encoder, training, indices, labels.size(), texts, watch, whole);
    Trainer trainer =
        new Trainer(
            options,
            listener,
            watch,
            scorer,
            new Batcher(encoder, options, wordDropout, texts, indices, weights),
            encoder.encodeAll(validation.texts(), watch.preparation(Phase.ENCODING, whole)),
            indices(validation, labels));
    ProvenanceRecorder recorder = recorder(training, validation, labels, weights);
    return train(started, labels, scorer, trainer, texts, recorder, checkpoints);
  }

  /** Notes what the network's specification does not say. */
  private ProvenanceRecorder recorder(
      Examples training, Examples validation, List<String> labels, float @Nullable [] weights) {
    ProvenanceRecorder recorder =
        ProvenanceRecorder.of(options, training, validation)
            .note("threads", settings.threads())
            .note("device", settings.device())
            .note("wordDropout", wordDropout)
            .note("initialization", initialization);
    for (int l = 0; weights != null && l < weights.length; l++) {
      recorder.note("classWeight " + labels.get(l), weights[l]);
    }
    if (ngrams != null) {
      recorder.note("linearCost", LINEAR_COST).note("linearScale", LINEAR_SCALE);
    }
    return recorder;
  }

  private SequenceClassifier train(
      StartedBackend started,
      List<String> labels,
      Scorer scorer,
      Trainer trainer,
      List<EncodedText> texts,
      ProvenanceRecorder recorder,
      Checkpoints checkpoints) {
    Vocabulary vocabulary = scorer.encoder().vocabulary();
    NetworkSpec spec = network(vocabulary, labels.size());
    Function<TrainingHistory, ClassifierModel> model =
        history ->
            new ClassifierModel(
                labels, spec, scorer, history, recorder.finish(started.engine(), history), 1);
    Checkpoints.Run run =
        checkpoints.begin(
            ClassifierArchive.document(model.apply(new TrainingHistory(List.of()))),
            history -> model.apply(history).provenance());
    Trained trained = train(started, spec, vocabulary, run, trainer);
    Network network = started.load(spec, trained.weights());
    try {
      Trainer.requireFiniteAnswers(scorer, network, texts, trained);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
    return new RecurrentClassifier(model.apply(trained.history()), network);
  }

  private Trained train(
      StartedBackend started,
      NetworkSpec spec,
      Vocabulary vocabulary,
      Checkpoints.Run run,
      Trainer trainer) {
    Weights initial =
        WeightInitializer.draw(spec, given(vocabulary), initialization, options.seed());
    try (TrainableNetwork network =
        run.open(initial, trainer.fit(spec), state -> started.train(spec, state, options))) {
      return trainer.train(network, run);
    }
  }

  /**
   * Encodes the texts and fits the linear path, whose features are not kept.
   *
   * @param texts where the encoded texts go
   */
  private Scorer scorer(
      TextEncoder encoder,
      Examples training,
      int[] indices,
      int labels,
      CompactTexts texts,
      TrainingWatch watch,
      boolean whole) {
    List<SparseVector> features = new ArrayList<>();
    TrainingWatch.Progress progress = watch.preparation(Phase.ENCODING, whole);
    for (String text : training.texts()) {
      EncodedText encoded = encoder.encode(text);
      texts.add(encoded);
      if (encoded.features() != null) {
        features.add(encoded.features());
      }
      if (!progress.goesOn(texts.size(), training.size())) {
        break;
      }
    }
    LinearPath linear =
        ngrams == null
            ? null
            : LinearPath.fit(
                ngrams,
                features,
                indices,
                labels,
                LINEAR_COST,
                LINEAR_SCALE,
                options.seed(),
                watch.preparation(Phase.LINEAR_PATH, whole));
    return new Scorer(encoder, linear);
  }

  private static List<String> labels(Examples training, Examples validation) {
    Checks.notNull(training, "training");
    Checks.notNull(validation, "validation");
    if (training.isEmpty()) {
      throw new IllegalArgumentException("there are no examples to train on");
    }
    List<String> labels = training.labels();
    if (labels.size() < 2) {
      throw new IllegalArgumentException(
          "every example ("
              + training.size()
              + ") is labelled "
              + Printable.quoted(labels.get(0))
              + ": a classifier needs two or more labels");
    }
    Set<String> known = new HashSet<>(labels);
    for (String label : validation.labels()) {
      if (!known.contains(label)) {
        throw new IllegalArgumentException(
            "validation label "
                + Printable.quoted(label)
                + " is not among the training labels "
                + Printable.list(labels));
      }
    }
    return labels;
  }

  private static int[] indices(Examples examples, List<String> labels) {
    LabelIndex index = new LabelIndex(labels);
    return examples.stream().map(Example::label).mapToInt(index::find).toArray();
  }

  private float @Nullable [] labelWeights(Examples training, List<String> labels) {
    Set<String> known = new HashSet<>(labels);
    for (String label : classWeights.keySet()) {
      if (!known.contains(label)) {
        throw new IllegalStateException(
            "classWeights name "
                + Printable.quoted(label)
                + ", which no example has; the labels are "
                + Printable.list(labels));
      }
    }
    if (!balanced && classWeights.isEmpty()) {
      return null;
    }
    Map<String, Integer> counts = training.counts();
    float[] weights = new float[labels.size()];
    for (int l = 0; l < weights.length; l++) {
      String label = labels.get(l);
      weights[l] =
          balanced
              ? (float) training.size() / (labels.size() * counts.getOrDefault(label, 0))
              : classWeights.getOrDefault(label, 1.0).floatValue();
    }
    return weights;
  }

  private Vocabulary vocabulary(Examples training, TrainingWatch.Progress progress) {
    List<String> words = new ArrayList<>();
    WordVectors vectors = embedding.vectors();
    if (vectors != null) {
      words.addAll(vectors.words());
    }
    if (embedding.trainable()) {
      int done = 0;
      for (Example example : training) {
        tokenizer
            .tokenize(example.text(), fixedLength > 0 ? fixedLength : maximumTokens)
            .forEach(token -> words.add(token.text()));
        if (!progress.goesOn(++done, training.size())) {
          break;
        }
      }
    }
    return Vocabulary.builder().addAll(words).build();
  }

  private NetworkSpec network(Vocabulary vocabulary, int labels) {
    List<EmbeddingTable> tables = new ArrayList<>();
    tables.add(
        new EmbeddingTable(
            "embedding", vocabulary.size(), embedding.dimension(), embedding.trainable()));
    if (letterCase > 0) {
      tables.add(new EmbeddingTable("letter_case", TextEncoder.CASES, letterCase, true));
    }
    return new NetworkSpec(
        tables, inputDropout, recurrent, false, outputDropout, new Head.Pooled(pooling, labels));
  }

  /** The weights that are not drawn: the table of pretrained vectors. */
  private Map<String, Tensor> given(Vocabulary vocabulary) {
    WordVectors vectors = embedding.vectors();
    return vectors == null
        ? Map.of()
        : Map.of(
            "embedding.weight",
            PretrainedTable.of(vectors, embedding.trainable(), vocabulary, options.seed()));
  }
}
