package io.github.ginestra.language;

import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Utf8Reader;
import io.github.ginestra.internal.backend.BackendChoice;
import io.github.ginestra.internal.backend.Backends;
import io.github.ginestra.internal.backend.StartedBackend;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.WeightInitializer;
import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.internal.training.Checkpoints;
import io.github.ginestra.internal.training.EpochLoop;
import io.github.ginestra.internal.training.ProvenanceRecorder;
import io.github.ginestra.internal.training.Trained;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.internal.training.TrainingWatch.Progress;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Device;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingListener.Phase;
import io.github.ginestra.training.TrainingOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a language model is to be, and trains it.
 *
 * <pre>{@code
 * try (CharLanguageModel model =
 *     LanguageModels.characters()
 *         .recurrent(RecurrentSpec.lstm(256))
 *         .training(options -> options.epochs(40).seed(7))
 *         .train(text)) {
 *   System.out.println(model.generate("", Sampler.temperature(0.7), 500));
 * }
 * }</pre>
 *
 * <p>Every value has a default. Not for use by several threads at once; may be used for several
 * trainings.
 *
 * @param <M> the type of the model
 */
public final class LanguageModelBuilder<M extends LanguageModel> {
  /** The default of {@link #unroll}. */
  public static final int DEFAULT_UNROLL = 50;

  /** The default of {@link #embedding}. */
  public static final int DEFAULT_EMBEDDING = 64;

  /** The default of {@link #outputDropout}. */
  public static final double DEFAULT_OUTPUT_DROPOUT = 0.2;

  /** The default of {@link #maximumSymbols} for models of words. */
  public static final int DEFAULT_WORDS = 10_000;

  private static final String TABLE = "embedding";

  private final SymbolKind<M> kind;
  private RecurrentSpec recurrent = RecurrentSpec.lstm(128);
  private int embedding = DEFAULT_EMBEDDING; // 0: one-hot
  private boolean tied;
  private double inputDropout;
  private double outputDropout = DEFAULT_OUTPUT_DROPOUT;
  private boolean sameDropoutEachStep;
  private Initialization initialization = Initialization.UNIFORM;
  private double forgetBias = 1;
  private int unroll = DEFAULT_UNROLL;
  private int window; // 0: learn at every step
  private int maximumSymbols = Integer.MAX_VALUE;
  private int minimumCount = 1;
  private TrainingOptions options = LanguageModels.training();
  private TrainingListener listener = new TrainingListener() {};
  private @Nullable SampleWriter samples;
  private BackendChoice backend = BackendChoice.NONE;
  private BackendSettings settings = BackendSettings.defaults();

  LanguageModelBuilder(SymbolKind<M> kind) {
    this.kind = kind;
  }

  /**
   * Sets the recurrent layers, with the dropout between them. The default is {@code
   * RecurrentSpec.lstm(128)}.
   *
   * @param recurrent cell, units and layers; one direction
   * @return this builder
   * @throws IllegalArgumentException if it reads in both directions, and so would see what it is to
   *     tell
   */
  public LanguageModelBuilder<M> recurrent(RecurrentSpec recurrent) {
    if (Checks.notNull(recurrent, "recurrent").isBidirectional()) {
      throw new IllegalArgumentException(
          "recurrent (" + recurrent + ") must read in one direction only");
    }
    this.recurrent = recurrent;
    return this;
  }

  /**
   * Gives each symbol a learned vector. The default is a length of {@value #DEFAULT_EMBEDDING}.
   *
   * @param dimension D, the length of each vector; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public LanguageModelBuilder<M> embedding(int dimension) {
    embedding = Checks.positive(dimension, "dimension");
    return this;
  }

  /**
   * Gives each symbol a dimension of its own instead of a learned vector.
   *
   * @return this builder
   */
  public LanguageModelBuilder<M> oneHot() {
    embedding = 0;
    return this;
  }

  /**
   * Sets whether the table of learned vectors is the output weight too (Press and Wolf, 2017); then
   * the vectors must be as long as there are hidden units. The default is false.
   *
   * @param tied whether reading and writing share a table
   * @return this builder
   */
  public LanguageModelBuilder<M> tied(boolean tied) {
    this.tied = tied;
    return this;
  }

