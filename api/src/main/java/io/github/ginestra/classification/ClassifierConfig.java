package io.github.ginestra.classification;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.config.ConfigJson;
import io.github.ginestra.internal.config.ConfigReader;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingOptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a classifier: every hyper-parameter of its texts, its network and its
 * training. The backend, the listener and the directory of checkpoints are not part of it.
 * Immutable.
 *
 * <pre>{@code
 * ClassifierConfig config = Classifiers.spam().config();
 * Files.writeString(path, config.toJson());
 * ClassifierConfig.fromJson(Files.readString(path)).toBuilder().train(examples);
 * }</pre>
 *
 * @param recurrent the recurrent layers
 * @param tokenizer how a text becomes tokens
 * @param embedding how tokens become vectors
 * @param letterCase the length of the learned vector of a token's letter case, 0 or more; 0 for
 *     none
 * @param pooling how the states of a text become one vector
 * @param fixedLength the number of tokens to which each text is padded or cut, at most {@value
 *     #MAXIMUM_FIXED_LENGTH}; 0 to keep its own length
 * @param maximumTokens the greatest number of tokens that the network reads of a text; 1 or more
 * @param inputDropout the dropout of the recurrent layers' input, in [0, 1), or {@value
 *     ClassifierBuilder#AUTOMATIC_DROPOUT} for what suits the tokens
 * @param outputDropout the dropout of the pooled values, likewise
 * @param wordDropout the fraction of words made unknown while training, in [0, 1); null for {@value
 *     ClassifierBuilder#DEFAULT_WORD_DROPOUT}, and 0 for characters
 * @param initialization how the initial weights are drawn
 * @param forgetBias the initial bias of the forget gates of LSTM layers; null to draw it
 * @param classWeights label → the weight of its examples in the network's loss, more than 0; labels
 *     not named have 1
 * @param balanced whether all labels count alike, regardless of their number of examples
 * @param ngrams the features of the linear path; null for none
 * @param linearOnly whether the classifier is its linear path alone, without a network
 * @param linearCost C of the linear path's support vector machine; more than 0, or {@link
 *     TrainingOptions#AUTOMATIC} for what suits held-out texts
 * @param calibrationFraction the fraction of the training examples that is held out to weigh the
 *     paths and to calibrate the probabilities, in [0, 1); 0 for fixed weights
 * @param minimumCount how often a token must occur to have a vector of its own; 1 or more, or
 *     {@link TrainingOptions#AUTOMATIC}
 * @param maximumVocabulary the greatest number of tokens with a vector of their own; 1 or more
 * @param training how the network is trained
 */
public record ClassifierConfig(
    RecurrentSpec recurrent,
    Tokenizer tokenizer,
    Embedding embedding,
    int letterCase,
    Pooling pooling,
    int fixedLength,
    int maximumTokens,
    double inputDropout,
    double outputDropout,
    @Nullable Double wordDropout,
    Initialization initialization,
    @Nullable Double forgetBias,
    Map<String, Double> classWeights,
    boolean balanced,
    @Nullable NgramSpec ngrams,
    boolean linearOnly,
    double linearCost,
    double calibrationFraction,
    int minimumCount,
    int maximumVocabulary,
    TrainingOptions training) {

  /** The greatest {@code fixedLength}: each text takes the memory of as many tokens. */
  public static final int MAXIMUM_FIXED_LENGTH = 100_000;

  /**
   * Checks the values, copies the weights and gives their labels the form that examples have.
   *
   * @throws IllegalArgumentException if a value is out of its range
   * @throws IllegalStateException if class weights are given together with {@code balanced}, or a
   *     linear path alone has no n-grams
   */
  public ClassifierConfig {
    Checks.notNull(recurrent, "recurrent");
    Checks.notNull(tokenizer, "tokenizer");
    Checks.notNull(embedding, "embedding");
    Checks.notNegative(letterCase, "letterCase");
    Checks.notNull(pooling, "pooling");
    if (Checks.notNegative(fixedLength, "fixedLength") > MAXIMUM_FIXED_LENGTH) {
      throw new IllegalArgumentException(
          "fixedLength (" + fixedLength + ") must be at most " + MAXIMUM_FIXED_LENGTH);
    }
    Checks.positive(maximumTokens, "maximumTokens");
    requireDropout(inputDropout, "inputDropout");
    requireDropout(outputDropout, "outputDropout");
    if (wordDropout != null) {
      Checks.fraction(wordDropout, "wordDropout");
    }
    Checks.notNull(initialization, "initialization");
    classWeights = byCleanLabel(classWeights);
    if (balanced && !classWeights.isEmpty()) {
      throw new IllegalStateException("classWeights and balanced exclude each other");
    }
    if (linearOnly && ngrams == null) {
      throw new IllegalStateException("a linear path alone needs n-grams");
    }
    if (linearCost != TrainingOptions.AUTOMATIC) {
      Checks.positive(linearCost, "linearCost");
    }
    Checks.fraction(calibrationFraction, "calibrationFraction");
    Checks.notNegative(minimumCount, "minimumCount");
    Checks.positive(maximumVocabulary, "maximumVocabulary");
    Checks.notNull(training, "training");
  }

  private static void requireDropout(double rate, String name) {
    if (rate != ClassifierBuilder.AUTOMATIC_DROPOUT) {
      Checks.fraction(rate, name);
    }
  }

  static Map<String, Double> byCleanLabel(Map<String, Double> weights) {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    weights.forEach(
        (label, weight) -> {
          Checks.positive(weight, "weight of " + Printable.quoted(label));
          if (byLabel.put(Labels.clean(label), weight) != null) {
            throw new IllegalArgumentException(
                "weights name the label " + Printable.quoted(label) + " twice");
          }
        });
    return Collections.unmodifiableMap(byLabel);
  }

  /** The word dropout. Characters are few and well known: dropping them only spells words wrong. */
  double wordDropoutRate() {
    return wordDropout != null
        ? wordDropout
        : tokenizer.equals(Tokenizer.characters()) ? 0 : ClassifierBuilder.DEFAULT_WORD_DROPOUT;
  }

  /** Whether training examples are held out to weigh the paths. */
  boolean isCalibrated() {
    return ngrams != null && calibrationFraction > 0;
  }

  /** {@return a new builder with the same values, and the default backend, threads and device} */
  public ClassifierBuilder toBuilder() {
    return new ClassifierBuilder(this);
  }

  /**
   * Writes this configuration as JSON: an object with a member for each component. A tokenizer is
   * written as its name; of pretrained vectors, only their number is written.
   *
   * @return JSON on one line, for {@link #fromJson}
   */
  public String toJson() {
    return ConfigJson.write(this);
  }

  /**
   * Reads a configuration from JSON. A member that is missing has the default of {@link
   * Classifiers#text()}.
   *
   * @param json an object as {@link #toJson} writes it
   * @return the configuration
   * @throws IllegalArgumentException if it is not JSON, a name is unknown, a value is not allowed,
   *     the tokenizer is not one of the library's, or the embedding is pretrained; the message
   *     names the member
   */
  public static ClassifierConfig fromJson(String json) {
    return ConfigReader.read(json, Classifiers.text().config());
  }
}
