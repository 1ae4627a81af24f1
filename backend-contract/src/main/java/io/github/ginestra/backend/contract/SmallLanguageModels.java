package io.github.ginestra.backend.contract;

import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;

/** Language models that are trained in a moment, on a song written for the purpose. */
final class SmallLanguageModels {
  private static final String SONG =
      """
      La ginestra sta sul monte,
      gialla accanto alla sua fonte;
      canta il vento, passa l'ora,
      e la luna è bianca ancora.

      """;

  /** So often that the end is known by heart. */
  static final String TEXT = SONG.repeat(24);

  /** What the text goes on with. */
  static final String PROMPT = "canta il vento";

  private SmallLanguageModels() {}

  /** On one thread, for so little work. */
  static LanguageModelBuilder<CharLanguageModel> characters(Backend provider) {
    return LanguageModels.characters()
        .recurrent(RecurrentSpec.lstm(32))
        .embedding(16)
        .unroll(25)
        .threads(1)
        .backend(provider.name())
        .training(options -> options.epochs(25).batchSize(4).seed(3));
  }
}