  /**
   * Sets the share of the input values that is dropped while training. The default is 0.
   *
   * @param rate in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public LanguageModelBuilder<M> inputDropout(double rate) {
    inputDropout = Checks.share(rate, "inputDropout");
    return this;
  }

  /**
   * Sets the share of the last layer's values that is dropped before the output while training. The
   * default is {@value #DEFAULT_OUTPUT_DROPOUT}.
   *
   * @param rate in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public LanguageModelBuilder<M> outputDropout(double rate) {
    outputDropout = Checks.share(rate, "outputDropout");
    return this;
  }

  /**
   * Sets whether all steps of a sequence in a batch drop the same values (Gal and Ghahramani, 2016)
   * or each its own. The default is false, each its own.
   *
   * @param same whether they drop the same
   * @return this builder
   */
  public LanguageModelBuilder<M> sameDropoutEachStep(boolean same) {
    sameDropoutEachStep = same;
    return this;
  }

  /**
   * Sets what the network's weights are before the first step. The default is {@link
   * Initialization#UNIFORM}; the {@linkplain #forgetBias forget gates' bias} is set in either case.
   *
   * @param initialization how they are drawn
   * @return this builder
   */
  public LanguageModelBuilder<M> initialization(Initialization initialization) {
    this.initialization = Checks.notNull(initialization, "initialization");
    return this;
  }

  /**
   * Sets the bias that the forget gates of long short-term memory units start with, so that they
   * remember from the first step on (Jozefowicz et al., 2015). It has no effect on other units. The
   * default is 1.
   *
   * @param bias a finite number
   * @return this builder
   * @throws IllegalArgumentException if not finite
   */
  public LanguageModelBuilder<M> forgetBias(double bias) {
    if (!Double.isFinite(bias)) {
      throw new IllegalArgumentException("bias (" + bias + ") must be finite");
    }
    forgetBias = bias;
    return this;
  }

  /**
   * Learns at every step, by truncated back-propagation through time (Williams and Peng, 1990). The
   * text is cut into as many parts as the {@linkplain TrainingOptions#batchSize() batch size} says,
   * at another place each epoch; they are read side by side, so many steps a batch, and every step
   * tells the next symbol. The state is carried from batch to batch, gradients are not. The
   * default, with {@value #DEFAULT_UNROLL} steps.
   *
   * @param steps T, how many steps back a gradient reaches at most; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public LanguageModelBuilder<M> unroll(int steps) {
    unroll = Checks.positive(steps, "steps");
    window = 0;
    return this;
  }

  /**
   * Learns from windows instead: so many symbols in, the next one out, at every place of the text,
   * in an order drawn anew each epoch, as many a batch as the {@linkplain
   * TrainingOptions#batchSize() batch size} says. For comparison with systems that do so: for each
   * symbol told it takes as many steps as the window is long. What is learned is what follows so
   * many symbols, so that prompts should be as long.
   *
   * @param length W, the symbols of a window; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public LanguageModelBuilder<M> windows(int length) {
    window = Checks.positive(length, "length");
    return this;
  }

  /**
   * Limits the symbols that are known: the most frequent ones of the text, the others are unknown.
   * The default is no limit for characters, {@value #DEFAULT_WORDS} for words.
   *
   * @param count how many symbols are known at most; 2 or more
   * @return this builder
   * @throws IllegalArgumentException if less than 2
   */
  public LanguageModelBuilder<M> maximumSymbols(int count) {
    if (count < 2) {
      throw new IllegalArgumentException("count (" + count + ") must be two or more");
    }
    maximumSymbols = count;
    return this;
  }

  /**
   * Makes symbols unknown that the text has less often than this. The default is 1, none.
   *
   * @param count how often a symbol must stand in the text; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public LanguageModelBuilder<M> minimumCount(int count) {
    minimumCount = Checks.positive(count, "count");
    return this;
  }

  /**
   * Sets how the network is trained, in place of all that was set before. See {@link
   * #training(Consumer)} for changing single options.
   *
   * @param options the options
   * @return this builder
   */
  public LanguageModelBuilder<M> training(TrainingOptions options) {
    this.options = Checks.notNull(options, "options");
    return this;
  }

