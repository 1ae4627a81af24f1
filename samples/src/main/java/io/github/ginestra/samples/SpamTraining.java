package io.github.ginestra.samples;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.Progress;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.reports.ClassifierReport;
import io.github.ginestra.reports.TrainingReport;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Trains the spam preset on four fifths of the messages, tests it on the others, draws how it went,
 * and classifies the user's own messages.
 */
final class SpamTraining {
  private static final double TRAIN_SHARE = 0.8;

  private final SpamRun run;
  private final Console console;
  private final boolean randomSplit;
  private final TrainingFiles files;
  private final List<String> texts;

  /**
   * For one training.
   *
   * @param randomSplit whether equal messages may stand on both sides of the split
   * @param files where to put what comes of it
   * @param texts the user's own messages
   */
  SpamTraining(SpamRun run, boolean randomSplit, TrainingFiles files, List<String> texts) {
    this.run = run;
    this.console = run.console();
    this.randomSplit = randomSplit;
    this.files = files;
    this.texts = texts;
  }

  Figures figures() throws IOException {
    Split split = split();
    try (Progress progress = run.progress(1)) {
      long start = System.nanoTime();
      try (SequenceClassifier classifier =
          run.options()
              .applyTo(Classifiers.spam())
              .training(run.training(seed()))
              .listener(progress.next("").andThen(epochLines(progress)))
              .train(split.train(), split.test())) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return report(classifier, split, seconds);
      }
    }
  }

  private long seed() {
    return run.seeds().get(0);
  }

  private Split split() {
    Examples all = run.messages().examples();
    Split split =
        randomSplit ? all.randomSplit(TRAIN_SHARE, seed()) : all.split(TRAIN_SHARE, seed());
    console.say("data   %s", run.messages().summary());
    console.say("       %s", run.messages().origin());
    console.say("split  %s", protocol());
    console.say("       %s to learn from", split.train());
    console.say("       %s to test on, %d of them also learned", split.test(), split.shared());
    console.say("");
    console.say("training: the recurrent path alone, with dropout; test: the whole model");
    return split;
  }

  private String protocol() {
    return (randomSplit
            ? "80/20, stratified, random: equal messages may stand on both sides"
            : "80/20, stratified, equal messages on one side")
        + ", seed "
        + seed()
        + "; the test side is watched after each epoch, nothing is chosen by it";
  }

  private static TrainingListener epochLines(Progress progress) {
    return new TrainingListener() {
      @Override
      public void onEpoch(EpochMetrics m) {
        progress.say(
            "epoch %2d  training loss %.4f accuracy %.4f  test loss %.4f accuracy %.4f  %5.1f s",
            m.epoch(),
            m.trainingLoss(),
            m.trainingAccuracy().orElse(Double.NaN),
            m.validationLoss().orElse(Double.NaN),
            m.validationAccuracy().orElse(Double.NaN),
            m.seconds());
      }
    };
  }

  private Figures report(SequenceClassifier classifier, Split split, double seconds)
      throws IOException {
    Evaluation evaluation = classifier.evaluate(split.test());
    console.say("");
    console.say(evaluation.report());
    console.say(evaluation.confusionTable());
    console.say(evaluation.toString());
    console.say(
        "ham blocked %.2f %%, trained in %.1f s",
        100 * SpamMeasure.HAM_BLOCKED.of(evaluation), seconds);
    Figures figures =
        run.figures(protocol())
            .put("trainSize", split.train().size())
            .put("testSize", split.test().size())
            .put("seed", seed())
            .putAll(SpamMeasure.all(evaluation))
            .put("trainSeconds", seconds)
            .put("confusion", evaluation.confusion())
            .put("labels", evaluation.labels())
            .put("epochs", classifier.history().epochs().size())
            .put("history", classifier.history().epochs().stream().map(this::epoch).toList());
    draw(classifier, evaluation, figures);
    files.write(classifier::save, reporter(classifier, split)::write, console, figures);
    SpamAnswers.add(classifier, texts, console, figures);
    return figures;
  }

  private Map<String, Object> epoch(EpochMetrics metrics) {
    Figures figures =
        new Figures().put("epoch", metrics.epoch()).put("trainingLoss", metrics.trainingLoss());
    metrics.trainingAccuracy().ifPresent(accuracy -> figures.put("trainingAccuracy", accuracy));
    metrics.validationLoss().ifPresent(loss -> figures.put("testLoss", loss));
    metrics.validationAccuracy().ifPresent(accuracy -> figures.put("testAccuracy", accuracy));
    return figures.put("seconds", metrics.seconds()).asMap();
  }

  private void draw(SequenceClassifier classifier, Evaluation evaluation, Figures figures)
      throws IOException {
    Path curves = files.pictures().resolve("learning-curves.png");
    Path matrix = files.pictures().resolve("confusion-matrix.png");
    LearningCurves.write(classifier.history(), curves);
    ConfusionPicture.write(evaluation, matrix);
    console.say("wrote %s and %s", curves, matrix);
    figures.put("pictures", List.of(curves.toString(), matrix.toString()));
  }

  private ClassifierReport reporter(SequenceClassifier classifier, Split split) {
    return TrainingReport.of(classifier)
        .title("Spam detector")
        .split(split)
        .note("Data", run.messages().summary())
        .note("Split", protocol());
  }
}
