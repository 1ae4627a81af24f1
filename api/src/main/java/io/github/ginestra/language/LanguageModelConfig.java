package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.config.ConfigJson;
import io.github.ginestra.internal.config.ConfigReader;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingOptions;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a language model: every hyper-parameter of its symbols, its network and its
 * training. The backend, the listener and the directory of checkpoints are not part of it.
 * Immutable.
 *
 * @param recurrent the recurrent layers, in one direction
 * @param tokenizer how a text becomes symbols, which one after the other are the text again
 * @param embedding how symbols become vectors: learned or one-hot
 * @param tied whether the table of vectors is also the output weight
 * @param inputDropout the dropout of the recurrent layers' input, in [0, 1)
 * @param outputDropout the dropout of the last layer's output, in [0, 1)
 * @param variationalDropout whether all steps of a sequence drop the same values
 * @param initialization how the initial weights are drawn
 * @param forgetBias the initial bias of the forget gates of LSTM layers; null to draw it
 * @param unroll T, how many steps back a gradient reaches at most; 1 or more
 * @param window W, the symbols of a window, or 0 to learn at every step
 * @param maximumSymbols how many symbols are known at most; 2 or more
 * @param minimumCount how often a symbol must occur in the text to be known; 1 or more
 * @param memory the length of the longest n-grams that the model's memory counts, from 1 to {@value
 *     LanguageModelBuilder#LONGEST_NGRAMS}, or 0 for a model without memory
 * @param finalEpochs how often the network learns the whole text at the end, with the part that was
 *     held out from it; 0 or more
 * @param training how the network is trained
 */
public record LanguageModelConfig(
    RecurrentSpec recurrent,
    Tokenizer tokenizer,
    Embedding embedding,
    boolean tied,
    double inputDropout,
    double outputDropout,
    boolean variationalDropout,
    Initialization initialization,
    @Nullable Double forgetBias,
    int unroll,
    int window,
    int maximumSymbols,
    int minimumCount,
    int memory,
    int finalEpochs,
    TrainingOptions training) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a value is out of its range, the recurrent layers read in
   *     both directions, or the embedding is pretrained
   * @throws IllegalStateException if the weights are tied and the vectors not as long as there are
   *     hidden units
   */
  public LanguageModelConfig {
    requireOneDirection(Checks.notNull(recurrent, "recurrent"));
    Checks.notNull(tokenizer, "tokenizer");
    requireLearned(Checks.notNull(embedding, "embedding"));
    Checks.fraction(inputDropout, "inputDropout");
    Checks.fraction(outputDropout, "outputDropout");
    Checks.notNull(initialization, "initialization");
    Checks.notNull(training, "training");
    Checks.positive(unroll, "unroll");
    Checks.notNegative(window, "window");
    requireTwo(maximumSymbols, "maximumSymbols");
    Checks.positive(minimumCount, "minimumCount");
    if (memory != 0) {
      requireOrder(memory, "memory");
    }
    Checks.notNegative(finalEpochs, "finalEpochs");
    Checks.positive(training.epochs(), "epochs");
    Checks.positive(training.batchSize(), "batchSize");
    Checks.positive(training.learningRate(), "learningRate");
    if (tied && embedding.dimension() != recurrent.units()) {
      throw new IllegalStateException(
          "tied weights need an embedding ("
              + (embedding.isOneHot() ? "one-hot" : embedding.dimension())
              + ") as long as there are hidden units: set embedding("
              + recurrent.units()
              + ") or tied(false)");
    }
  }

  static int requireTwo(int count, String name) {
    if (count < 2) {
      throw new IllegalArgumentException(name + " (" + count + ") must be two or more");
    }
    return count;
  }

  static int requireOrder(int order, String name) {
    if (order < 1 || order > LanguageModelBuilder.LONGEST_NGRAMS) {
      throw new IllegalArgumentException(
          name + " (" + order + ") must be in [1, " + LanguageModelBuilder.LONGEST_NGRAMS + "]");
    }
    return order;
  }

  static RecurrentSpec requireOneDirection(RecurrentSpec recurrent) {
    if (recurrent.isBidirectional()) {
      throw new IllegalArgumentException(
          "recurrent (" + recurrent + ") must read in one direction only");
    }
    return recurrent;
  }

  static Embedding requireLearned(Embedding embedding) {
    if (embedding.vectors() != null) {
      throw new IllegalArgumentException(
          "embedding ("
              + embedding.vectors()
              + ") must be learned or one-hot: the symbols of a language model are written with the"
              + " spaces before them, which pretrained vectors do not have");
    }
    return embedding;
  }

  /**
   * Starts a builder from this configuration.
   *
   * @return a new builder with the same values, and the default backend, threads and device; it
   *     trains a {@link CharLanguageModel} if the tokenizer is that of characters, else a {@link
   *     WordLanguageModel}
   */
  public LanguageModelBuilder<? extends LanguageModel> toBuilder() {
    return SymbolKind.of(tokenizer) == SymbolKind.CHARACTERS
        ? new LanguageModelBuilder<>(CharLanguageModel.class, SymbolKind.CHARACTERS).values(this)
        : new LanguageModelBuilder<>(WordLanguageModel.class, SymbolKind.WORDS).values(this);
  }

  /**
   * Writes this configuration as JSON: an object with a member for each component.
   *
   * @return JSON on one line, for {@link #fromJson}
   */
  public String toJson() {
    return ConfigJson.write(this);
  }

  /**
   * Reads a configuration from JSON. A member that is missing has the default of {@link
   * LanguageModels#characters()}.
   *
   * @param json an object as {@link #toJson} writes it
   * @return the configuration
   * @throws IllegalArgumentException if it is not JSON, a name is unknown, a value is not allowed,
   *     or the tokenizer is not one of the library's; the message names the member
   */
  public static LanguageModelConfig fromJson(String json) {
    return ConfigReader.read(json, LanguageModels.characters().config());
  }
}