  /**
   * Changes how the network is trained: what is not changed stays as it is. The defaults are, where
   * they differ from those of {@link TrainingOptions}: 25 epochs of batches of 32, learning rate
   * 1e-2 falling along half a cosine, weight decay 0.1, the last tenth of the text held out for
   * validation, patience {@value LanguageModels#DEFAULT_PATIENCE}.
   *
   * <pre>{@code
   * .training(options -> options.epochs(40).seed(7))
   * }</pre>
   *
   * @param change what is called with the options as they stand
   * @return this builder
   */
  public LanguageModelBuilder<M> training(Consumer<TrainingOptions.Builder> change) {
    TrainingOptions.Builder changed = options.toBuilder();
    Checks.notNull(change, "change").accept(changed);
    options = changed.build();
    return this;
  }

  /**
   * Sets who watches the training. The default is nobody.
   *
   * @param listener the listener
   * @return this builder
   */
  public LanguageModelBuilder<M> listener(TrainingListener listener) {
    this.listener = Checks.notNull(listener, "listener");
    return this;
  }

  /**
   * Has the model write a text every few epochs, for {@link TrainingListener#onSample}. The default
   * is never.
   *
   * @param epochs every how many epochs; 1 or more
   * @param prompt what it continues; may be empty
   * @param sampler how each symbol is chosen
   * @param length how many symbols it writes; 0 or more
   * @return this builder
   * @throws IllegalArgumentException if a number is out of its range
   */
  public LanguageModelBuilder<M> samples(int epochs, String prompt, Sampler sampler, int length) {
    samples =
        new SampleWriter(
            Checks.positive(epochs, "epochs"),
            Checks.notNull(prompt, "prompt"),
            Checks.notNull(sampler, "sampler"),
            Checks.notNegative(length, "length"));
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
  public LanguageModelBuilder<M> backend(String name) {
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
  public LanguageModelBuilder<M> backend(Backend given) {
    backend = BackendChoice.of(given);
    return this;
  }

  /**
   * Sets how many threads a training step may use. The default is the number of processors.
   *
   * @param threads 1 or more; at most twice the number of processors, or 16 if that is more, are
   *     used
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public LanguageModelBuilder<M> threads(int threads) {
    settings = settings.threads(threads);
    return this;
  }

  /**
   * Sets where the network is trained and writes. The default is {@link Device#cpu()}. A GPU takes
   * the engine's natives for CUDA; without them, {@code train} fails and says so.
   *
   * @param device the device
   * @return this builder
   */
  public LanguageModelBuilder<M> device(Device device) {
    settings = settings.device(device);
    return this;
  }

  /**
   * Trains a model, holding out the last {@link TrainingOptions#validationShare()} of the text for
   * validation. The symbols that the model knows are those of the rest.
   *
   * <p>If a listener cancels it or the thread is interrupted, the training ends after the step in
   * hand: the model returned has the best weights so far, those of the epoch with the lowest
   * validation loss or, without {@linkplain TrainingOptions#patience() early stopping} or before
   * the first epoch's end, those of that moment; the thread stays interrupted. If it is ended while
   * the text is read, the model knows the symbols read so far, and has its initial weights.
   *
   * @param text what it learns from
   * @return the trained model, to be closed by the caller
   * @throws IllegalArgumentException if the text is shorter than one batch, has fewer than two
   *     distinct symbols, or leaves none for validation; the message says how long it must be and
   *     which option to lower
   * @throws IllegalStateException if the options contradict each other, or checkpoints are of
   *     another training
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written or read
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   * @throws io.github.ginestra.training.TrainingDivergedException if the loss, a weight or an
   *     answer becomes NaN or infinite
   */
  public M train(String text) {
    return trainText(text, null);
  }

  /**
   * Trains a model. Interruption and errors are as in {@link #train(String)}.
   *
   * @param text what it learns from
   * @param validation what is measured after each epoch; may be empty. It is read as if it followed
   *     the text
   * @return the trained model, to be closed by the caller
   */
  public M train(String text, String validation) {
    return trainText(text, Checks.notNull(validation, "validation"));
  }

  /**
   * Trains a model on a file in UTF-8, holding out the end as {@link #train(String)} does. The file
   * is read part by part: of a text of characters it takes one byte of memory for each, or two if
   * there are more than 256 different ones.
   *
   * @param text the file it learns from
   * @return the trained model, to be closed by the caller
   * @throws io.github.ginestra.data.MalformedDataException if it is not UTF-8, or holds the
   *     character NUL; the message names the charset that it seems to be in, which {@link
   *     #train(Reader)} can be given
   * @throws IOException if it cannot be read, or does not fit into memory
   */
  public M train(Path text) throws IOException {
    try (Reader reader =
        Utf8Reader.open(Checks.notNull(text, "text"), MalformedDataException::new)) {
      return train(reader);
    }
  }

  /**
   * Trains a model on what a reader gives, holding out the end as {@link #train(String)} does. It
   * is read part by part, as a {@linkplain #train(Path) file} is.
   *
   * @param text what it learns from; read to the end, not closed
   * @return the trained model, to be closed by the caller
   * @throws IOException if it cannot be read, or does not fit into memory
   */
  public M train(Reader text) throws IOException {
    Checks.notNull(text, "text");
    requireValidation(null);
    TrainingWatch watch = new TrainingWatch(options, listener);
    try (Checkpoints checkpoints = Checkpoints.open(options)) {
      StartedBackend started = start(); // before the slow part
      Progress reading = reading(watch, checkpoints);
      SymbolText read = SymbolText.read(kind.tokenizer(), text, enough(), reading);
      return train(started, read, null, checkpoints, watch);
    }
  }

  private M trainText(String text, @Nullable String validation) {
    Checks.notNull(text, "text");
    requireValidation(validation);
    TrainingWatch watch = new TrainingWatch(options, listener);
    try (Checkpoints checkpoints = Checkpoints.open(options)) {
      StartedBackend started = start(); // before the slow part
      SymbolText read = symbols(text, reading(watch, checkpoints));
      SymbolText given =
          validation == null ? null : symbols(validation, reading(watch, checkpoints));
      return train(started, read, given, checkpoints, watch);
    }
  }

  private StartedBackend start() {
    return StartedBackend.start(backend.backend(Backends.TRAINING), settings);
  }

  /** The patience of the presets is for trainings that have a validation, and refuses no other. */
  private void requireValidation(@Nullable String given) {
    boolean validated = given == null ? options.validationShare() > 0 : !given.isEmpty();
    TrainingOptions chosen =
        options.patience() == LanguageModels.DEFAULT_PATIENCE
            ? options.toBuilder().patience(0).build()
            : options;
    EpochLoop.requireValidation(
        chosen,
        validated,
        given == null
            ? "set validationShare, or give a validation text"
            : "the validation text given is empty; give another, or leave it out and set"
                + " validationShare");
  }

  /** What is resumed is read as a whole: it must be what it was. */
  private static Progress reading(TrainingWatch watch, Checkpoints checkpoints) {
    return watch.preparation(Phase.VOCABULARY, checkpoints.isResuming());
  }

  private SymbolText symbols(String text, Progress reading) {
    return SymbolText.of(kind.tokenizer(), text, enough(), reading);
  }

  /** How many symbols are read even if the training is ended meanwhile: more than one batch. */
  private int enough() {
    long batch = (long) options.batchSize() * (Math.max(unroll, window) + 1L);
    return (int) Math.min(Integer.MAX_VALUE, (long) (batch / (1 - options.validationShare())) + 2);
  }

  private M train(
      StartedBackend started,
      SymbolText text,
      @Nullable SymbolText validation,
      Checkpoints checkpoints,
      TrainingWatch watch) {
    TextParts parts = TextParts.of(text, validation, options.validationShare());
    SymbolCodec codec = new SymbolCodec(kind.tokenizer(), vocabulary(parts));
    NetworkSpec spec = network(codec.vocabulary().size());
    LanguageTrainer trainer =
        trainer(watch, parts.training(codec), parts.validation(codec), codec.start());
    return train(started, codec, spec, trainer, parts, checkpoints);
  }

  private M train(
      StartedBackend started,
      SymbolCodec codec,
      NetworkSpec spec,
      LanguageTrainer trainer,
      TextParts parts,
      Checkpoints checkpoints) {
    ProvenanceRecorder recorder = recorder(parts);
    Function<TrainingHistory, LanguageModelParts> model =
        history ->
            new LanguageModelParts(
                codec, spec, history, recorder.finish(started.engine(), history));
    Checkpoints.Run run =
        checkpoints.begin(
            LanguageModelArchive.document(model.apply(new TrainingHistory(List.of()))),
            history -> model.apply(history).provenance());
    Trained trained;
    try (TrainableNetwork network =
        run.open(initial(spec), trainer.fit(spec), state -> started.train(spec, state, options))) {
      trained = trainer.train(network, watching(started, codec, spec, network), run);
    }
    Network network = started.load(spec, trained.weights());
    try {
      LanguageTrainer.requireFiniteAnswers(network.stepper(), parts.training(codec), trained);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
    return kind.maker().make(model.apply(trained.history()), network);
  }

  private TrainingListener watching(
      StartedBackend started, SymbolCodec codec, NetworkSpec spec, TrainableNetwork network) {
    return samples == null
        ? listener
        : listener.andThen(
            samples.listener(
                listener, codec, network::weights, weights -> started.load(spec, weights)));
  }

  private Vocabulary vocabulary(TextParts parts) {
    Vocabulary.Builder builder =
        Vocabulary.builder().minimumCount(minimumCount).maximumWords(maximumSymbols);
    parts.count(builder);
    Vocabulary vocabulary = builder.build();
    if (vocabulary.words().size() < 2) {
      throw new IllegalArgumentException(
          "the text to learn from has too few distinct "
              + kind.name()
              + " (known would be "
              + Printable.list(vocabulary.words())
              + "): a language model needs two or more"
              + (minimumCount > 1 ? "; lower minimumCount (" + minimumCount + ")" : ""));
    }
    return vocabulary;
  }

  private NetworkSpec network(int symbols) {
    if (tied && embedding != recurrent.units()) {
      throw new IllegalStateException(
          "tied weights need an embedding ("
              + (embedding == 0 ? "one-hot" : embedding)
              + ") as long as there are hidden units: set embedding("
              + recurrent.units()
              + ") or tied(false)");
    }
    EmbeddingTable table =
        embedding == 0
            ? EmbeddingTable.oneHot(TABLE, symbols)
            : new EmbeddingTable(TABLE, symbols, embedding, true);
    return new NetworkSpec(
        List.of(table),
        inputDropout,
        recurrent,
        sameDropoutEachStep,
        outputDropout,
        new Head.PerStep(symbols, tied));
  }

  private LanguageTrainer trainer(
      TrainingWatch watch, IntSequence training, IntSequence validation, int start) {
    IntSequence afterStart = IntSequence.of(start).then(training);
    SequenceBatcher batcher =
        window > 0
            ? new WindowBatcher(training, options.batchSize(), window)
            : new StreamBatcher(afterStart, options.batchSize(), unroll);
    return new LanguageTrainer(options, watch, batcher, validationBatches(afterStart, validation));
  }

  /** In batches that take no more memory than those of the training. */
  private Iterable<Batch> validationBatches(IntSequence before, IntSequence validation) {
    if (validation.size() == 0) {
      return List.of();
    }
    return window > 0
        ? WindowBatcher.inOrder(before, validation, options.batchSize(), window)
        : new StreamValidation(before, validation, options.batchSize(), unroll);
  }

  private Weights initial(NetworkSpec spec) {
    Map<String, Tensor> given =
        embedding == 0
            ? Map.of(spec.embeddings().get(0).weightName(), Tensor.identity(spec.outputs()))
            : Map.of();
    return WeightInitializer.withForgetBias(
        spec,
        WeightInitializer.draw(spec, given, initialization, options.seed()),
        (float) forgetBias);
  }

  /** Notes what the network's specification does not say. */
  private ProvenanceRecorder recorder(TextParts parts) {
    SymbolText given = parts.given();
    ProvenanceRecorder recorder =
        ProvenanceRecorder.of(options, parts.text().sha256())
            .note("trainingSymbols", parts.cut())
            .note("validationSymbols", parts.held())
            .note("threads", settings.threads())
            .note("device", settings.device())
            .note(window > 0 ? "windows" : "unroll", window > 0 ? window : unroll)
            .note("maximumSymbols", maximumSymbols)
            .note("minimumCount", minimumCount)
            .note("initialization", initialization)
            .note("forgetBias", forgetBias);
    return given == null ? recorder : recorder.note("validationSha256", given.sha256());
  }
}
