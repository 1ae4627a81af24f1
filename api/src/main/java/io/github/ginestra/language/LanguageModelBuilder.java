package io.github.ginestra.language;

import io.github.ginestra.data.Examples;
import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Utf8Reader;
import io.github.ginestra.internal.training.Parent;
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
 * <p>These defaults differ from those of {@link TrainingOptions}: 25 epochs, batches of 32, a
 * learning rate of 1e-2 that falls along half a cosine, and weight decay 0.1. The last tenth of the
 * text is held out for validation, with patience {@value LanguageModels#DEFAULT_PATIENCE}. The
 * initial bias of the forget gates is 1. The presets of {@link LanguageModels} change some of
 * these.
 *
 * <p>Every value has a default. Not for use by several threads at once; may be used for several
 * trainings.
 *
 * @param <M> the type of the model
 */
@SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
public final class LanguageModelBuilder<M extends LanguageModel> extends LanguageModelSettings<M> {
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
  private @Nullable SampleWriter samples;

  LanguageModelBuilder(Class<M> type, SymbolKind kind) {
    super(kind);
    this.type = type;
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
   * Starts the training from a trained model instead of random weights: the new one takes over its
   * weights, its symbols and its specification, which need not be repeated. New symbols follow the
   * old ones. They begin with the vector of a relative, such as the letter without marks, else with
   * the mean of those of similar words, else with a random one, and as improbable as the unknown
   * symbol. The memory keeps the n-grams and words of the model and adds those of the text: all of
   * both are counted as if they were two texts of one training.
   *
   * <p>Epochs and learning rate suit a training that goes on ({@value #GOING_ON_EPOCHS} epochs,
   * learning rate {@value #GOING_ON_RATE}), unless they are set. The model is copied and may be
   * closed afterwards. The option {@code parents} of the {@linkplain LanguageModel#provenance
   * provenance} holds the SHA-256 of its file, then those of the models that it started from
   * itself.
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

  /**
   * Makes the model write a text every few epochs, for {@link TrainingListener#onSample}. By
   * default it writes none.
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
   * for validation. The model knows the symbols of the whole text. The validation loss leaves out
   * symbols that do not occur in the rest, since nothing can be learned of them. Their number is
   * the option {@code validationUnknown} of the {@linkplain LanguageModel#provenance provenance}.
   *
   * <p>Texts from all sources are normalised in the same way. All line ends become line feeds. Byte
   * order marks at the beginning of lines are left out. Letters with marks are composed (Unicode's
   * NFC).
   *
   * <p>If a listener cancels it or the thread is interrupted, the training ends after the current
   * step. The model has the weights of the epoch with the lowest validation loss or, if no
   * validation was completed, the current ones. The thread stays interrupted. If it ends while the
   * text is read, the model knows the symbols read so far, and has its initial weights.
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
   * its characters takes one byte of memory, two if more than 256 different ones occur, or four
   * with more than 65,536.
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
   * next. Texts longer than 512 symbols are learned in pieces. If they are sorted, shuffle them
   * before, since the last ones are held out.
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
