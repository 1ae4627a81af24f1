package io.github.ginestra.tagging;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.training.EpochLoop;
import io.github.ginestra.internal.training.ModelBuilder;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.internal.training.TrainingRun;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Collects the configuration of a tagger, and trains it.
 *
 * <pre>{@code
 * try (SequenceTagger tagger =
 *     Taggers.entities()
 *         .recurrent(RecurrentSpec.gru(80).bidirectional())
 *         .training(options -> options.epochs(5))
 *         .train(texts, validation)) {
 *   tagger.tag("...").entities();
 * }
 * }</pre>
 *
 * <p>A tagger has two paths, whose scores are added: a network, which generalises, and a
 * conditional random field over sparse features of the words around a token, which remembers what
 * occurred. How much each counts is fitted to the validation texts, if there are any.
 *
 * <p>Every value has a default. The batch size and the number of epochs are {@link
 * TrainingOptions#AUTOMATIC} by default: they depend on the number of texts, with 8, 16 or 32 texts
 * in a batch and 15 to 60 epochs. Not for use by several threads at once; may be used for several
 * trainings.
 */
@SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
public final class TaggerBuilder extends ModelBuilder<TaggerBuilder> {
  /** The default of {@link #wordDropout}. */
  public static final double DEFAULT_WORD_DROPOUT = 0.5;

  /** The default of {@link #vocabulary}'s size. */
  public static final int DEFAULT_MAXIMUM_VOCABULARY = 50_000;

  private @Nullable Encoding encoding;
  private int letterCase = 8;
  private TaggerConfig.@Nullable Characters characters = new TaggerConfig.Characters(25, 3, 50);
  private double wordDropout = DEFAULT_WORD_DROPOUT;
  private boolean transitions;
  private boolean features = true;
  private int minimumCount = 2;
  private int maximumVocabulary = DEFAULT_MAXIMUM_VOCABULARY;

  /** Of entities in an encoding; of tokens if it is null. */
  TaggerBuilder(@Nullable Encoding encoding) {
    super(
        RecurrentSpec.lstm(encoding == null ? 64 : 100).bidirectional(),
        Tokenizer.words(),
        Embedding.learned(64),
        TrainingOptions.builder()
            .epochs(TrainingOptions.AUTOMATIC)
            .batchSize(TrainingOptions.AUTOMATIC)
            .build(),
        new BackendSettings(Runtime.getRuntime().availableProcessors()));
    this.encoding = encoding;
    inputDropout = 0.5;
    outputDropout = 0.5;
    transitions = encoding != null;
  }

  TaggerBuilder(TaggerConfig config) {
    super(
        config.recurrent(),
        config.tokenizer(),
        config.embedding(),
        config.training(),
        new BackendSettings(Runtime.getRuntime().availableProcessors()));
    encoding = config.encoding();
    letterCase = config.letterCase();
    characters = config.characters();
    inputDropout = config.inputDropout();
    outputDropout = config.outputDropout();
    wordDropout = config.wordDropout();
    initialization = config.initialization();
    forgetBias = config.forgetBias();
    transitions = config.transitions();
    features = config.features();
    minimumCount = config.minimumCount();
    maximumVocabulary = config.maximumVocabulary();
  }

  @Override
  protected TaggerBuilder self() {
    return this;
  }

  /** {@return the configuration that was collected: all hyper-parameters, as a value} */
  public TaggerConfig config() {
    return new TaggerConfig(
        encoding,
        recurrent,
        tokenizer,
        embedding,
        letterCase,
        characters,
        inputDropout,
        outputDropout,
        wordDropout,
        initialization,
        forgetBias,
        transitions,
        features,
        minimumCount,
        maximumVocabulary,
        training);
  }

  /**
   * Sets the encoding in which the tags of entities are learned. The default is {@link
   * Encoding#BIOES}. The tags of the training texts may be in any; answers are in {@link
   * Encoding#BIO}.
   *
   * @param encoding the encoding
   * @return this builder
   * @throws IllegalStateException if this is a builder of a tagger of single tokens
   */
  public TaggerBuilder encoding(Encoding encoding) {
    if (this.encoding == null) {
      throw new IllegalStateException(
          "encoding is for Taggers.entities(): the tags of single tokens are learned as they are");
    }
    this.encoding = Checks.notNull(encoding, "encoding");
    return this;
  }

  /**
   * Sets whether the network also sees each token's letter case (lower, UPPER, Capitalised, other),
   * and the length of the learned vector for it. The default is 8.
   *
   * @param dimension the length of the vector; 0 for none
   * @return this builder
   * @throws IllegalArgumentException if negative
   */
  public TaggerBuilder letterCase(int dimension) {
    letterCase = Checks.notNegative(dimension, "dimension");
    return this;
  }

  /**
   * Sets how the network reads the characters of each word, so that unknown words and endings
   * count: by a convolution, whose maximum over the word is a vector (Ma and Hovy, 2016). The
   * default is a vector of length 25 for each character, and 50 filters of width 3.
   *
   * @param dimension the length of the vector of a character; 1 or more
   * @param width how many neighbouring characters a filter reads; 1 or more, odd
   * @param filters the length of each word's vector; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if one is out of its range
   */
  public TaggerBuilder characters(int dimension, int width, int filters) {
    characters = new TaggerConfig.Characters(dimension, width, filters);
    return this;
  }

  /**
   * Leaves the characters out: the network reads whole words only. By default it reads both.
   *
   * @return this builder
   */
  public TaggerBuilder withoutCharacters() {
    characters = null;
    return this;
  }

  /**
   * Sets how often words become unknown during training, so that the vector of unknown words is
   * learned: a word that occurs n times becomes unknown with probability rate / (rate + n)
   * (Kiperwasser and Goldberg, 2016). The default is {@value #DEFAULT_WORD_DROPOUT}.
   *
   * @param rate 0 or more
   * @return this builder
   * @throws IllegalArgumentException if negative or not finite
   */
  public TaggerBuilder wordDropout(double rate) {
    wordDropout = Checks.notNegative(rate, "wordDropout");
    return this;
  }

  /**
   * Sets whether the network is a conditional random field, with scores for pairs of adjacent tags.
   * The default is true for entities, false for single tokens. It has none if more than 4,096 pairs
   * are possible. In any case no answer has an inside tag after {@code O}.
   *
   * @param whether whether it has such scores
   * @return this builder
   */
  public TaggerBuilder transitions(boolean whether) {
    transitions = whether;
    return this;
  }

  /**
   * Sets whether there is a sparse path beside the network. The default is true.
   *
   * @param whether whether there is one
   * @return this builder
   */
  public TaggerBuilder features(boolean whether) {
    features = whether;
    return this;
  }

  /**
   * Sets which words of the training texts get a vector of their own; all others share that of the
   * unknown word. Words count as the same if they differ in letter case or in their digits alone.
   * Words of pretrained vectors always have theirs. The default is those that occur twice, at most
   * {@value #DEFAULT_MAXIMUM_VOCABULARY}.
   *
   * @param minimumCount how often a word must occur; 1 or more
   * @param maximumSize how many words are kept, the most frequent ones; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if one is not positive
   */
  public TaggerBuilder vocabulary(int minimumCount, int maximumSize) {
    this.minimumCount = Checks.positive(minimumCount, "minimumCount");
    maximumVocabulary = Checks.positive(maximumSize, "maximumSize");
    return this;
  }

  /**
   * Trains a tagger, holding out {@link TrainingOptions#validationFraction()} of the texts for
   * validation. If a listener cancels it or the thread is interrupted, the training ends after the
   * current step, and an interrupted thread stays interrupted. The tagger then has the weights of
   * the epoch with the lowest validation loss or, if no validation was completed, the current ones.
   *
   * @param texts the texts to learn from; those without tokens are left out
   * @return the trained tagger, to be closed by the caller
   * @throws IllegalArgumentException if there are no tokens, or fewer than two tags, or for
   *     entities no entity
   * @throws IllegalStateException if patience or the schedule needs validation and there is none,
   *     or checkpoints belong to another training
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written or read
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   * @throws io.github.ginestra.training.TrainingDivergedException if the loss, a weight or an
   *     answer becomes NaN or infinite
   */
  public SequenceTagger train(TaggedTexts texts) {
    Checks.notNull(texts, "texts");
    double held = training.validationFraction();
    if (held == 0) {
      return train(texts, TaggedTexts.of(), "set validationFraction, or give validation texts");
    }
    TaggedTexts.Split split = texts.split(1 - held, training.seed());
    return train(
        split.train(), split.test(), "validationFraction (" + held + ") holds out nothing");
  }

  /**
   * Trains a tagger on given validation texts. Interruption and errors are as in {@link
   * #train(TaggedTexts)}.
   *
   * @param training what it learns from
   * @param validation the texts on which it is validated after each epoch and its paths are
   *     weighed; may be empty. Texts with a tag that is not learned have no part in the loss
   * @return the trained tagger, to be closed by the caller
   * @throws IllegalArgumentException if there are no tokens, or fewer than two tags, or for
   *     entities no entity
   */
  public SequenceTagger train(TaggedTexts training, TaggedTexts validation) {
    return train(
        Checks.notNull(training, "training"),
        Checks.notNull(validation, "validation"),
        "the validation texts given are none; give some, or leave them out and set"
            + " validationFraction");
  }

  /**
   * Trains a tagger on a file as {@link TaggedTexts#fromColumns(Path)} reads it: a token and its
   * tag in each line. Interruption and errors are as in {@link #train(TaggedTexts)}.
   *
   * @param texts the file
   * @return the trained tagger, to be closed by the caller
   * @throws io.github.ginestra.data.MalformedDataException if a line is malformed
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public SequenceTagger train(Path texts) throws IOException {
    return train(TaggedTexts.fromColumns(texts));
  }

  /**
   * Evaluates this configuration by cross-validation: for each fold a tagger learns from the other
   * texts and tags those of the fold. The texts of a fold are not used for validation. {@linkplain
   * #checkpoint Checkpoints} go into a directory for each training, below the one given, so that an
   * interrupted cross-validation can be {@linkplain #resume resumed}.
   *
   * @param texts the texts
   * @param folds how many folds; 2 or more
   * @return the scores of each fold
   * @throws IllegalArgumentException if there are fewer than two folds or fewer different texts
   *     than folds, or a training part has nothing to learn from
   * @throws IllegalStateException if checkpoints are of another training
   * @throws java.util.concurrent.CancellationException if the listener cancels a training, or the
   *     thread is interrupted
   */
  public List<TaggingEvaluation> crossValidate(TaggedTexts texts, int folds) {
    RunSettings own = run();
    List<TaggingEvaluation> scores = new ArrayList<>();
    for (TaggedTexts.Split fold : texts.folds(folds, training.seed())) {
      String place = "seed-" + training.seed() + "-without-" + (scores.size() + 1);
      RunSettings below = own.checkpoints(own.checkpoints().below(place));
      try (SequenceTagger tagger = below.applyTo(config().toBuilder()).train(fold.train())) {
        if (Thread.currentThread().isInterrupted() || own.listener().isCancelled()) {
          throw new CancellationException("the cross-validation was cancelled");
        }
        scores.add(tagger.evaluate(fold.test()));
      }
    }
    return Collections.unmodifiableList(scores);
  }

  private SequenceTagger train(TaggedTexts texts, TaggedTexts validation, String remedy) {
    TaggedData data = TaggedData.of(texts, validation, encoding);
    TaggerConfig config = config().resolved(data.training().size());
    EpochLoop.requireValidation(config.training(), data.isValidated(), remedy);
    return TrainingRun.train(
        config, config.training(), run(), phases -> new TaggerTask(config, data, phases));
  }
}
