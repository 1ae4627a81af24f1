package io.github.ginestra.language;

import io.github.ginestra.internal.training.EpochLoop;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.internal.training.TrainingRun;
import io.github.ginestra.internal.training.TrainingWatch.Progress;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingListener.Phase;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trains a language model: reads the text, holds out the validation part. */
record LanguageTraining<M extends LanguageModel>(
    Class<M> type,
    SymbolKind kind,
    LanguageModelConfig config,
    RunSettings run,
    @Nullable LanguageParent parent,
    @Nullable SampleWriter samples) {

  /** Reads a text. */
  private interface Source {
    SymbolText read(Progress progress) throws IOException;
  }

  M train(String text) {
    return readSafely(source(text), null);
  }

  M train(String text, String validation) {
    EpochLoop.requireValidation(
        config.training(),
        !validation.isEmpty(),
        "the validation text given is empty; give another, or leave it out and set"
            + " validationFraction");
    return readSafely(source(text), source(validation));
  }

  M train(Stream<String> texts) {
    return readSafely(source(new LinesReader(texts.iterator())), null);
  }

  M train(List<String> texts) {
    return readSafely(reading -> SymbolText.of(tokenizer(), texts, enough(), reading), null);
  }

  M train(Reader text) throws IOException {
    return read(source(text), null);
  }

  private Source source(String text) {
    return reading -> SymbolText.of(tokenizer(), text, enough(), reading);
  }

  private Source source(Reader text) {
    return reading -> SymbolText.read(tokenizer(), text, enough(), reading);
  }

  private Tokenizer tokenizer() {
    return config.tokenizer();
  }

  /** Trains on what does not fail to be read. */
  private M readSafely(Source text, @Nullable Source validation) {
    try {
      return read(text, validation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private M read(Source text, @Nullable Source given) throws IOException {
    double fraction = config.training().validationFraction();
    if (given == null) {
      EpochLoop.requireValidation(
          config.training(), fraction > 0, "set validationFraction, or give a validation text");
    }
    return type.cast(
        TrainingRun.<LanguageModel, IOException>train(
            config,
            config.training(),
            run,
            phases -> {
              SymbolText learned = text.read(phases.begin(Phase.VOCABULARY));
              SymbolText validation =
                  given == null ? null : given.read(phases.begin(Phase.VOCABULARY));
              return new LanguageTask(
                  config, kind, TextParts.of(learned, validation, fraction), samples, parent);
            }));
  }

  /** How many symbols are read even if the training is ended meanwhile: more than one batch. */
  private int enough() {
    long steps = Math.max(config.unroll(), config.window()) + 1L;
    double learned = 1 - config.training().validationFraction();
    return (int)
        Math.min(Integer.MAX_VALUE, (long) (config.training().batchSize() * steps / learned) + 2);
  }
}
