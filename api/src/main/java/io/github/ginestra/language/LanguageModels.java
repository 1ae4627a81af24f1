package io.github.ginestra.language;

import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingOptions;

/**
 * Entry points for language models: each method returns a builder, which trains a model.
 *
 * <pre>{@code
 * try (CharLanguageModel model = LanguageModels.characters().train(Files.readString(path))) {
 *   model.generate("Sempre caro mi fu", Sampler.temperature(0.5), 400);
 * }
 * }</pre>
 */
public final class LanguageModels {
  /** The patience that language models are trained with by default. */
  public static final int DEFAULT_PATIENCE = 10;

  private LanguageModels() {}

  /**
   * A model of characters for any text, quick to train: 128 long short-term memory units.
   *
   * @return a builder with the defaults that its methods document
   */
  public static LanguageModelBuilder<CharLanguageModel> characters() {
    return new LanguageModelBuilder<>(CharLanguageModel.class, SymbolKind.CHARACTERS);
  }

  /**
   * A larger character model, for texts of about a hundred thousand to a million characters. It has
   * 384 units, regularised by dropout and weight decay. It trains several times longer than {@link
   * #characters} and predicts the text better; {@code docs/benchmarks.md} says how much.
   *
   * @return a builder with the values of the preset
   */
  public static LanguageModelBuilder<CharLanguageModel> verse() {
    return characters()
        .recurrent(RecurrentSpec.lstm(384))
        .embedding(96)
        .outputDropout(0.65)
        .training(options -> options.batchSize(16).learningRate(5e-3).weightDecay(0.2).epochs(30))
        .finalEpochs(2)
        .preset();
  }

  /**
   * A model of words: 256 long short-term memory units over the words of the text, up to {@value
   * LanguageModelBuilder#DEFAULT_WORDS} of them. Input and output share one table of vectors.
   *
   * @return a builder with the values of the preset
   */
  public static LanguageModelBuilder<WordLanguageModel> words() {
    return new LanguageModelBuilder<>(WordLanguageModel.class, SymbolKind.WORDS)
        .maximumSymbols(LanguageModelBuilder.DEFAULT_WORDS)
        .recurrent(RecurrentSpec.lstm(256))
        .embedding(256)
        .tied(true)
        .inputDropout(0.4)
        .outputDropout(0.5)
        .unroll(35)
        .training(options -> options.batchSize(16).learningRate(5e-3))
        .preset();
  }

  /** The options that language models are trained with by default. */
  static TrainingOptions training() {
    return TrainingOptions.builder()
        .epochs(25)
        .batchSize(32)
        .learningRate(1e-2)
        .weightDecay(0.1)
        .schedule(Schedule.COSINE)
        .validationFraction(0.1)
        .patience(DEFAULT_PATIENCE)
        .build();
  }
}
