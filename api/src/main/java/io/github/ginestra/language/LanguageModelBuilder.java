package io.github.ginestra.language;

import io.github.ginestra.data.Examples;
import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Utf8Reader;
import io.github.ginestra.internal.training.ModelBuilder;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the configuration of a language model, and trains it.
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
 * <p>The training defaults are, where they differ from those of {@link TrainingOptions}: 25 epochs
 * of batches of 32, learning rate 1e-2 falling along half a cosine, and weight decay 0.1. Others
 * are the last tenth of the text held out for validation, patience {@value
 * LanguageModels#DEFAULT_PATIENCE}. The initial bias of the forget gates is 1.
 *
 * <p>Every value has a default. Not for use by several threads at once; may be used for several
 * trainings.
 *
 * @param <M> the type of the model
 */
@SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
public final class LanguageModelBuilder<M extends LanguageModel>
    extends ModelBuilder<LanguageModelBuilder<M>> {
  /** The default of {@link #unroll}. */
  public static final int DEFAULT_UNROLL = 50;

  /** The default dimension of the embedding. */
  public static final int DEFAULT_EMBEDDING = 64;

  /** The default of {@link #outputDropout}. */
  public static final double DEFAULT_OUTPUT_DROPOUT = 0.2;

  /** The default of {@link #maximumSymbols} for models of words. */
  public static final int DEFAULT_WORDS = 10_000;

  /** The default of {@link #memory} for models of characters. */
  public static final int DEFAULT_MEMORY = 8;

  /** The default of {@link #memory} for models of words. */
  public static final int DEFAULT_WORD_MEMORY = 4;

  /** The epochs of a training that {@linkplain #startFrom(LanguageModel) goes on}. */
  static final int GOING_ON_EPOCHS = 10;

  /** Its learning rate. */
  static final double GOING_ON_RATE = 3e-3;

  /** The default of {@link #finalEpochs}. */
  public static final int DEFAULT_FINAL_EPOCHS = 0;

  /** The longest n-grams that {@link #memory} can count. */
  public static final int LONGEST_NGRAMS = 16;

  private final Class<M> type;
  private final SymbolKind kind;
  private boolean tied;
  private boolean variationalDropout;
  private int unroll = DEFAULT_UNROLL;
  private int window; // 0: learn at every step
  private int maximumSymbols = Integer.MAX_VALUE;
  private int minimumCount = 1;
  private int memory; // 0: none
  private int finalEpochs = DEFAULT_FINAL_EPOCHS;
  private @Nullable SampleWriter samples;

  LanguageModelBuilder(Class<M> type, SymbolKind kind) {
    super(
        RecurrentSpec.lstm(128),
        kind.tokenizer,
        Embedding.learned(DEFAULT_EMBEDDING),
        LanguageModels.training(),
        BackendSettings.defaults());
    this.type = type;
    this.kind = kind;
    memory = kind.memory;
    outputDropout = DEFAULT_OUTPUT_DROPOUT;
    forgetBias = 1.0;
  }

  /** Takes all values of a configuration. */
  LanguageModelBuilder<M> values(LanguageModelConfig config) {
    recurrent = config.recurrent();
    tokenizer = config.tokenizer();
    embedding = config.embedding();
    tied = config.tied();
    inputDropout = config.inputDropout();
    outputDropout = config.outputDropout();
    variationalDropout = config.variationalDropout();
    initialization = config.initialization();
    forgetBias = config.forgetBias();
    unroll = config.unroll();
    window = config.window();
    maximumSymbols = config.maximumSymbols();
    minimumCount = config.minimumCount();
    memory = config.memory();
    finalEpochs = config.finalEpochs();
    training = config.training();
    return this;
  }

  @Override
  protected LanguageModelBuilder<M> self() {
    return this;
  }

  /** The user has not made any setting yet. */
  LanguageModelBuilder<M> preset() {
    chosen.clear();
    return this;
  }

  /**
   * Returns the configuration that was collected.
   *
   * @return all hyper-parameters, as a value
   * @throws IllegalStateException if weights are tied and vectors not as long as the hidden state
   */
  public LanguageModelConfig config() {
    LanguageParent parent = parent();
    if (parent != null) {
      parent.requireFits(recurrent, embedding, tied, tokenizer, memory);
    }
    return new LanguageModelConfig(
        recurrent,
        tokenizer,
        embedding,
        tied,
        inputDropout,
        outputDropout,
        variationalDropout,
        initialization,
        forgetBias,
        unroll,
        window,
        maximumSymbols,
        minimumCount,
        memory,
        finalEpochs,
        training);
  }

  @Override
  public LanguageModelBuilder<M> recurrent(RecurrentSpec recurrent) {
    return super.recurrent(
        LanguageModelConfig.requireOneDirection(Checks.notNull(recurrent, "recurrent")));
  }

  @Override
  public LanguageModelBuilder<M> tokenizer(Tokenizer tokenizer) {
    if (!kind.accepts(Checks.notNull(tokenizer, "tokenizer"))) {
      throw new IllegalArgumentException(
          "tokenizer ("
              + tokenizer.name()
              + ") is not for a model of "
              + kind.plural()
              + (kind == SymbolKind.CHARACTERS
                  ? ": use LanguageModels.words() for other symbols"
                  : ": use LanguageModels.characters()"));
    }
    return super.tokenizer(tokenizer);
  }

  @Override
  public LanguageModelBuilder<M> embedding(Embedding embedding) {
    return super.embedding(
        LanguageModelConfig.requireLearned(Checks.notNull(embedding, "embedding")));
  }

  /**
   * Gives each symbol a dimension of its own, instead of a learned vector.
   *
   * @return this builder
   */
  public LanguageModelBuilder<M> oneHot() {
    return embedding(Embedding.oneHot());
  }

  /**
   * Sets whether the embedding table is also the output weight (Press and Wolf, 2017); vectors must
   * then be as long as there are hidden units. The default is false.
   *
   * @param tied whether input and output share a table
   * @return this builder
   */
  public LanguageModelBuilder<M> tied(boolean tied) {
    this.tied = tied;
    chosen.add("tied");
    return this;
  }

  /**
   * Sets whether all steps of a sequence drop the same values (variational dropout; Gal and
   * Ghahramani, 2016). The default is false.
   *
   * @param same whether they drop the same
   * @return this builder
   */
  public LanguageModelBuilder<M> variationalDropout(boolean same) {
    variationalDropout = same;
    chosen.add("variationalDropout");
    return this;
  }

  /**
   * Learns at every step, by truncated back-propagation through time (Williams and Peng, 1990). The
   * text is cut into {@linkplain TrainingOptions#batchSize() batch size} parts, at another place
   * each epoch; they are read side by side, T steps a batch, and every step predicts the next
   * symbol. Batches carry the state, not gradients. The default, with {@value #DEFAULT_UNROLL}
   * steps.
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
   * Learns from windows instead: W symbols in, the next one out, at every place of the text, in an
   * order drawn anew each epoch. For comparison with systems that do so: each predicted symbol
   * takes W steps. The model learns what follows W symbols, so prompts should be as long.
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
   * Limits the known symbols to the most frequent ones. The default is no limit for characters,
   * {@value #DEFAULT_WORDS} for words.
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
   * Makes symbols unknown that occur less often. The default is 1, none.
   *
   * @param count how often a symbol must occur; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public LanguageModelBuilder<M> minimumCount(int count) {
    minimumCount = Checks.positive(count, "count");
    return this;
  }

  /**
   * Sets the memory: beside the network, the model counts the n-grams of its text, and its
   * prediction is a mixture of both (interpolated modified Kneser–Ney smoothing; Chen and Goodman,
   * 1999). How much each counts, after contexts that were seen more or less often, is fitted on the
   * text held out for validation, or on the last tenth if there is none. That part is then counted
   * too. A validation text of its own is never counted. Of a text of more than two million symbols
   * the last two million are counted.
   *
   * <p>The network and its losses do not depend on it. The default is {@value #DEFAULT_MEMORY} for
   * characters, {@value #DEFAULT_WORD_MEMORY} for words.
   *
   * @param order the length of the longest n-grams; from 1 to {@value #LONGEST_NGRAMS}
   * @return this builder
   * @throws IllegalArgumentException if it is not in that range
   */
  public LanguageModelBuilder<M> memory(int order) {
    memory = LanguageModelConfig.requireOrder(order, "order");
    chosen.add("memory");
    return this;
  }

  /**
   * Trains the network alone, without a {@linkplain #memory memory}.
   *
   * @return this builder
   */
  public LanguageModelBuilder<M> withoutMemory() {
    memory = 0;
    chosen.add("memory");
    return this;
  }

  /**
   * Sets how often the network learns the whole text at the end, with the part that was held out
   * until then. The end of a text, such as the names of a new chapter, is mostly closest to what
   * the model will read. The epochs begin with the best weights and 0.4 of the learning rate, which
   * falls to 0; they are not in the {@linkplain LanguageModel#history history}, whose losses are
   * those before. The mixture with the {@linkplain #memory memory} is fitted before, too. A
   * training that is ended early leaves them out, and so does one with a validation text of its own
   * or without validation. The default is {@value #DEFAULT_FINAL_EPOCHS}.
   *
   * @param epochs 0 or more
   * @return this builder
   * @throws IllegalArgumentException if negative
   */
  public LanguageModelBuilder<M> finalEpochs(int epochs) {
    finalEpochs = Checks.notNegative(epochs, "epochs");
    return this;
  }

  /**
   * Starts the training from a trained model instead of random weights: the new one takes over its
   * weights, its symbols and its specification, which need not be repeated. New symbols follow the
   * old ones. They begin with the vector of a relative, such as the letter without marks, else with
   * the mean of those of similar words, else with a random one, and as improbable as the unknown
   * symbol. The memory keeps the n-grams of the model and adds those of the text: all of both are
   * counted as if they were two texts of one training.
   *
   * <p>Epochs and learning rate suit a training that goes on ({@value #GOING_ON_EPOCHS} epochs,
   * learning rate {@value #GOING_ON_RATE}), unless they are set. The model is copied: it may be
   * closed then. The option {@code parents} of the {@linkplain LanguageModel#provenance provenance}
   * holds the SHA-256 of its file, then those of the models that it started from itself.
   *
   * @param model a model
   * @return this builder
   * @throws IllegalStateException if it is closed, or was loaded with 8-bit weights. Settings that
   *     contradict the model are refused by {@link #config} and {@code train}
   */
  public LanguageModelBuilder<M> startFrom(M model) {
    return startFrom((LanguageParent) Parent.of(Checks.notNull(model, "model")));
  }

  /**
   * Starts the training from a model in a file, as {@link #startFrom(LanguageModel)} does. If the
   * file names a tokenizer of the user's own, set it {@linkplain #tokenizer before}.
   *
   * @param file the file of a model of the same kind of symbols
   * @return this builder
   * @throws io.github.ginestra.model.ModelFormatException if it is no file of such a model, or is
   *     damaged; the message names the file and the fault
   * @throws IOException if it cannot be read
   */
  public LanguageModelBuilder<M> startFrom(Path file) throws IOException {
    return startFrom(LanguageParent.read(Checks.notNull(file, "file"), kind, tokenizer));
  }

  private LanguageModelBuilder<M> startFrom(LanguageParent parent) {
    parent(parent);
    suit(GOING_ON_EPOCHS, GOING_ON_RATE);
    NetworkSpec network = parent.network();
    recurrent = chosen.contains("recurrent") ? recurrent : network.recurrent();
    embedding = chosen.contains("embedding") ? embedding : parent.embedding();
    tied = chosen.contains("tied") ? tied : parent.tied();
    tokenizer = chosen.contains("tokenizer") ? tokenizer : parent.tokenizer();
    inputDropout = chosen.contains("inputDropout") ? inputDropout : network.inputDropout();
    outputDropout = chosen.contains("outputDropout") ? outputDropout : network.outputDropout();
    variationalDropout =
        chosen.contains("variationalDropout") ? variationalDropout : network.sameDropoutEachStep();
    memory = chosen.contains("memory") || parent.order() == 0 ? memory : parent.order();
    return this;
  }

  private @Nullable LanguageParent parent() {
    return (LanguageParent) run().parent();
  }

  /**
   * Writes a text every few epochs, for {@link TrainingListener#onSample}. The default is never.
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
   * Trains a model, holding out the last {@link TrainingOptions#validationFraction()} of the text
   * for validation. The symbols that the model knows are those of the whole text; the validation
   * loss counts those that the rest has, since nothing can be learned of others. Their number is
   * the option {@code validationUnknown} of the {@linkplain LanguageModel#provenance provenance}.
   *
   * <p>Texts are read alike wherever they come from. Lines end with a line feed, not with a
   * carriage return or both. Byte order marks at the beginning of lines are left out. Letters with
   * marks are composed (Unicode's NFC).
   *
   * <p>If a listener cancels it or the thread is interrupted, the training ends after the current
   * step. The model has the weights of the epoch with the lowest validation loss or, without
   * {@linkplain TrainingOptions#patience() early stopping} or in the first epoch, the current ones.
   * The thread stays interrupted. If it ends while the text is read, the model knows the symbols
   * read so far, and has its initial weights.
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
    Checks.notNull(text, "text");
    return trained().train(text);
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
    Checks.notNull(text, "text");
    Checks.notNull(validation, "validation");
    return trained().train(text, validation);
  }

  /**
   * Trains a model on a file in UTF-8, holding out the end as {@link #train(String)} does. Each of
   * its characters takes one byte of memory, or two if more than 256 different ones occur.
   *
   * @param text the file it learns from
   * @return the trained model, to be closed by the caller
   * @throws io.github.ginestra.data.MalformedDataException if it is not UTF-8, or holds NUL; the
   *     message names a likely charset, for a reader given to {@link #train(Reader)}
   * @throws IOException if it cannot be read, or does not fit into memory
   */
  public M train(Path text) throws IOException {
    try (Reader reader =
        Utf8Reader.open(Checks.notNull(text, "text"), MalformedDataException::new)) {
      return train(reader);
    }
  }

  /**
   * Trains a model on a reader's text, read in parts as a {@linkplain #train(Path) file} is.
   *
   * @param text what it learns from; read to the end, not closed
   * @return the trained model, to be closed by the caller
   * @throws IOException if it cannot be read, or does not fit into memory
   */
  public M train(Reader text) throws IOException {
    Checks.notNull(text, "text");
    return trained().train(text);
  }

  /**
   * Trains a model on texts, holding out the last ones. Each is followed by a line feed, as in
   * {@code Files.lines(file)}.
   *
   * @param texts what it learns from; read to the end, not closed
   * @return the trained model, to be closed by the caller
   */
  public M train(Stream<String> texts) {
    return trained().train(Checks.notNull(texts, "texts"));
  }

  /**
   * Trains a model on many texts, such as messages or titles, holding out the last ones. Each is a
   * sequence of its own, read from the state at the beginning of a line and followed by a line
   * feed. Neither the network nor the memory connects the end of one text with the beginning of the
   * next. Texts longer than 512 symbols are learned in pieces. Put them in random order, if they
   * have one that matters.
   *
   * <p>In all else like {@link #train(String)}. For one text in parts see {@link #train(Stream)}.
   *
   * @param texts what it learns from
   * @return the trained model, to be closed by the caller
   * @throws IllegalArgumentException if there are too few texts
   * @throws IllegalStateException if {@link #windows} are set
   */
  public M train(List<String> texts) {
    List<String> given = List.copyOf(Checks.notNull(texts, "texts"));
    if (given.isEmpty()) {
      throw new IllegalArgumentException("texts must not be empty");
    }
    return trained().train(given);
  }

  /**
   * Trains a model on the texts of examples, in their order and without their labels, as {@link
   * #train(List)} does.
   *
   * @param examples whose texts it learns from
   * @return the trained model, to be closed by the caller
   */
  public M train(Examples examples) {
    return train(Checks.notNull(examples, "examples").texts());
  }

  private LanguageTraining<M> trained() {
    return new LanguageTraining<>(type, kind, config(), run(), parent(), samples);
  }
}
