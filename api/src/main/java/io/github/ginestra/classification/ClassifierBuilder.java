package io.github.ginestra.classification;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.training.ModelBuilder;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the configuration of a text classifier, and trains it.
 *
 * <pre>{@code
 * try (SequenceClassifier classifier =
 *     Classifiers.text()
 *         .recurrent(RecurrentSpec.lstm(64).bidirectional())
 *         .pooling(Pooling.MAX)
 *         .training(options -> options.epochs(5))
 *         .train(examples)) {
 *   classifier.classify("...").label();
 * }
 * }</pre>
 *
 * <p>Every value has a default. Not for use by several threads at once; may be used for several
 * trainings.
 */
@SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
public final class ClassifierBuilder extends ModelBuilder<ClassifierBuilder> {
  /** The default of {@link #maximumTokens}. */
  public static final int DEFAULT_MAXIMUM_TOKENS = 512;

  /** The default of {@link #wordDropout}, but for characters. */
  public static final double DEFAULT_WORD_DROPOUT = 0.2;

  /** The default of {@link #vocabulary}'s size. */
  public static final int DEFAULT_MAXIMUM_VOCABULARY = 50_000;

  /**
   * The dropout in the configuration of {@link Classifiers#text()}, if you set none: it becomes 0.2
   * for characters, 0.4 for words.
   *
   * @see ClassifierConfig#inputDropout()
   */
  public static final double AUTOMATIC_DROPOUT = -1;

  private int letterCase;
  private Pooling pooling = Pooling.MAX;
  private int fixedLength;
  private int maximumTokens = DEFAULT_MAXIMUM_TOKENS;
  private @Nullable Double wordDropout; // null for what suits the tokens
  private Map<String, Double> classWeights = Map.of();
  private boolean balanced;
  private @Nullable NgramSpec ngrams;
  private boolean linearOnly;
  private double linearCost = 1;
  private double calibrationFraction;
  private int minimumCount = 1;
  private int maximumVocabulary = DEFAULT_MAXIMUM_VOCABULARY;
  private Examples rehearsed = Examples.of(List.of());
  private double rehearsedFraction = 1;

  ClassifierBuilder() {
    super(
        RecurrentSpec.gru(64).bidirectional(),
        Tokenizer.words(),
        Embedding.learned(64),
        TrainingOptions.builder().build(),
        new BackendSettings(1));
    inputDropout = 0.3;
    outputDropout = 0.3;
  }

  ClassifierBuilder(ClassifierConfig config) {
    super(
        config.recurrent(),
        config.tokenizer(),
        config.embedding(),
        config.training(),
        new BackendSettings(1));
    letterCase = config.letterCase();
    pooling = config.pooling();
    fixedLength = config.fixedLength();
    maximumTokens = config.maximumTokens();
    inputDropout = config.inputDropout();
    outputDropout = config.outputDropout();
    wordDropout = config.wordDropout();
    initialization = config.initialization();
    forgetBias = config.forgetBias();
    classWeights = config.classWeights();
    balanced = config.balanced();
    ngrams = config.ngrams();
    linearOnly = config.linearOnly();
    linearCost = config.linearCost();
    calibrationFraction = config.calibrationFraction();
    minimumCount = config.minimumCount();
    maximumVocabulary = config.maximumVocabulary();
  }

  /** Lets input and output dropout depend on the tokens. */
  ClassifierBuilder automaticDropout() {
    inputDropout = AUTOMATIC_DROPOUT;
    outputDropout = AUTOMATIC_DROPOUT;
    return this;
  }

  /** The user has not made any setting yet. */
  ClassifierBuilder preset() {
    chosen.clear();
    return this;
  }

  @Override
  protected ClassifierBuilder self() {
    return this;
  }

  /**
   * Returns the configuration that was collected.
   *
   * @return all hyper-parameters, as a value
   */
  public ClassifierConfig config() {
    Parent parent = run().parent();
    return parent == null ? collected() : new Continuation(parent, chosen).adopt(collected());
  }

  private ClassifierConfig collected() {
    return new ClassifierConfig(
        recurrent,
        tokenizer,
        embedding,
        letterCase,
        pooling,
        fixedLength,
        maximumTokens,
        inputDropout,
        outputDropout,
        wordDropout,
        initialization,
        forgetBias,
        classWeights,
        balanced,
        ngrams,
        linearOnly,
        linearCost,
        calibrationFraction,
        minimumCount,
        maximumVocabulary,
        training);
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
    chosen.add("letterCase");
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
    chosen.add("pooling");
    return this;
  }

