package io.github.ginestra.classification;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.text.Characters;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@linkplain TrainingOptions#AUTOMATIC automatic} options and {@link Tokenizer#automatic}
 * become for a training on N texts of L labels.
 */
final class Sizing {
  private static final int SMALL_BATCH = 32;
  private static final int LARGE_BATCH = 64;

  /** The greatest number of texts for which batches are small, so that there are enough steps. */
  private static final int SMALL = 4_000;

  /** The least number of steps: this, and {@link #STEPS_PER_LABEL} more for each label. */
  private static final int STEPS = 500;

  private static final int STEPS_PER_LABEL = 10;

  private static final int MOST_EPOCHS = 60;

  /** The least number of epochs; fewer, but 2, if they would see more than {@link #MANY} texts. */
  private static final int LEAST_EPOCHS = 6;

  private static final int MANY = 120_000;

  /** The least number of epochs of characters: they say less each, and spell words together. */
  private static final int LEAST_OF_CHARACTERS = 20;

  private static final int MANY_OF_CHARACTERS = 400_000;

  /** With more labels than this, or of characters, the learning rate is {@link #HIGH_RATE}. */
  private static final int MANY_LABELS = 20;

  private static final double HIGH_RATE = 6e-3;

  /** With this many texts or more, a token that occurs once has no vector of its own. */
  private static final int TEXTS_FOR_TWO = 1_000;

  /** The fraction of texts of a single word from which on tokens are characters. */
  private static final double SINGLE_WORDS = 0.9;

  /** Input and output dropout, if it is automatic. */
  private static final double OF_CHARACTERS = 0.2;

  private static final double OF_WORDS = 0.4;

  /** How many epochs a training has that goes on from a classifier. */
  private static final int GOING_ON_EPOCHS = 6;

  private Sizing() {}

  /**
   * The configuration with values in place of what is automatic.
   *
   * @param parent the model to start from, or null
   */
  static ClassifierConfig resolve(
      ClassifierConfig config, List<String> texts, int labels, @Nullable Parent parent) {
    ClassifierBuilder builder = config.toBuilder();
    if (config.tokenizer().equals(Tokenizer.automatic())) {
      boolean names = config.embedding().vectors() == null && isOfSingleWords(texts);
      builder.tokenizer(names ? Tokenizer.characters() : Tokenizer.words());
    }
    ClassifierConfig sized = resolve(builder.config(), texts.size(), labels, parent);
    double rate = isOfCharacters(sized) ? OF_CHARACTERS : OF_WORDS;
    return sized.toBuilder()
        .inputDropout(suited(sized.inputDropout(), rate))
        .outputDropout(suited(sized.outputDropout(), rate))
        .wordDropout(sized.wordDropoutRate())
        .config();
  }

  private static boolean isOfCharacters(ClassifierConfig config) {
    return config.tokenizer().equals(Tokenizer.characters());
  }

  private static double suited(double dropout, double automatic) {
    return dropout == ClassifierBuilder.AUTOMATIC_DROPOUT ? automatic : dropout;
  }

  /** Whether the texts are names or the like, of which a network of words learns nothing. */
  private static boolean isOfSingleWords(List<String> texts) {
    long single = texts.stream().filter(Sizing::isSingleWord).count();
    return single >= SINGLE_WORDS * texts.size();
  }

  private static boolean isSingleWord(String text) {
    return text.strip().codePoints().noneMatch(c -> Unicode.isSpace(c) || Characters.isUnspaced(c));
  }

  /**
   * The configuration with numbers in place of what is automatic.
   *
   * @param parent the model to start from, or null
   */
  static ClassifierConfig resolve(
      ClassifierConfig config, int texts, int labels, @Nullable Parent parent) {
    boolean goesOn = parent instanceof ClassifierParent;
    TrainingOptions options = config.training();
    TrainingOptions.Builder resolved = options.toBuilder();
    int batch = options.batchSize();
    if (batch == TrainingOptions.AUTOMATIC) {
      batch = texts <= SMALL ? SMALL_BATCH : LARGE_BATCH;
      resolved.batchSize(batch);
    }
    if (options.epochs() == TrainingOptions.AUTOMATIC) {
      int epochs = goesOn ? GOING_ON_EPOCHS : epochs(config, texts, labels, batch);
      resolved.epochs(epochs);
      if (options.patience() == 0 && config.isCalibrated() && !isOfCharacters(config)) {
        resolved.patience(epochs); // the best epoch is kept; a slow beginning does not end it
      }
    }
    if (options.learningRate() == TrainingOptions.AUTOMATIC) {
      resolved.learningRate(learningRate(config, labels));
    }
    ClassifierBuilder builder = config.toBuilder().training(resolved.build());
    if (config.linearCost() == TrainingOptions.AUTOMATIC && (goesOn || !config.isCalibrated())) {
      builder.linearCost(Calibration.DEFAULT_COST);
    }
    if (config.minimumCount() == TrainingOptions.AUTOMATIC) {
      builder.vocabulary(texts < TEXTS_FOR_TWO ? 1 : 2, config.maximumVocabulary());
    }
    return builder.config();
  }

  private static int epochs(ClassifierConfig config, int texts, int labels, int batch) {
    boolean characters = isOfCharacters(config);
    double steps = STEPS + STEPS_PER_LABEL * (double) labels;
    double epochs = Math.ceil(steps * batch / texts);
    int least = characters ? LEAST_OF_CHARACTERS : LEAST_EPOCHS;
    int most = (characters ? MANY_OF_CHARACTERS : MANY) / texts;
    return (int) Math.max(Math.max(2, Math.min(least, most)), Math.min(MOST_EPOCHS, epochs));
  }

  private static double learningRate(ClassifierConfig config, int labels) {
    return labels > MANY_LABELS || isOfCharacters(config)
        ? HIGH_RATE
        : TrainingOptions.DEFAULT_LEARNING_RATE;
  }
}
