package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.Progress;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.training.Schedule;
import java.util.Locale;

/**
 * How fast an engine learns and writes, whatever it learns: LSTM(128) over characters, each a
 * dimension of its own, without dropout, 64 streams of 50 steps.
 */
final class LeopardiSpeed {
  static final int DEFAULT_WARM_UP = 150;
  static final int DEFAULT_STEPS = 250;

  private static final int UNITS = 128;
  private static final int BATCH = 64;
  private static final int UNROLL = 50;
  private static final double LEARNING_RATE = 1e-3;

  private final LeopardiRun run;
  private final LearningSpeed learning;
  private final WritingSpeed writing;

  LeopardiSpeed(LeopardiRun run, LearningSpeed learning, WritingSpeed writing) {
    this.run = run;
    this.learning = learning;
    this.writing = writing;
  }

  Figures figures() {
    Console console = run.console();
    console.say("text      %s", run.corpus().summary());
    console.say("protocol  %s", protocol());
    try (CharLanguageModel model = train()) {
      console.say("%nlearned  %,9.0f characters/s", learning.median());
      Figures figures =
          run.figures(protocol())
              .put("engine", model.provenance().engine())
              .put("trainCharactersPerSecond", learning.median());
      writing.add(model, console, figures);
      return figures;
    }
  }

  private CharLanguageModel train() {
    try (Progress progress = new Progress(run.console(), run.options().showsProgress(), 1)) {
      return run.options()
          .applyTo(builder())
          .listener(progress.next("").andThen(learning))
          .train(run.corpus().text());
    }
  }

  private String protocol() {
    return String.format(
        Locale.ROOT,
        "LSTM(%d), one-hot, batch %d, unroll %d, the last %d of %d steps; writing: %,d characters,"
            + " warm, temperature 0.5",
        UNITS,
        BATCH,
        UNROLL,
        learning.steps() - learning.warmUp(),
        learning.steps(),
        writing.characters());
  }

  private LanguageModelBuilder<CharLanguageModel> builder() {
    return LanguageModels.characters()
        .recurrent(RecurrentSpec.lstm(UNITS))
        .oneHot()
        .withoutMemory()
        .outputDropout(0)
        .unroll(UNROLL)
        .training(
            options ->
                options
                    .epochs(epochs())
                    .batchSize(BATCH)
                    .learningRate(LEARNING_RATE)
                    .schedule(Schedule.CONSTANT)
                    .weightDecay(0)
                    .validationFraction(0)
                    .patience(0)
                    .seed(run.seed()));
  }

  /** Enough for all steps, where an epoch has one at least. */
  private int epochs() {
    int leastSteps = Math.max(1, run.corpus().length() / (BATCH * UNROLL));
    return (learning.steps() + leastSteps - 1) / leastSteps;
  }
}