  /**
   * Gives every text the same length: longer ones are cut, shorter ones padded at the end with
   * tokens that the network reads like any others. For comparison with systems that do so; {@link
   * #ragged} is better.
   *
   * @param tokens the length, from 1 to {@value ClassifierConfig#MAXIMUM_FIXED_LENGTH}
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public ClassifierBuilder fixedLength(int tokens) {
    if (Checks.positive(tokens, "tokens") > ClassifierConfig.MAXIMUM_FIXED_LENGTH) {
      throw new IllegalArgumentException(
          "tokens (" + tokens + ") must be at most " + ClassifierConfig.MAXIMUM_FIXED_LENGTH);
    }
    fixedLength = tokens;
    chosen.add("fixedLength");
    return this;
  }

  /**
   * Gives every text its own length; padding has no effect. The default.
   *
   * @return this builder
   */
  public ClassifierBuilder ragged() {
    fixedLength = 0;
    chosen.add("fixedLength");
    return this;
  }

  /**
   * Sets how many tokens of a text are read. The default is {@value #DEFAULT_MAXIMUM_TOKENS}, 120
   * in the spam preset. Not used with a {@linkplain #fixedLength fixed length}.
   *
   * @param tokens 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ClassifierBuilder maximumTokens(int tokens) {
    maximumTokens = Checks.positive(tokens, "tokens");
    chosen.add("maximumTokens");
    return this;
  }

  /**
   * Sets the fraction of words made unknown while training, so that the unknown word is learned.
   * The default is {@value #DEFAULT_WORD_DROPOUT}, and 0 for characters.
   *
   * @param rate in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public ClassifierBuilder wordDropout(double rate) {
    wordDropout = Checks.fraction(rate, "wordDropout");
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
    classWeights = ClassifierConfig.byCleanLabel(Checks.notNull(weights, "weights"));
    balanced = false;
    return this;
  }

  /**
   * Makes all labels count alike: the weight of label l is size / (L · count of l).
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
   * (Cheng et al., 2016). It sees inside words and learns from single occurrences, where the
   * recurrent path sees the order. Each path learns from a loss of its own, and their logits are
   * added; {@code docs/design-decisions.md} says why. The losses and accuracies of a {@link
   * TrainingHistory} are of the recurrent path for training, of both for validation. Both presets
   * have one. It always balances the labels; class weights are for the recurrent path.
   *
   * @param ngrams which n-grams are counted and how
   * @return this builder
   */
  public ClassifierBuilder ngrams(NgramSpec ngrams) {
    this.ngrams = Checks.notNull(ngrams, "ngrams");
    chosen.add("ngrams");
    return this;
  }

  /**
   * Takes the linear path over n-gram features away.
   *
   * @return this builder
   */
  public ClassifierBuilder withoutNgrams() {
    ngrams = null;
    linearOnly = false;
    chosen.add("ngrams");
    return this;
  }

  /**
   * Leaves the network out: the linear path alone trains in seconds, needs no backend, and is the
   * baseline that a network must beat. The default is both paths.
   *
   * @return this builder
   */
  public ClassifierBuilder linearOnly() {
    linearOnly = true;
    chosen.add("linearOnly");
    return this;
  }

  /**
   * Sets C of the linear path's support vector machine: how much an error costs against large
   * weights. The default is 1.
   *
   * @param cost more than 0
   * @return this builder
   * @throws IllegalArgumentException if not positive and finite
   */
  public ClassifierBuilder linearCost(double cost) {
    linearCost = Checks.positive(cost, "cost");
    return this;
  }

  /**
   * Sets the fraction of the examples held out to weigh the two paths and calibrate probabilities;
   * the linear path is fitted to all examples afterwards. The default is 0.1 in the general preset,
   * 0 in the spam preset: both paths then count as they are, with a fixed scale.
   *
   * @param fraction in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public ClassifierBuilder calibrationFraction(double fraction) {
    calibrationFraction = Checks.fraction(fraction, "calibrationFraction");
    chosen.add("calibrationFraction");
    return this;
  }

  /**
   * Sets which tokens of the training texts get a vector of their own; all others share that of the
   * unknown token. Words of pretrained vectors always have theirs. The default is at most {@value
   * #DEFAULT_MAXIMUM_VOCABULARY}, in the general preset those that occur twice, or, in fewer than
   * 1,000 texts, once; in the spam preset those that occur once.
   *
   * @param minimumCount how often a token must occur; 1 or more, or {@link
   *     TrainingOptions#AUTOMATIC}
   * @param maximumSize how many tokens are kept, the most frequent ones; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if {@code minimumCount} is negative or {@code maximumSize} not
   *     positive
   */
  public ClassifierBuilder vocabulary(int minimumCount, int maximumSize) {
    this.minimumCount = Checks.notNegative(minimumCount, "minimumCount");
    maximumVocabulary = Checks.positive(maximumSize, "maximumSize");
    return this;
  }

