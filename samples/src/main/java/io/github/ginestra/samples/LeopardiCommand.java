package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.PositiveDecimal;
import io.github.ginestra.cli.PositiveNumber;
import io.github.ginestra.samples.Continuations.Prompt;
import io.github.ginestra.samples.LeopardiRecipe.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code leopardi}: reads its options and runs what they ask for. */
@Command(
    name = "leopardi",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = {
      "ginestra-samples leopardi [options]",
      "       ginestra-samples leopardi --lesson [options]",
      "       ginestra-samples leopardi --model=FILE [options]",
      "       ginestra-samples leopardi --speed [options]",
      ""
    },
    description = {
      "Trains a character language model on Leopardi's Canti, or on any text, and has it continue"
          + " two random lines of the text and three lines that are foreign to it.",
      "",
      "The text is --text, or leopardi.txt at --data, in the folder GINESTRA_DATA, or in the cache"
          + " (XDG_CACHE_HOME/ginestra or ~/.cache/ginestra). Where there is none, a small"
          + " demonstration verse is used.",
      ""
    })
final class LeopardiCommand implements Callable<Integer> {
  private static final int LINES = 2;

  /** Written for this program, in the Italian of today. Leopardi's poems know no é. */
  private static final String FOREIGN_LINES =
      """
      È sera. Sul vetro del tram piove piano,
      una luce chiama un'altra luce
      e nessuno chiede perché.
      """;

  /** What is learned from. */
  static final class Source {
    @Option(names = "--text", paramLabel = "FILE", description = "Any text in UTF-8.")
    @Nullable Path text;

    @Option(
        names = "--data",
        paramLabel = "PATH",
        description = "The file of Leopardi's poems, or the folder that holds leopardi.txt.")
    @Nullable Path data;
  }

  /** Something else than training by a preset. */
  static final class Mode {
    @Option(
        names = "--lesson",
        required = true,
        description = "Train by the lesson's recipe: windows of 40 characters, one-hot.")
    boolean lesson;

    @Option(
        names = "--model",
        required = true,
        paramLabel = "FILE",
        description = "Train nothing: load a model that --save wrote.")
    @Nullable Path model;

    @ArgGroup(exclusive = false)
    @Nullable Speed speed;
  }

  /** What belongs to the measurement of speed. */
  static final class Speed {
    @Option(
        names = "--speed",
        required = true,
        description = "Measure characters per second, learned and written, by LSTM(128).")
    boolean wanted;

    @Option(
        names = "--warm-up",
        paramLabel = "N",
        converter = PositiveNumber.class,
        description = "Steps of training before those measured. Default: 150.")
    int warmUp = LeopardiSpeed.DEFAULT_WARM_UP;

    @Option(
        names = "--steps",
        paramLabel = "N",
        converter = PositiveNumber.class,
        description = "Steps of training that are measured. Default: 250.")
    int steps = LeopardiSpeed.DEFAULT_STEPS;
  }

  private Console console;
  private final CorpusSource corpora;

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup @Nullable Source source;

