package io.github.ginestra.classification;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.training.ModelBuilder;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the builder of a classifier collects: its hyper-parameters. */
abstract class ClassifierSettings extends ModelBuilder<ClassifierBuilder> {
  private int letterCase;
  private Pooling pooling = Pooling.MAX;
  private int fixedLength;
  private int maximumTokens = ClassifierBuilder.DEFAULT_MAXIMUM_TOKENS;
  private @Nullable Double wordDropout; // null for what suits the tokens
  private Map<String, Double> classWeights = Map.of();
  private boolean balanced;
  private @Nullable NgramSpec ngrams;
  private boolean linearOnly;
  private double linearCost = Calibration.DEFAULT_COST;
  private double calibrationFraction;
  private int minimumCount = 1;
  private int maximumVocabulary = ClassifierBuilder.DEFAULT_MAXIMUM_VOCABULARY;

  ClassifierSettings() {
    super(
        RecurrentSpec.gru(64).bidirectional(),
        Tokenizer.words(),
        Embedding.learned(64),
        TrainingOptions.builder().build(),
        new BackendSettings(1));
    inputDropout = 0.3;
    outputDropout = 0.3;
  }

  ClassifierSettings(ClassifierConfig config) {
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
    inputDropout = ClassifierBuilder.AUTOMATIC_DROPOUT;
    outputDropout = ClassifierBuilder.AUTOMATIC_DROPOUT;
    return self();
  }

  /** The values as they were set. */
  final ClassifierConfig collected() {
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
   * and the length of the learned vector for it. The default is 0, not at all; in the spam preset
   * 8.
   *
   * @param dimension the length of the vector; 0 for none
   * @return this builder
   * @throws IllegalArgumentException if negative
   */
  public ClassifierBuilder letterCase(int dimension) {
    letterCase = Checks.notNegative(dimension, "dimension");
    chosen.add("letterCase");
    return self();
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
    return self();
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
    return self();
  }

  /**
   * Gives every text its own length; padding has no effect. The default.
   *
   * @return this builder
   */
  public ClassifierBuilder ragged() {
    fixedLength = 0;
    chosen.add("fixedLength");
    return self();
  }

  /**
   * Sets the greatest number of tokens that the network reads of a text. The default is {@value
   * ClassifierBuilder#DEFAULT_MAXIMUM_TOKENS}, 120 in the spam preset. Not used with a {@linkplain
   * #fixedLength fixed length}.
   *
   * @param tokens 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ClassifierBuilder maximumTokens(int tokens) {
    maximumTokens = Checks.positive(tokens, "tokens");
    chosen.add("maximumTokens");
    return self();
  }

  /**
   * Sets the fraction of words that become unknown during training, so that the vector of unknown
   * words is learned. The default is {@value ClassifierBuilder#DEFAULT_WORD_DROPOUT}, and 0 for
   * characters.
   *
   * @param rate in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public ClassifierBuilder wordDropout(double rate) {
    wordDropout = Checks.fraction(rate, "wordDropout");
    return self();
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
    return self();
  }

  /**
   * Makes all labels count alike in the network's loss: the weight of label l is size / (L · count
   * of l). By default labels are not balanced.
   *
   * @return this builder
   */
  public ClassifierBuilder balancedClassWeights() {
    classWeights = Map.of();
    balanced = true;
    return self();
  }

  /**
   * Adds a linear path over n-gram features beside the recurrent one, as in wide and deep learning
   * (Cheng et al., 2016). It sees inside words and learns from single occurrences, whereas the
   * recurrent path sees the order. Each path learns from a loss of its own, and their logits are
   * added; {@code docs/design-decisions.md} says why. The losses and accuracies of a {@link
   * TrainingHistory} are those of the recurrent path for training, and of both paths for
   * validation. Both presets have one. It always balances the labels; class weights are for the
   * recurrent path.
   *
   * @param ngrams which n-grams are counted and how
   * @return this builder
   */
  public ClassifierBuilder ngrams(NgramSpec ngrams) {
    this.ngrams = Checks.notNull(ngrams, "ngrams");
    chosen.add("ngrams");
    return self();
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
    return self();
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
    return self();
  }

  /**
   * Sets C of the linear path's support vector machine: how much an error costs against large
   * weights. The default is 1. {@code Classifiers.text()} chooses by the loss of the linear path on
   * texts that it has not learned from: for two labels C, from 0.1, 0.3, 1 and 3; for up to 20
   * labels whether n-grams are multiplied by factors of naive Bayes (Wang and Manning, 2012). With
   * more than two labels these must lower the loss by more than its standard error. With a cost of
   * your own, nothing is chosen, and there are no such factors.
   *
   * @param cost more than 0, or {@link TrainingOptions#AUTOMATIC} for these choices; that is 1
   *     without a {@link #calibrationFraction}, or if the training starts from a classifier
   * @return this builder
   * @throws IllegalArgumentException if negative or not finite
   */
  public ClassifierBuilder linearCost(double cost) {
    linearCost = cost == TrainingOptions.AUTOMATIC ? cost : Checks.positive(cost, "cost");
    return self();
  }

  /**
   * Sets the fraction of the examples held out to weigh the two paths and calibrate probabilities;
   * the linear path is fitted to all examples afterwards. Of at most 3,000 examples at least a
   * fifth is held out, of more at most about 1,500 examples. With 0, both paths count with a fixed
   * scale. The default is 0.1 in {@code Classifiers.text()}, 0 in the spam preset.
   *
   * @param fraction in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public ClassifierBuilder calibrationFraction(double fraction) {
    calibrationFraction = Checks.fraction(fraction, "calibrationFraction");
    chosen.add("calibrationFraction");
    return self();
  }

  /**
   * Sets which tokens of the training texts get a vector of their own; all others share that of the
   * unknown token. Words of pretrained vectors always have theirs. The default is at most {@value
   * ClassifierBuilder#DEFAULT_MAXIMUM_VOCABULARY}, in {@code Classifiers.text()} those that occur
   * twice, or, in fewer than 1,000 texts, once; in the spam preset those that occur once.
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
    return self();
  }
}
