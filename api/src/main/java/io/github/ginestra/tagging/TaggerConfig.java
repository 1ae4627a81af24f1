package io.github.ginestra.tagging;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.config.ConfigJson;
import io.github.ginestra.internal.config.ConfigReader;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingOptions;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a tagger: every hyper-parameter of its tags, its tokens, its network and its
 * training. The backend, the listener and the directory of checkpoints are not part of it.
 * Immutable.
 *
 * @param encoding how the tags of entities are learned; null for tags of single tokens
 * @param recurrent the recurrent layers
 * @param tokenizer how a text becomes tokens
 * @param embedding how words become vectors
 * @param letterCase the length of the vector of each letter case; 0 for none
 * @param characters how the characters of a word become a vector; null if they are not read
 * @param inputDropout the dropout of the recurrent layers' input, in [0, 1)
 * @param outputDropout the dropout of the last layer's output, in [0, 1)
 * @param wordDropout how often words become unknown during training: a word that occurs n times
 *     becomes unknown with probability wordDropout / (wordDropout + n); 0 or more
 * @param initialization how the initial weights are drawn
 * @param forgetBias the initial bias of the forget gates of LSTM layers; null to draw it
 * @param transitions whether the network has scores for pairs of adjacent tags, as a conditional
 *     random field; otherwise it learns each tag by itself
 * @param features whether there is a sparse path beside the network
 * @param minimumCount how often a word must occur to get a vector; 1 or more
 * @param maximumVocabulary how many words get a vector at most; 1 or more
 * @param training how the network is trained
 */
public record TaggerConfig(
    @Nullable Encoding encoding,
    RecurrentSpec recurrent,
    Tokenizer tokenizer,
    Embedding embedding,
    int letterCase,
    @Nullable Characters characters,
    double inputDropout,
    double outputDropout,
    double wordDropout,
    Initialization initialization,
    @Nullable Double forgetBias,
    boolean transitions,
    boolean features,
    int minimumCount,
    int maximumVocabulary,
    TrainingOptions training) {
  private static final int FEW = 1_000;
  private static final int MANY = 4_000;
  private static final int SMALL_BATCH = 8;
  private static final int LEAST_EPOCHS = 15;
  private static final int MOST_EPOCHS = 60;

  /** How many steps there are at least, if the epochs are not too many. */
  private static final int STEPS = 1_500;

  /**
   * A convolution over the characters of each word, which makes a vector of them (see {@link
   * io.github.ginestra.network.CharacterEncoder}).
   *
   * @param dimension the length of the vector of a character; 1 or more
   * @param width how many neighbouring characters a filter reads; 1 or more, odd
   * @param filters the length of each word's vector; 1 or more
   */
  public record Characters(int dimension, int width, int filters) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Characters {
      Checks.positive(dimension, "dimension");
      if (Checks.positive(width, "width") % 2 == 0) {
        throw new IllegalArgumentException("width (" + width + ") must be odd");
      }
      Checks.positive(filters, "filters");
    }
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TaggerConfig {
    Checks.notNull(recurrent, "recurrent");
    Checks.notNull(tokenizer, "tokenizer");
    Checks.notNull(embedding, "embedding");
    Checks.notNegative(letterCase, "letterCase");
    Checks.fraction(inputDropout, "inputDropout");
    Checks.fraction(outputDropout, "outputDropout");
    Checks.notNegative(wordDropout, "wordDropout");
    Checks.notNull(initialization, "initialization");
    Checks.positive(minimumCount, "minimumCount");
    Checks.positive(maximumVocabulary, "maximumVocabulary");
    Checks.notNull(training, "training");
    Checks.positive(training.learningRate(), "learningRate");
  }

  /**
   * The configuration with numbers in place of what is {@linkplain TrainingOptions#AUTOMATIC
   * automatic}: small batches for few texts, and more epochs the fewer steps an epoch has.
   */
  TaggerConfig resolved(int texts) {
    int batch = training.batchSize();
    int size = batch == TrainingOptions.AUTOMATIC ? suitableBatch(texts) : batch;
    int epochs = (int) Math.ceil((double) STEPS * size / texts);
    boolean automatic = training.epochs() == TrainingOptions.AUTOMATIC;
    return toBuilder()
        .training(
            options ->
                options
                    .batchSize(size)
                    .epochs(
                        automatic
                            ? Math.max(LEAST_EPOCHS, Math.min(MOST_EPOCHS, epochs))
                            : training.epochs()))
        .config();
  }

  private static int suitableBatch(int texts) {
    return texts < FEW ? SMALL_BATCH : texts < MANY ? 2 * SMALL_BATCH : 4 * SMALL_BATCH;
  }

  /** {@return a new builder with the same values, and the default backend, threads and device} */
  public TaggerBuilder toBuilder() {
    return new TaggerBuilder(this);
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
   * Taggers#tokens()}.
   *
   * @param json an object as {@link #toJson} writes it
   * @return the configuration
   * @throws IllegalArgumentException if it is not JSON, a name is unknown, a value is not allowed,
   *     the tokenizer is not one of the library's, or the embedding is pretrained; the message
   *     names the member
   */
  public static TaggerConfig fromJson(String json) {
    return ConfigReader.read(json, Taggers.tokens().config());
  }
}