  @ArgGroup @Nullable Mode mode;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "small (LSTM(128), quick) or verse (LSTM(384), better, several times slower). Default:"
              + " small.")
  private Preset preset = Preset.SMALL;

  @Option(
      names = "--units",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "Hidden units. Default: the preset's.")
  private @Nullable Integer units;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How often the text is seen. Default: the preset's; 10 with --lesson.")
  private @Nullable Integer epochs;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = PositiveDecimal.class,
      description = "How long the training may take, validation included. Default: no limit.")
  private double seconds = Double.POSITIVE_INFINITY;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What weights, lines and letters are drawn from. Default: 42.")
  private long seed = 42;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "Continue this text instead; several times for several texts.")
  private List<String> texts = List.of();

  @Option(
      names = "--temperature",
      split = ",",
      paramLabel = "T",
      converter = PositiveDecimal.class,
      description =
          "Write more safely (below 1) or more boldly (above 1). Default: 0.2,0.5,1.0,1.2.")
  private List<Double> temperatures = List.of(0.2, 0.5, 1.0, 1.2);

  @Option(
      names = "--length",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How many characters to write each time. Default: 400.")
  private int length = 400;

  @Option(
      names = "--measure",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description =
          "How many characters the speed of writing is measured on, for --speed and --json, after"
              + " as many to warm up. Default: 10000.")
  private int measured = WritingSpeed.DEFAULT_CHARACTERS;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "The folder for the picture. Default: leopardi-report.")
  private Path output = Path.of("leopardi-report");

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description =
          "Write the trained model to FILE, by custom NAME.ginestra; - for standard output.")
  private @Nullable Path save;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a report of the training to FILE, by custom NAME.html; - for standard output.")
  private @Nullable Path report;

  @Mixin private RunOptions options = new RunOptions();

  LeopardiCommand(Console console, CorpusSource corpora) {
    this.console = console;
    this.corpora = corpora;
  }

  @Override
  public Integer call() throws IOException {
    check();
    console = options.console(console, spec.commandLine(), save, report);
    return options.report(
        console, () -> run(options.json == null ? null : new WritingSpeed(measured)));
  }

  private void check() {
    if (mode == null) {
      return;
    }
    if (mode.lesson) {
      forbid("--lesson", "--preset", "--units");
    } else if (mode.model != null) {
      forbid(
          "--model",
          "--preset",
          "--units",
          "--epochs",
          "--seconds",
          "--save",
          "--report",
          "--checkpoints");
    } else {
      forbid(
          "--speed",
          "--preset",
          "--units",
          "--epochs",
          "--seconds",
          "--save",
          "--report",
          "--checkpoints");
      forbid("--speed", "--prompt", "--temperature", "--length");
    }
  }

  private void forbid(String with, String... names) {
    for (String name : names) {
      if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
        throw new ParameterException(
            spec.commandLine(), name + " does not go together with " + with);
      }
    }
  }

  private Figures run(@Nullable WritingSpeed speed) throws IOException {
    if (mode != null && mode.model != null) {
      return new SavedGenerator(mode.model, options.loadingBackend())
          .figures(continuations(texts.isEmpty() ? corpus() : null), speed, console);
    }
    LeopardiRun run = new LeopardiRun(console, options, corpus(), seed);
    if (mode != null && mode.speed != null) {
      LearningSpeed learning = new LearningSpeed(mode.speed.warmUp, mode.speed.steps);
      return new LeopardiSpeed(run, learning, new WritingSpeed(measured)).figures();
    }
    TrainingFiles files = TrainingFiles.check(output, save, report);
    return new LeopardiTraining(run, recipe(), seconds, files)
        .figures(continuations(run.corpus()), speed);
  }

  private LeopardiRecipe recipe() {
    return mode != null && mode.lesson
        ? LeopardiRecipe.lesson(epochs)
        : LeopardiRecipe.of(preset, units, epochs);
  }

  private Corpus corpus() throws IOException {
    if (source != null && source.text != null) {
      return CorpusSource.text(source.text);
    }
    return source != null && source.data != null
        ? CorpusSource.given(source.data)
        : corpora.find(console);
  }

  /** The user's own texts, else lines of the corpus and the foreign ones. */
  private Continuations continuations(@Nullable Corpus corpus) {
    List<Prompt> prompts = new ArrayList<>();
    texts.forEach(text -> prompts.add(new Prompt("your text", text)));
    if (texts.isEmpty() && corpus != null) {
      corpus
          .randomLines(LINES, seed)
          .forEach(line -> prompts.add(new Prompt("a line of the text", line + "\n")));
      prompts.add(new Prompt("foreign lines", FOREIGN_LINES));
    }
    return new Continuations(prompts, temperatures, length, seed);
  }
}
