package io.github.ginestra.cli;

import com.google.gson.JsonParser;
import io.github.ginestra.export.Export;
import io.github.ginestra.internal.training.ModelBuilder;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.reports.TrainingReport;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * A training of one kind of model: all options and places are checked, the data read and shown, the
 * model trained, saved, tested and described.
 *
 * @param <D> what it is trained on
 * @param <M> the kind of model
 */
abstract class TrainSubcommand<D, M extends TrainedModel> extends Subcommand {
  @Parameters(
      paramLabel = "DATA",
      arity = "0..1",
      description = "The file or folder to learn from; - for standard input.")
  private @Nullable Path data;

  @Mixin private final TrainingFlags flags = new TrainingFlags();
  @Mixin private final ConfigOptions config = new ConfigOptions();
  @Mixin private final DataOptions format = new DataOptions();

  /** The presets of this kind, by name, each as JSON; the default comes first. */
  abstract Map<String, Supplier<String>> presets();

  /**
   * Checks what only this kind has.
   *
   * @throws IOException if a file cannot be read
   */
  void check(ConfigPatch patch, TrainingFlags flags) throws IOException {}

  /** Reads data. */
  abstract D read(DataSource source, ConfigPatch patch) throws IOException;

  /** Divides the data as the options ask for; null where a part was given by itself. */
  abstract Parts<D> divide(D all, @Nullable D validation, @Nullable D test, long seed);

  /** Says what the data are, and puts the same to the figures. */
  abstract void look(String name, Parts<D> parts, Console console, Figures figures);

  /** What the losses are measured in. */
  abstract String unit();

  abstract M train(Parts<D> parts, Settings settings) throws IOException;

  abstract TrainingHistory history(M model);

  /** Tests the model, says how good it is, and puts the same to the figures. */
  abstract void test(M model, D test, Console console, Figures figures);

  /** Writes a report. */
  abstract void report(M model, Parts<D> parts, Path file) throws IOException;

  /** A command that uses the model. */
  abstract String example(Path model);

  /**
   * How a model is trained.
   *
   * @param preset the name of the preset
   * @param changed whether the configuration is not the preset's
   * @param json the configuration
   * @param seed the seed
   * @param flags the options of all trainings
   * @param listener watches it
   */
  record Settings(
      String preset,
      boolean changed,
      String json,
      long seed,
      TrainingFlags flags,
      TrainingListener listener) {

    /** Applies what is no part of the configuration. */
    <B extends ModelBuilder<B>> B applyTo(B builder) {
      return flags.run.applyTo(builder.listener(listener).training(options -> options.seed(seed)));
    }
  }

  @Override
  final int run(Console given) throws IOException {
    ConfigPatch patch = patch();
    if (config.shown) {
      given.print(patch.pretty());
      return OK;
    }
    require(data != null, "DATA is missing: the file or folder to learn from");
    DataSource source = source(Objects.requireNonNull(data), format);
    checkAll(source, patch);
    Console console = given.beside(flags.model, flags.report, flags.json);
    Figures figures = new Figures();
    Parts<D> parts = parts(source, patch);
    look(source.name(), parts, console, figures);
    program().interruption().begin();
    return train(parts, patch, console, figures);
  }