  /**
   * Starts the training from a trained model instead of random weights. From a classifier, the new
   * one takes over the weights of both paths, the words, the labels and the specification, which
   * need not be repeated: the tokenizer, the layers, the n-grams. New labels follow the old ones,
   * which keep their outputs, with examples or without; see {@link #rehearse} against forgetting
   * them. New words get the vectors of the {@linkplain #embedding(Embedding) pretrained table}, if
   * one is given; else the mean of those of the most similar known words; else random ones. Both
   * paths keep the weights that they were combined with, and the softmax its temperature.
   *
   * <p>From a language model, the new classifier takes over the tokenizer, the vectors of tokens
   * and the recurrent layers. Unless {@link #recurrent} says otherwise, it also reads backwards, by
   * units that start afresh.
   *
   * <p>Epochs and learning rate suit a training that goes on, unless they are set. The model is
   * copied: it may be closed then. The option {@code parents} of the {@linkplain
   * SequenceClassifier#provenance provenance} holds the SHA-256 of its file, then those of the
   * models that it started from itself.
   *
   * @param model a classifier, or a language model that reads in one direction
   * @return this builder
   * @throws IllegalArgumentException if it is no model of this library
   * @throws IllegalStateException if it is closed, or was loaded with 8-bit weights. Settings that
   *     contradict the model are refused by {@link #config} and {@code train}
   */
  public ClassifierBuilder startFrom(TrainedModel model) {
    return startFrom(Parent.of(Checks.notNull(model, "model")));
  }

  /**
   * Starts the training from a classifier in a file, as {@link #startFrom(TrainedModel)} does. If
   * the file names a tokenizer of the user's own, set it {@linkplain #tokenizer before}.
   *
   * @param file the file of a classifier
   * @return this builder
   * @throws io.github.ginestra.model.ModelFormatException if it is no file of a classifier, or is
   *     damaged; the message names the file and the fault
   * @throws IOException if it cannot be read
   */
  public ClassifierBuilder startFrom(Path file) throws IOException {
    return startFrom(ClassifierParent.read(Checks.notNull(file, "file"), tokenizer));
  }

  private ClassifierBuilder startFrom(Parent parent) {
    parent(parent);
    tokenizer = chosen.contains("tokenizer") ? tokenizer : parent.tokenizer();
    suit(TrainingOptions.AUTOMATIC, TrainingOptions.AUTOMATIC);
    return this;
  }

  /**
   * Has a training that {@linkplain #startFrom(TrainedModel) starts from} a classifier also learn a
   * part of what that one has learned, so that it is not forgotten. The default is nothing.
   *
   * @param old the examples of the classifier to start from
   * @param fraction how many of each label are learned again, drawn by the seed: more than 0, at
   *     most 1; 0.1 is enough where the new examples are not many more
   * @return this builder
   * @throws IllegalArgumentException if {@code fraction} is out of range
   */
  public ClassifierBuilder rehearse(Examples old, double fraction) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException("fraction (" + fraction + ") must be in (0, 1]");
    }
    rehearsed = Checks.notNull(old, "old");
    rehearsedFraction = fraction;
    return this;
  }

  /**
   * Trains a classifier, holding out {@link TrainingOptions#validationFraction()} of the examples
   * for validation. If a listener cancels it or the thread is interrupted, the training ends after
   * the current step. The classifier has the weights of that moment, or with {@linkplain
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
    return training().train(examples);
  }

  /**
   * Trains a classifier on given validation examples. Interruption and errors are as in {@link
   * #train(Examples)}.
   *
   * @param training what it learns from: two or more examples, of two or more labels
   * @param validation what it is scored on after each epoch; may be empty. Examples whose labels
   *     {@code training} lacks are left out, with a {@linkplain SequenceClassifier#warnings
   *     warning}
   * @return the trained classifier, to be closed by the caller
   * @throws IllegalArgumentException if there are too few examples or labels, or no validation
   *     label is learned
   */
  public SequenceClassifier train(Examples training, Examples validation) {
    return training().train(training, validation);
  }

  /**
   * Trains a classifier on a file of {@link Examples#fromTsv(Path)}: lines of label, tab, text.
   * Interruption and errors are as in {@link #train(Examples)}.
   *
   * @param examples the file
   * @return the trained classifier, to be closed by the caller
   * @throws io.github.ginestra.data.MalformedDataException if a line is not as it must be
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public SequenceClassifier train(Path examples) throws IOException {
    return train(Examples.fromTsv(examples));
  }

  /**
   * Trains a classifier on lines of label, tab, text. Interruption and errors are as in {@link
   * #train(Examples)}.
   *
   * @param examples the lines; read to the end, not closed
   * @return the trained classifier, to be closed by the caller
   * @throws io.github.ginestra.data.MalformedDataException if a line is not as it must be
   * @throws IOException if reading fails, or what is read does not fit into memory
   */
  public SequenceClassifier train(Reader examples) throws IOException {
    return train(Examples.fromTsv(examples, "the reader"));
  }

  /**
   * Trains a classifier on a stream, as {@link #train(Examples)} does.
   *
   * @param examples the examples; read to the end
   * @return the trained classifier, to be closed by the caller
   */
  public SequenceClassifier train(Stream<Example> examples) {
    return train(Examples.of(examples));
  }

  private ClassifierTraining training() {
    return new ClassifierTraining(config(), run(), rehearsed, rehearsedFraction);
  }
}
