package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Failures;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.OutputPlace;
import io.github.ginestra.cli.PositiveNumber;
import io.github.ginestra.internal.training.ModelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that every command takes. */
final class RunOptions {
  /** The program contains several engines; this is the default for training. */
  static final String TRAINING_BACKEND = "java";

  /** The default for running a saved model: it has nothing to unpack or to start. */
  static final String LOADING_BACKEND = "java";

  /** When the progress bar is shown. */
  enum ShowProgress {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--json",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = "-",
      description = "Also write the figures to FILE, as JSON; - or nothing for standard output.")
  @Nullable Path json;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "The engine: djl-pytorch or djl-mxnet; with --model also java. Default: "
              + TRAINING_BACKEND
              + "; with --model "
              + LOADING_BACKEND
              + ".")
  private @Nullable String backend;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How many threads train. Default: the model's own.")
  @Nullable Integer threads;

  @Option(
      names = "--progress",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Show a progress bar: auto (in a terminal), always, never. Default: auto.")
  ShowProgress progress = ShowProgress.AUTO;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description =
          "For a single training or --folds: write a checkpoint to DIR after each epoch, and go on"
              + " from the last one there, if the program was stopped.")
  @Nullable Path checkpoints;

  @Option(names = Failures.VERBOSE, description = "Show the stack trace of a failure.")
  boolean verbose;

  boolean showsProgress() {
    return progress == ShowProgress.ALWAYS
        || (progress == ShowProgress.AUTO && Console.isTerminal());
  }

  /** What runs a saved model. */
  String loadingBackend() {
    return backend == null ? LOADING_BACKEND : backend;
  }

  /**
   * The console of a command that also writes these files, null for none.
   *
   * @throws ParameterException if several are to go to standard output
   */
  Console console(
      Console console, CommandLine command, @Nullable Path save, @Nullable Path report) {
    if (Stream.of(json, save, report).filter(OutputPlace::isStandardOutput).count() > 1) {
      throw new ParameterException(
          command, "only one of --json, --save and --report can go to standard output (-)");
    }
    return console.beside(json, save, report);
  }

  /** What a command does, and what came out. */
  interface Run {
    Figures figures() throws IOException;
  }

  /** Runs a command, and writes its figures where that is asked for. */
  int report(Console console, Run run) throws IOException {
    Path file = json == null ? null : OutputPlace.file(json);
    Figures figures = run.figures();
    if (file != null) {
      OutputPlace.write(file, figures::write, console);
    }
    return 0;
  }

  /** Applies what concerns the engine and checkpoints. */
  <B extends ModelBuilder<B>> B applyTo(B builder) {
    builder.backend(backend == null ? TRAINING_BACKEND : backend);
    if (threads != null) {
      builder.threads(threads);
    }
    if (checkpoints != null) {
      builder.checkpoint(checkpoints).resume(checkpoints);
    }
    return builder;
  }
}
