package io.github.ginestra.samples;

import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a model is built and trained, except for seed, time limit and engine.
 *
 * @param protocol what it is, in a phrase
 * @param builder the builder that makes it
 */
record LeopardiRecipe(String protocol, LanguageModelBuilder<CharLanguageModel> builder) {
  /** The last part of the text, which is not learned from but measured on. */
  static final double VALIDATION_SHARE = 0.1;

  /** The default number of epochs of the lesson's recipe. */
  static final int LESSON_EPOCHS = 10;

  private static final int LESSON_UNITS = 128;
  private static final int LESSON_WINDOW = 40;
  private static final int LESSON_BATCH = 128;
  private static final double LESSON_RATE = 1e-3;

  /** Keras' constant for Adam. */
  private static final double LESSON_EPSILON = 1e-7;

  /** The library's own recipes. */
  enum Preset {
    SMALL,
    VERSE;

    private LanguageModelBuilder<CharLanguageModel> builder() {
      return this == SMALL ? LanguageModels.characters() : LanguageModels.verse();
    }
  }

  /**
   * One of the presets.
   *
   * @param units the hidden units, or null for as many as the preset has
   * @param epochs how often the text is seen, or null for as often as the preset has it
   */
  static LeopardiRecipe of(Preset preset, @Nullable Integer units, @Nullable Integer epochs) {
    LanguageModelBuilder<CharLanguageModel> builder =
        preset.builder().training(options -> options.validationFraction(VALIDATION_SHARE));
    if (units != null) {
      builder.recurrent(RecurrentSpec.lstm(units));
    }
    if (epochs != null) {
      builder.training(options -> options.epochs(epochs));
    }
    String name = "preset " + preset.name().toLowerCase(Locale.ROOT);
    return new LeopardiRecipe(units == null ? name : name + ", " + units + " units", builder);
  }

  /**
   * The lesson's: windows of 40 characters in, the next one out, each character a dimension of its
   * own, LSTM(128), softmax, Adam with a constant 1e-3, batches of 128, from Keras' initial
   * weights. Of all epochs the best weights are kept, and the training does not stop early.
   *
   * @param epochs how often the text is seen, or null for {@link #LESSON_EPOCHS}
   */
  static LeopardiRecipe lesson(@Nullable Integer epochs) {
    int count = epochs == null ? LESSON_EPOCHS : epochs;
    return new LeopardiRecipe(
        "the lesson's recipe: windows of 40 characters, one-hot, LSTM(128), Adam 1e-3, batch 128",
        LanguageModels.characters()
            .windows(LESSON_WINDOW)
            .oneHot()
            .withoutMemory()
            .recurrent(RecurrentSpec.lstm(LESSON_UNITS))
            .outputDropout(0)
            .initialization(Initialization.ORTHOGONAL)
            .training(lessonOptions(count)));
  }

  private static TrainingOptions lessonOptions(int epochs) {
    return TrainingOptions.builder()
        .epochs(epochs)
        .patience(epochs)
        .batchSize(LESSON_BATCH)
        .optimizer(Method.ADAM)
        .epsilon(LESSON_EPSILON)
        .learningRate(LESSON_RATE)
        .schedule(Schedule.CONSTANT)
        .weightDecay(0)
        .clipNorm(Double.POSITIVE_INFINITY)
        .validationFraction(VALIDATION_SHARE)
        .build();
  }
}