  private ConfigPatch patch() throws IOException {
    try {
      ConfigPatch patch = config.patch(presets(), presets().keySet().iterator().next());
      checkConfig(patch.toJson());
      return patch;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Checks a configuration.
   *
   * @throws IllegalArgumentException if a value is wrong
   * @throws IllegalStateException if two contradict each other
   */
  abstract void checkConfig(String json);

  private void checkAll(DataSource source, ConfigPatch patch) throws IOException {
    String fault = flags.fault();
    require(fault == null, String.valueOf(fault));
    long fromInput =
        Stream.of(data, flags.validation, flags.test).filter(OutputPlace::isStandard).count();
    require(fromInput < 2, "only one of DATA, --validation and --test can be standard input (-)");
    check(patch, flags);
    source.check();
    for (Path file : new @Nullable Path[] {flags.validation, flags.test}) {
      if (file != null) {
        source(file, format).check();
      }
    }
    if (flags.report != null) {
      TrainingReport.requireFonts();
    }
    flags.checkPlaces();
  }

  private Parts<D> parts(DataSource source, ConfigPatch patch) throws IOException {
    D all = read(source, patch);
    return divide(all, part(flags.validation, patch), part(flags.test, patch), patch.seed());
  }

  private @Nullable D part(@Nullable Path file, ConfigPatch patch) throws IOException {
    return file == null ? null : read(source(file, format), patch);
  }

  private int train(Parts<D> parts, ConfigPatch patch, Console console, Figures figures)
      throws IOException {
    long start = System.nanoTime();
    Interruption interruption = program().interruption();
    boolean changed = !patch.changed().isEmpty();
    boolean shown =
        !flags.run.withoutProgress && console.talk() != null && program().isInTerminal();
    try (Progress progress = new Progress(console, shown, program().columns())) {
      TrainingTalk talk = new TrainingTalk(progress, interruption, unit());
      Settings settings =
          new Settings(
              config.preset(presets().keySet().iterator().next()),
              changed,
              patch.toJson(),
              patch.seed(),
              flags,
              progress.next("", 1).andThen(talk));
      try (M model = train(parts, settings)) {
        progress.clear();
        figures
            .put("seed", patch.seed())
            .put("trainSeconds", (System.nanoTime() - start) / 1e9)
            .put("interrupted", interruption.isRequested())
            .put("history", JsonParser.parseString(Export.of(history(model)).toJson()));
        return finish(model, parts, talk.isComplete(), console, figures);
      }
    }
  }

  private int finish(M model, Parts<D> parts, boolean complete, Console console, Figures figures)
      throws IOException {
    Path file = Objects.requireNonNull(flags.model);
    boolean interrupted = program().interruption().isRequested();
    OutputPlace.write(file, model::save, console);
    figures.put("model", file.toString());
    if (!interrupted) {
      D test = parts.test();
      if (test != null) {
        Figures tested = new Figures();
        test(model, test, console, tested);
        figures.put("test", tested.asMap());
      }
      if (flags.report != null) {
        OutputPlace.write(flags.report, place -> report(model, parts, place), console);
        figures.put("report", flags.report.toString());
      }
    }
    if (flags.json != null) {
      OutputPlace.write(flags.json, figures::write, console);
    }
    if (interrupted) {
      sayHowToGoOn(file, model, complete, console);
      return Interruption.EXIT_CODE;
    }
    console.say("use it: %s", example(file));
    return OK;
  }

  private void sayHowToGoOn(Path file, M model, boolean complete, Console console) {
    TrainingHistory history = history(model);
    int epoch = Math.max(1, history.epochs().size());
    String what =
        history
            .best()
            .filter(best -> isOf(best, model))
            .map(best -> "the model of epoch " + best.epoch() + ", the best so far by validation,")
            .orElse(complete ? "the model of that epoch" : "the model so far");
    PrintStream err = console.err();
    if (complete) {
      err.println("interrupted after the last epoch, " + epoch + ": " + what + " is in " + file);
      err.println(
          "the training is complete; to test the model: ginestra evaluate " + file + " DATA");
      return;
    }
    err.println("interrupted in epoch " + epoch + ": " + what + " is in " + file);
    String again =
        flags.run.checkpoint == null
            ? "train again with --checkpoint DIR, which can be resumed"
            : "repeat the command with --resume";
    err.println("to go on, " + again);
  }

  /** Whether a model has the weights of an epoch: its provenance has the losses of that epoch. */
  private boolean isOf(EpochMetrics epoch, M model) {
    Map<String, Double> metrics = model.provenance().metrics();
    return Objects.equals(metrics.get("trainingLoss"), epoch.trainingLoss())
        && Objects.equals(metrics.get("validationLoss"), epoch.getValidationLoss());
  }
}
