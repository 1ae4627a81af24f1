package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.OutputPlace;
import io.github.ginestra.cli.Progress;
import io.github.ginestra.reports.TaggerReport;
import io.github.ginestra.reports.TrainingReport;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggerBuilder;
import io.github.ginestra.tagging.TaggingEvaluation;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Trains a tagger, tests it and writes it where that is asked for; or loads one.
 *
 * @param console where to print
 * @param run the options that every command takes
 * @param options the options of taggers
 * @param source where texts come from
 * @param title the heading of the report
 */
record TaggerTraining(
    Console console, RunOptions run, TaggerOptions options, TaggingSource source, String title) {

  /**
   * The tagger, to be closed by the caller.
   *
   * @param builder trains it
   * @param figures receives the figures
   */
  SequenceTagger tagger(TaggerBuilder builder, Figures figures) throws IOException {
    Path model = options.model;
    if (model == null) {
      options.checkPlaces();
      return trained(builder, figures);
    }
    figures.put("model", model.toString());
    SequenceTagger tagger = SequenceTagger.loader().backend(run.loadingBackend()).load(model);
    console.say(tagger.describe().stripTrailing());
    if (options.data != null) {
      test(tagger, source.read(options.data, console), figures);
    }
    return tagger;
  }

  private SequenceTagger trained(TaggerBuilder builder, Figures figures) throws IOException {
    TaggingTexts texts = source.read(options.data, console);
    console.say("data   %s", texts.summary());
    console.say("       %s", texts.origin());
    figures.put("data", texts.name()).put("seed", options.seed);
    long start = System.nanoTime();
    SequenceTagger tagger = train(builder, texts);
    try {
      double seconds = (System.nanoTime() - start) / 1e9;
      console.say("trained in %.1f s", seconds);
      figures.put("trainSeconds", seconds);
      test(tagger, texts, figures);
      write(tagger, texts, figures);
      return tagger;
    } catch (IOException | RuntimeException | Error e) {
      tagger.close();
      throw e;
    }
  }

  private SequenceTagger train(TaggerBuilder builder, TaggingTexts texts) {
    try (Progress progress = new Progress(console, run.showsProgress(), 1)) {
      return run.applyTo(builder)
          .training(
              training -> {
                training.seed(options.seed);
                if (options.epochs != null) {
                  training.epochs(options.epochs);
                }
              })
          .listener(progress.next("").andThen(epochLines(progress)))
          .train(texts.train(), texts.validation());
    }
  }

  private static TrainingListener epochLines(Progress progress) {
    return new TrainingListener() {
      @Override
      public void onEpoch(EpochMetrics m) {
        progress.say(
            "epoch %2d  training loss %.4f  validation loss %.4f tokens right %.4f  %5.1f s",
            m.epoch(),
            m.trainingLoss(),
            m.validationLoss().orElse(Double.NaN),
            m.validationAccuracy().orElse(Double.NaN),
            m.seconds());
      }
    };
  }

  private void test(SequenceTagger tagger, TaggingTexts texts, Figures figures) {
    if (texts.test().tokens() == 0) {
      return;
    }
    TaggingEvaluation evaluation = tagger.evaluate(texts.test());
    console.say("test   %s%n", evaluation);
    figures.put("accuracy", evaluation.accuracy());
    figures.put("unknownAccuracy", evaluation.unknownAccuracy());
    if (evaluation.entities() != null) {
      figures.put("f1", evaluation.f1());
    }
  }

  private void write(SequenceTagger tagger, TaggingTexts texts, Figures figures)
      throws IOException {
    Path save = options.save;
    if (save != null) {
      OutputPlace.write(save, tagger::save, console);
      figures.put("model", save.toString());
    }
    Path report = options.report;
    if (report != null) {
      OutputPlace.write(report, reporter(tagger, texts)::write, console);
      figures.put("report", report.toString());
    }
  }

  private TaggerReport reporter(SequenceTagger tagger, TaggingTexts texts) {
    TaggerReport report =
        TrainingReport.of(tagger).title(title).note("Data", texts.summary()).train(texts.train());
    return texts.test().tokens() == 0 ? report : report.test(texts.test());
  }
}
