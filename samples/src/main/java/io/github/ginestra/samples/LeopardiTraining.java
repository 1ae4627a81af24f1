package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.Progress;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.reports.LanguageModelReport;
import io.github.ginestra.reports.TrainingReport;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Trains a generator, draws how it went, and has it continue texts. */
final class LeopardiTraining {
  /** The validation loss to which the training time is reported, in nats per character. */
  private static final double LEVEL = 2.10;

  private final LeopardiRun run;
  private final Console console;
  private final LeopardiRecipe recipe;
  private final double maximumSeconds;
  private final TrainingFiles files;

  private long charactersLearned;

  /**
   * For one training.
   *
   * @param maximumSeconds how long it may take
   * @param files where to put what comes of it
   */
  LeopardiTraining(
      LeopardiRun run, LeopardiRecipe recipe, double maximumSeconds, TrainingFiles files) {
    this.run = run;
    this.console = run.console();
    this.recipe = recipe;
    this.maximumSeconds = maximumSeconds;
    this.files = files;
  }

  /**
   * Does it all.
   *
   * @param continuations what is written in the end
   * @param speed measures the writing, or null
   */
  Figures figures(Continuations continuations, @Nullable WritingSpeed speed) throws IOException {
    console.say("text      %s", run.corpus().summary());
    console.say("          %s", run.corpus().origin());
    console.say("protocol  %s", protocol());
    console.say("          the last 10 % held out; losses in nats per character");
    console.say("");
    long start = System.nanoTime();
    try (CharLanguageModel model = train()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      Figures figures = report(model, seconds);
      files.write(model::save, reporter(model, continuations)::write, console, figures);
      figures.put("samples", continuations.write(model, console));
      if (speed != null) {
        speed.add(model, console, figures);
      }
      return figures;
    }
  }

  private String protocol() {
    return recipe.protocol() + ", seed " + run.seed();
  }

  private CharLanguageModel train() {
    try (Progress progress =
        new Progress(console, run.options().showsProgress(), 1, maximumSeconds)) {
      return run.options()
          .applyTo(recipe.builder())
          .training(this::limit)
          .listener(progress.next("").andThen(epochLines(progress)))
          .train(run.corpus().text());
    }
  }

  private void limit(TrainingOptions.Builder options) {
    options.seed(run.seed());
    if (Double.isFinite(maximumSeconds)) {
      options.maximumDuration(Duration.ofNanos((long) (maximumSeconds * 1e9)));
    }
  }

  private TrainingListener epochLines(Progress progress) {
    return new TrainingListener() {
      @Override
      public void onStep(TrainingProgress step) {
        charactersLearned = step.examples();
      }

      @Override
      public void onEpoch(EpochMetrics m) {
        progress.say(
            "epoch %2d  training loss %.4f  validation loss %.4f  %5.1f s",
            m.epoch(), m.trainingLoss(), m.validationLoss().orElse(Double.NaN), m.seconds());
      }
    };
  }

  private Figures report(CharLanguageModel model, double totalSeconds) throws IOException {
    TrainingHistory history = model.history();
    EpochMetrics best = history.best().orElseThrow();
    double loss = best.validationLoss().orElseThrow();
    double rate = charactersLearned / history.seconds();
    console.say(
        "%nbest validation loss %.4f after epoch %d; %.1f s of training, %.1f s in all;"
            + " %,.0f characters/s",
        loss, best.epoch(), history.seconds(), totalSeconds, rate);
    Figures figures =
        run.figures(protocol())
            .put("engine", model.provenance().engine())
            .put("validationLoss", loss)
            .put("bestEpoch", best.epoch())
            .put("trainSeconds", history.seconds())
            .put("totalSeconds", totalSeconds)
            .put("trainCharactersPerSecond", rate);
    secondsTo(LEVEL, history).ifPresent(s -> figures.put("secondsToLoss210", s));
    figures
        .put("epochs", history.epochs().size())
        .put("history", history.epochs().stream().map(LeopardiTraining::epoch).toList());
    Path curves = files.pictures().resolve("learning-curves.png");
    LearningCurves.writeLoss(history, "nats per character", curves);
    console.say("wrote %s", curves);
    return figures.put("pictures", List.of(curves.toString()));
  }

  /** The seconds of training until the validation loss was so low; empty if it never was. */
  static OptionalDouble secondsTo(double loss, TrainingHistory history) {
    double seconds = 0;
    for (EpochMetrics metrics : history.epochs()) {
      seconds += metrics.seconds();
      if (metrics.validationLoss().orElse(Double.NaN) <= loss) {
        return OptionalDouble.of(seconds);
      }
    }
    return OptionalDouble.empty();
  }

  private static Map<String, Object> epoch(EpochMetrics metrics) {
    Figures figures =
        new Figures().put("epoch", metrics.epoch()).put("trainingLoss", metrics.trainingLoss());
    metrics.validationLoss().ifPresent(loss -> figures.put("validationLoss", loss));
    return figures.put("seconds", metrics.seconds()).asMap();
  }

  private LanguageModelReport reporter(CharLanguageModel model, Continuations continuations) {
    LanguageModelReport report =
        TrainingReport.of(model)
            .title("Generator of " + run.corpus().name())
            .note("Text", run.corpus().summary())
            .note("Protocol", protocol() + "; the last 10 % held out");
    continuations.prompts().forEach(prompt -> report.prompt(prompt.text()));
    return report;
  }
}
