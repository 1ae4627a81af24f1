package io.github.ginestra.cli;

import com.google.gson.JsonParser;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.data.Examples;
import io.github.ginestra.export.Export;
import io.github.ginestra.internal.training.ModelBuilder;
import io.github.ginestra.selection.CrossValidation;
import io.github.ginestra.selection.CrossValidationResult;
import io.github.ginestra.selection.CrossValidationResult.Spread;
import io.github.ginestra.selection.FoldResult;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggerBuilder;
import io.github.ginestra.tagging.TaggerConfig;
import io.github.ginestra.tagging.TaggingEvaluation;
import io.github.ginestra.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommand {@code cross-validate}. */
@Command(
    name = "cross-validate",
    description =
        "Measures how good a configuration is: each part of the data is tested by a model that was"
            + " trained on the others. Equal texts stay together.")
final class CrossValidateCommand extends Subcommand {
  /** What is trained. */
  enum Kind {
    CLASSIFIER,
    TAGGER
  }

  @Parameters(paramLabel = "DATA", description = "The data; - for standard input.")
  private Path data = Path.of("");

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "classifier or tagger. Default: tagger for columns and CoNLL-U.")
  private @Nullable Kind kind;

  @Option(
      names = "--folds",
      paramLabel = "K",
      converter = PositiveNumber.class,
      description = "How many parts. Default: 5.")
  private int folds = CrossValidation.DEFAULT_FOLDS;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "Repeat with these seeds, as in 1,2,3. Default: --seed.")
  private List<Long> seeds = List.of();

  @Option(
      names = "--random-folds",
      description = "Equal texts may be on both sides, as in many published figures.")
  private boolean random;

  @Option(names = "--distinct", description = "Leave out texts that repeat an earlier one.")
  private boolean distinct;

  @Option(
      names = "--positive",
      paramLabel = "LABEL",
      description = "The label that --max-false-positive-rate is about.")
  private @Nullable String positive;

  @Option(
      names = "--max-false-positive-rate",
      paramLabel = "R",
      converter = TestFraction.Fraction.class,
      description =
          "Also choose thresholds at which at most the fraction R of the other texts is taken for"
              + " the --positive label, each on other folds than it is tested on.")
  private @Nullable Double bound;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures as JSON; - for standard output.")
  private @Nullable Path json;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description = "Write the out-of-fold predictions of a classifier, for calibrate.")
  private @Nullable Path predictions;

  @Mixin private final RunFlags flags = new RunFlags();
  @Mixin private final VectorOptions vectors = new VectorOptions();
  @Mixin private final ConfigOptions config = new ConfigOptions();
  @Mixin private final DataOptions format = new DataOptions();

  @Override
  int run(Console given) throws IOException {
    DataSource source = source(data, format);
    boolean tagger =
        kind == null ? format.format(data, DataOptions.Format.TSV).isTagged() : kind == Kind.TAGGER;
    ConfigPatch patch = patch(tagger);
    if (config.shown) {
      given.print(patch.pretty());
      return OK;
    }
    checkOptions(tagger);
    vectors.check(this, patch);
    source.check();
    flags.checkPlaces();
    for (Path file : new @Nullable Path[] {json, predictions}) {
      if (file != null) {
        OutputPlace.file(file);
      }
    }
    Console console = given.beside(json, predictions);
    boolean shown = !flags.withoutProgress && console.talk() != null && program().isInTerminal();
    Figures figures = new Figures().put("folds", folds);
    try (Progress progress = new Progress(console, shown, program().columns())) {
      if (tagger) {
        taggers(source, patch, progress, console, figures);
      } else {
        classifiers(source, patch, progress, console, figures);
      }
    } catch (CancellationException e) {
      console
          .err()
          .println(
              flags.checkpoint == null
                  ? "interrupted: nothing was written"
                  : "interrupted: to go on, repeat the command with --resume");
      return Interruption.EXIT_CODE;
    }
    if (json != null) {
      OutputPlace.write(json, figures::write, console);
    }
    return OK;
  }

  private void checkOptions(boolean tagger) throws IOException {
    String fault = flags.fault();
    require(fault == null, String.valueOf(fault));
    require(folds > 1, "--folds must be 2 or more");
    require(
        (positive == null) == (bound == null),
        "--positive and --max-false-positive-rate need each other");
    require(bound == null || folds > 2, "--max-false-positive-rate needs --folds 3 or more");
    require(
        !tagger
            || (bound == null
                && predictions == null
                && seeds.isEmpty()
                && !random
                && !distinct
                && flags.checkpoint == null),
        "--max-false-positive-rate, --predictions, --seeds, --random-folds, --distinct and"
            + " --checkpoint are for classifiers");
    require(
        !OutputPlace.isStandard(json) || !OutputPlace.isStandard(predictions),
        "only one of --json and --predictions can go to standard output (-)");
  }

  private ConfigPatch patch(boolean tagger) throws IOException {
    Map<String, Supplier<String>> presets =
        tagger ? TrainTaggerCommand.taggerPresets() : TrainClassifierCommand.classifierPresets();
    try {
      ConfigPatch patch = config.patch(presets, tagger ? "entities" : "text");
      String json = patch.toJson();
      if (tagger) {
        TaggerConfig.fromJson(json);
      } else {
        ClassifierConfig.fromJson(json);
      }
      return patch;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private void classifiers(
      DataSource source, ConfigPatch patch, Progress progress, Console console, Figures figures)
      throws IOException {
    Examples all = source.examples();
    Examples examples = distinct ? all.distinct() : all;
    DataLook.at(source.name(), examples, console, figures);
    ClassifierBuilder builder = ClassifierConfig.fromJson(patch.toJson()).toBuilder();
    CrossValidation validation = CrossValidation.of(prepared(builder, cancelling()));
    validation = random ? validation.randomFolds(folds) : validation.folds(folds);
    if (!seeds.isEmpty()) {
      validation.seeds(seeds.stream().mapToLong(Long::longValue).toArray());
    }
    if (positive != null && bound != null) {
      validation.chooseThreshold(positive, bound);
    }
    CrossValidationResult result =
        validation.listener(new FoldTalk(progress, console)).run(examples);
    progress.clear();
    console.say("%n%s", result.report().stripTrailing());
    JsonParser.parseString(Export.of(result).toJson())
        .getAsJsonObject()
        .asMap()
        .forEach(figures::put);
    EvaluateCommand.write(result.predictions(), predictions, console);
  }

  private <B extends ModelBuilder<B>> B prepared(B builder, TrainingListener listener)
      throws IOException {
    return vectors.applyTo(flags.applyTo(builder.listener(listener)));
  }

  private TrainingListener cancelling() {
    return new TrainingListener() {
      @Override
      public boolean isCancelled() {
        return program().interruption().isRequested();
      }
    };
  }

  /** Moves the bar, and says a line for each fold. */
  private record FoldTalk(Progress progress, Console console) implements CrossValidation.Listener {
    @Override
    public TrainingListener onTraining(FoldTraining training) {
      return progress.next(training.number() + "/" + training.count(), training.count());
    }

    @Override
    public void onFold(FoldResult fold) {
      progress.say(
          "seed %d  fold %d  accuracy %.4f  MCC %.4f  %.1f s",
          fold.seed(),
          fold.fold(),
          fold.evaluation().accuracy(),
          fold.evaluation().mcc(),
          fold.seconds());
    }
  }

  private void taggers(
      DataSource source, ConfigPatch patch, Progress progress, Console console, Figures figures)
      throws IOException {
    TaggedTexts texts = TrainTaggerCommand.tagged(source, patch);
    DataLook.at(source.name(), texts, console, figures);
    TaggerBuilder builder = TaggerConfig.fromJson(patch.toJson()).toBuilder();
    List<TaggingEvaluation> scores =
        prepared(builder, progress.next("", 1).andThen(cancelling())).crossValidate(texts, folds);
    progress.clear();
    scores.forEach(fold -> console.say("%s", fold));
    add("accuracy", TaggingEvaluation::accuracy, scores, console, figures);
    add("unknownAccuracy", TaggingEvaluation::unknownAccuracy, scores, console, figures);
    if (scores.stream().allMatch(fold -> fold.entities() != null)) {
      add("f1", TaggingEvaluation::f1, scores, console, figures);
    }
  }

  private static void add(
      String name,
      ToDoubleFunction<TaggingEvaluation> measure,
      List<TaggingEvaluation> scores,
      Console console,
      Figures figures) {
    Spread spread = Spread.of(scores.stream().map(measure::applyAsDouble).toList());
    console.say("%-16s %.4f ± %.4f", name, spread.mean(), spread.standardDeviation());
    figures.put(
        name, Map.of("mean", spread.mean(), "standardDeviation", spread.standardDeviation()));
  }
}
