package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.training.ModelBuilder;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingOptions;
import org.jspecify.annotations.Nullable;

/**
 * What the builder of a language model collects: its hyper-parameters.
 *
 * @param <M> the type of the model
 */
abstract class LanguageModelSettings<M extends LanguageModel>
    extends ModelBuilder<LanguageModelBuilder<M>> {
  final SymbolKind kind;
  private boolean tied;
  private boolean variationalDropout;
  private int unroll = LanguageModelBuilder.DEFAULT_UNROLL;
  private int window; // 0: learn at every step
  private int maximumSymbols = Integer.MAX_VALUE;
  private int minimumCount = 1;
  private int memory; // 0: none
  private int finalEpochs = LanguageModelBuilder.DEFAULT_FINAL_EPOCHS;

  LanguageModelSettings(SymbolKind kind) {
    super(
        RecurrentSpec.lstm(128),
        kind.tokenizer,
        Embedding.learned(LanguageModelBuilder.DEFAULT_EMBEDDING),
        LanguageModels.training(),
        BackendSettings.defaults());
    this.kind = kind;
    memory = kind.memory;
    outputDropout = LanguageModelBuilder.DEFAULT_OUTPUT_DROPOUT;
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
    return self();
  }

  /**
   * Returns the configuration that was collected.
   *
   * @return all hyper-parameters, as a value
   * @throws IllegalStateException if weights are tied and vectors are not as long as the hidden
   *     state, or a setting contradicts the model that the training starts from
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
    return self();
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
    return self();
  }

  /**
   * Learns at every step, by truncated back-propagation through time (Williams and Peng, 1990). The
   * text is cut into {@linkplain TrainingOptions#batchSize() batch size} parts, at another place
   * each epoch; they are read side by side, T steps a batch, and every step predicts the next
   * symbol. Batches carry the state, not gradients. The default, with {@value
   * LanguageModelBuilder#DEFAULT_UNROLL} steps.
   *
   * @param steps T, how many steps back a gradient reaches at most; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public LanguageModelBuilder<M> unroll(int steps) {
    unroll = Checks.positive(steps, "steps");
    window = 0;
    return self();
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
    return self();
  }

  /**
   * Limits the known symbols to the most frequent ones. The default is no limit for characters,
   * {@value LanguageModelBuilder#DEFAULT_WORDS} for words.
   *
   * @param count how many symbols are known at most; 2 or more
   * @return this builder
   * @throws IllegalArgumentException if less than 2
   */
  public LanguageModelBuilder<M> maximumSymbols(int count) {
    maximumSymbols = LanguageModelConfig.requireTwo(count, "count");
    return self();
  }

  /**
   * Makes symbols unknown that occur less often than this. The default is 1: all symbols are known.
   *
   * @param count how often a symbol must occur; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public LanguageModelBuilder<M> minimumCount(int count) {
    minimumCount = Checks.positive(count, "count");
    return self();
  }

  /**
   * Sets the memory: beside the network, the model counts the n-grams of its text, and its
   * prediction is a mixture of both (interpolated modified Kneser–Ney smoothing; Chen and Goodman,
   * 1999). A model of characters also counts how the words of its text go on from their first
   * letters (up to 15), unless the script does not separate words. The weights of the predictions,
   * which depend on how often a context was seen, are fitted on the text held out for validation,
   * or on the last tenth if there is none. That part is then counted, too. A separate validation
   * text is never counted. Of a text of more than two million symbols the last two million are
   * counted.
   *
   * <p>The network and its losses do not depend on it. The default is {@value
   * LanguageModelBuilder#DEFAULT_MEMORY} for characters, {@value
   * LanguageModelBuilder#DEFAULT_WORD_MEMORY} for words.
   *
   * @param order the length of the longest n-grams; from 1 to {@value
   *     LanguageModelBuilder#LONGEST_NGRAMS}
   * @return this builder
   * @throws IllegalArgumentException if it is not in that range
   */
  public LanguageModelBuilder<M> memory(int order) {
    memory = LanguageModelConfig.requireOrder(order, "order");
    chosen.add("memory");
    return self();
  }

  /**
   * Trains the network alone, without a {@linkplain #memory memory}.
   *
   * @return this builder
   */
  public LanguageModelBuilder<M> withoutMemory() {
    memory = 0;
    chosen.add("memory");
    return self();
  }

  /**
   * Sets the number of epochs over the whole text at the end of the training, including the part
   * that was held out until then. The end of a text, such as a new chapter with its names, usually
   * resembles most what the model will read. The epochs begin with the best weights and 0.4 of the
   * learning rate, which falls to 0; they are not part of the {@linkplain LanguageModel#history
   * history}. The mixture with the {@linkplain #memory memory} is fitted before them. A training
   * that is ended early leaves them out, and so does one with a separate validation text or without
   * validation. The default is {@value LanguageModelBuilder#DEFAULT_FINAL_EPOCHS}.
   *
   * @param epochs 0 or more
   * @return this builder
   * @throws IllegalArgumentException if negative
   */
  public LanguageModelBuilder<M> finalEpochs(int epochs) {
    finalEpochs = Checks.notNegative(epochs, "epochs");
    return self();
  }

  /** Takes over what the user has not set. */
  final LanguageModelBuilder<M> startFrom(LanguageParent parent) {
    parent(parent);
    suit(LanguageModelBuilder.GOING_ON_EPOCHS, LanguageModelBuilder.GOING_ON_RATE);
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
    return self();
  }

  final @Nullable LanguageParent parent() {
    return (LanguageParent) run().parent();
  }
}
