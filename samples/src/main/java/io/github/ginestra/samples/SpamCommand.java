package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.PositiveDecimal;
import io.github.ginestra.cli.PositiveNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code spam}: reads its options and runs what they ask for. */
@Command(
    name = "spam",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = {
      "ginestra-samples spam [options] [MESSAGE...]",
      "       ginestra-samples spam --folds=K [--unique] [--block-at-most=R] [options]",
      "       ginestra-samples spam --lesson [--vectors=FILE] [options]",
      "       ginestra-samples spam --model=FILE [--data=PATH] [options] [MESSAGE...]",
      ""
    },
    description = {
      "Trains a spam detector on the SMS Spam Collection, tests it, and classifies messages.",
      "",
      "The messages are looked for at --data, in the folder GINESTRA_DATA, then in the cache"
          + " (XDG_CACHE_HOME/ginestra or ~/.cache/ginestra). Where there are none, a small"
          + " demonstration set is used.",
      ""
    })
final class SpamCommand implements Callable<Integer> {
  private static final long DEFAULT_SEED = 42;

  /** Either data of the user's own, or leave to fetch them. */
  static final class Data {
    @Option(
        names = "--data",
        paramLabel = "PATH",
        description = "The file of messages (label, tab, text), or the folder that holds sms/.")
    @Nullable Path path;

    @Option(
        names = "--fetch",
        description = "Fetch the collection from archive.ics.uci.edu into the cache, if not there.")
    boolean fetch;
  }

  /** What belongs to cross-validation. */
  static final class Folds {
    @Option(
        names = "--folds",
        required = true,
        paramLabel = "K",
        converter = PositiveNumber.class,
        description = "Stratified K-fold cross-validation instead of one training.")
    int count;

    @Option(names = "--unique", description = "Remove repeated messages first.")
    boolean unique;

    @Option(
        names = "--block-at-most",
        paramLabel = "R",
        converter = PositiveDecimal.class,
        description =
            "Also measure the spam found if at most the fraction R of ham may be blocked, as in 0.002:"
                + " for each fold the threshold is chosen on the others.")
    @Nullable Double blockAtMost;
  }

  /** What belongs to the lesson. */
  static final class LessonOptions {
    @Option(
        names = "--lesson",
        required = true,
        description = "Reproduce the lesson's table of recurrent networks.")
    boolean wanted;

    @Option(
        names = "--vectors",
        paramLabel = "FILE",
        description = "Pretrained vectors. Default: vectors/glove100d-sms-vocab.txt in the data.")
    @Nullable Path vectors;
  }

  /** What belongs to a saved model. */
  static final class Saved {
    @Option(
        names = "--model",
        required = true,
        paramLabel = "FILE",
        description =
            "Train nothing: load a model that --save wrote, test it on --data, if given, and"
                + " classify.")
    Path file = Path.of("");
  }

  /** Another protocol than one training. */
  static final class Protocol {
    @ArgGroup(exclusive = false)
    @Nullable Folds folds;

    @ArgGroup(exclusive = false)
    @Nullable LessonOptions lesson;

    @ArgGroup(exclusive = false)
    @Nullable Saved saved;
  }

  private Console console;
  private final SpamSource source;

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup @Nullable Data data;

  @ArgGroup @Nullable Protocol protocol;

  @Option(
      names = "--random-split",
      description = "Split as the lesson does: equal messages may stand on both sides.")
  private boolean randomSplit;

  @Option(
      names = {"--seed", "--seeds"},
      split = ",",
      paramLabel = "N",
      description = "The random seed; several, as in 1,2,3, for --folds and --lesson. Default: 42.")
  private List<Long> seeds = List.of(DEFAULT_SEED);

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How often each message is seen. Default: 10; 20 with --lesson.")
  private @Nullable Integer epochs;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "The folder for the pictures. Default: spam-report.")
  private Path output = Path.of("spam-report");

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

  @Parameters(paramLabel = "MESSAGE", description = "Messages to classify.")
  private List<String> texts = List.of();

  SpamCommand(Console console, SpamSource source) {
    this.console = console;
    this.source = source;
  }

  @Override
  public Integer call() throws IOException {
    check();
    console = options.console(console, spec.commandLine(), save, report);
    return options.report(console, this::run);
  }

  private void check() {
    boolean single = protocol == null;
    boolean oneModel = single || saved() != null;
    require(oneModel || texts.isEmpty(), "messages are classified by a single model only");
    require(single || !randomSplit, "--random-split is for a single training");
    require(single || save == null, "--save is for a single training");
    require(single || report == null, "--report is for a single training");
    require(
        single || folds() != null || options.checkpoints == null,
        "--checkpoints is for a single training and for --folds");
    require(!oneModel || seeds.size() == 1, "several seeds need --folds or --lesson");
    require(saved() == null || epochs == null, "--epochs is for a training, not for --model");
    checkFolds();
  }

  private void checkFolds() {
    Folds folds = folds();
    if (folds == null) {
      return;
    }
    require(folds.count > 1, "--folds must be 2 or more");
    Double rate = folds.blockAtMost;
    require(rate == null || rate <= 1, "--block-at-most must be at most 1");
    require(rate == null || folds.count > 2, "--block-at-most needs --folds=3 or more");
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private @Nullable Folds folds() {
    return protocol == null ? null : protocol.folds;
  }

  private @Nullable Saved saved() {
    return protocol == null ? null : protocol.saved;
  }

  private Figures run() throws IOException {
    Saved saved = saved();
    if (saved != null) {
      SpamMessages test = data == null ? null : messages();
      return new SavedClassifier(saved.file, options.loadingBackend())
          .figures(test, texts, console);
    }
    Folds folds = folds();
    if (folds != null) {
      SpamMessages all = messages();
      SpamRun run = run(folds.unique ? all.unique() : all);
      return new SpamCrossValidation(run, folds.count, folds.unique, folds.blockAtMost).figures();
    }
    if (protocol != null && protocol.lesson != null) {
      Path vectors = vectors(protocol.lesson.vectors);
      return new Lesson(run(messages()), vectors).figures();
    }
    TrainingFiles files = TrainingFiles.check(output, save, report);
    return new SpamTraining(run(messages()), randomSplit, files, texts).figures();
  }

  private SpamMessages messages() throws IOException {
    return source.read(data == null ? null : data.path, data != null && data.fetch, console);
  }

  private SpamRun run(SpamMessages messages) {
    OptionalInt given = epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs);
    return new SpamRun(console, options, messages, seeds, given);
  }

  private Path vectors(@Nullable Path given) throws IOException {
    if (given != null) {
      return DataFinder.given(given, Lesson.VECTORS);
    }
    if (data != null && data.path != null && Files.isDirectory(data.path)) {
      return DataFinder.given(data.path, Lesson.VECTORS);
    }
    return source
        .finder()
        .find(Lesson.VECTORS)
        .orElseThrow(
            () ->
                new IOException(
                    "the lesson needs pretrained vectors, and there is no "
                        + Lesson.VECTORS
                        + " in "
                        + source.finder().places()
                        + "; name a file in GloVe's text format by --vectors FILE"));
  }
}
