package io.github.ginestra.samples;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.Progress;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.selection.CrossValidationResult.Spread;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.EpochMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The lesson's table: its networks, trained by its recipe on its split, beside its figures. */
final class Lesson {
  /** Where the vectors stand in a folder of data. */
  static final Path VECTORS = Path.of("vectors", "glove100d-sms-vocab.txt");

  private static final double TRAIN_SHARE = 0.8;
  private static final List<SpamMeasure> COLUMNS =
      List.of(SpamMeasure.ACCURACY, SpamMeasure.PRECISION, SpamMeasure.RECALL, SpamMeasure.F1);

  private final SpamRun run;
  private final Console console;
  private final Path vectorsFile;

  Lesson(SpamRun run, Path vectorsFile) {
    this.run = run;
    this.console = run.console();
    this.vectorsFile = vectorsFile;
  }

  Figures figures() throws IOException {
    WordVectors vectors = readVectors(run.messages().examples());
    console.say("data      %s", run.messages().summary());
    console.say("          %s", run.messages().origin());
    console.say("vectors   %s from %s", vectors, vectorsFile);
    console.say("protocol  %s%n", protocol());
    console.say(heading());
    List<LessonRecipe> recipes = LessonRecipe.all();
    List<Map<String, Object>> models = new ArrayList<>();
    try (Progress progress = run.progress(recipes.size() * run.seeds().size())) {
      for (LessonRecipe recipe : recipes) {
        models.add(row(recipe, vectors, progress).asMap());
      }
    }
    return run.figures(protocol())
        .put("seeds", run.seeds())
        .put("epochs", epochs())
        .put("models", models);
  }

  private int epochs() {
    return run.epochs().orElse(LessonRecipe.EPOCHS);
  }

  private String protocol() {
    return String.format(
        Locale.ROOT,
        "random stratified 80/20 split, seeds %s; 64 units, last state, dropout 0.3, Adam 1e-3,"
            + " batch 512, %d epochs, frozen vectors, %d tokens",
        run.seeds(),
        epochs(),
        LessonRecipe.TOKENS);
  }

  /** The vectors of the words that the messages hold. */
  private WordVectors readVectors(Examples messages) throws IOException {
    Set<String> words = new HashSet<>();
    for (String text : messages.texts()) {
      for (Token token : Tokenizer.plainWords().tokenize(text, Integer.MAX_VALUE)) {
        words.add(token.text());
      }
    }
    return WordVectors.read(vectorsFile, words::contains);
  }

  private Figures row(LessonRecipe recipe, WordVectors vectors, Progress progress) {
    List<Evaluation> measured = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (long seed : run.seeds()) {
      Split split = run.messages().examples().randomSplit(TRAIN_SHARE, seed);
      try (SequenceClassifier classifier =
          run.options()
              .applyTo(recipe.builder(vectors, epochs(), seed))
              .listener(progress.next(recipe.name()))
              .train(split.train())) {
        measured.add(classifier.evaluate(split.test()));
        classifier.history().epochs().stream().map(EpochMetrics::seconds).forEach(seconds::add);
      }
    }
    Map<String, Double> means =
        SpamMeasure.each(m -> Spread.of(measured.stream().map(m::of).toList()).mean());
    double secondsPerEpoch = Spread.of(seconds).median();
    progress.say("%s", row(recipe, means, secondsPerEpoch));
    return new Figures()
        .put("name", recipe.name())
        .put("ragged", recipe.ragged())
        .putAll(means)
        .put("secondsPerEpoch", secondsPerEpoch)
        .put("lesson", recipe.published());
  }

  private static String heading() {
    String columns =
        String.format(Locale.ROOT, "  %8s  %9s  %6s  %4s", "accuracy", "precision", "recall", "F1");
    return String.format(Locale.ROOT, "%-16s%s  %7s  | lesson:%s", "", columns, "s/epoch", columns);
  }

  private static String row(LessonRecipe recipe, Map<String, Double> means, double seconds) {
    return String.format(
        Locale.ROOT,
        "%-16s%s  %7.3f  |        %s",
        recipe.name(),
        columns(means, 3),
        seconds,
        columns(recipe.published(), 2));
  }

  private static String columns(Map<String, Double> values, int digits) {
    StringBuilder columns = new StringBuilder();
    for (SpamMeasure measure : COLUMNS) {
      Double value = values.get(measure.key());
      String number = value == null ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
      int width = Math.max(measure.heading().length(), 5);
      columns.append(String.format(Locale.ROOT, "  %" + width + "s", number));
    }
    return columns.toString();
  }
}
