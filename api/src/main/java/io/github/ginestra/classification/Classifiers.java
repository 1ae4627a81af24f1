package io.github.ginestra.classification;

import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingOptions;

/** Entry points for text classifiers: each method returns a builder, which trains a classifier. */
public final class Classifiers {
  /** Those of {@link #text()}. */
  static final NgramSpec NGRAMS =
      NgramSpec.standard().withSeparateScaling().withInverseDocumentFrequency().buckets(1 << 18);

  /**
   * Those that are tried besides where tokens are characters: a word and its parts in one vector.
   */
  static final NgramSpec NGRAMS_OF_CHARACTERS =
      NgramSpec.standard()
          .words(1, 1)
          .characters(1, 5)
          .withInverseDocumentFrequency()
          .buckets(1 << 18);

  private Classifiers() {}

  /**
   * The preset for short messages such as SMS. Labels are taken from the examples; they need not be
   * spam and ham.
   *
   * @return a builder with the values of the preset; {@code docs/benchmarks.md} says what it
   *     reaches
   */
  public static ClassifierBuilder spam() {
    return new ClassifierBuilder()
        .tokenizer(Tokenizer.messages())
        .letterCase(8)
        .maximumTokens(120)
        .inputDropout(0.4)
        .outputDropout(0.4)
        .wordDropout(0.2)
        .ngrams(NgramSpec.standard().buckets(1 << 16))
        .preset();
  }

  /**
   * A classifier that gives each text any number of labels.
   *
   * @return a builder with the defaults that its methods document
   */
  public static MultiLabelBuilder multiLabel() {
    return new MultiLabelBuilder();
  }

  /**
   * The preset for any texts and labels: a recurrent network and a linear path over n-grams.
   * Held-out texts decide how much the network and the n-grams count. So probabilities are
   * calibrated, and the network is ignored if it does not help. The length of the training, the
   * batch size, the learning rate and the vocabulary suit the number of texts and labels. The
   * tokens are words or, for names and other texts of one word, characters. Where they are, the
   * linear path is also fitted with words and their parts of 1 to 5 characters in one vector, and
   * held-out texts decide between both, unless {@code ngrams} or {@code linearCost} is set. An
   * n-gram language model of the characters for each label counts too, if that lowers the held-out
   * loss (Peng, Schuurmans and Wang, 2004). What you set is not changed. {@code describe()} of the
   * trained classifier says what was chosen.
   *
   * @return a builder with the values of the preset; {@code docs/recipes.md} says what it reaches
   */
  public static ClassifierBuilder text() {
    return new ClassifierBuilder()
        .tokenizer(Tokenizer.automatic())
        .ngrams(NGRAMS)
        .linearCost(TrainingOptions.AUTOMATIC)
        .calibrationFraction(0.1)
        .automaticDropout()
        .vocabulary(TrainingOptions.AUTOMATIC, ClassifierBuilder.DEFAULT_MAXIMUM_VOCABULARY)
        .training(
            options ->
                options
                    .epochs(TrainingOptions.AUTOMATIC)
                    .batchSize(TrainingOptions.AUTOMATIC)
                    .learningRate(TrainingOptions.AUTOMATIC))
        .preset();
  }
}
