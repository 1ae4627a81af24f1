package io.github.ginestra.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all subcommands have in common: the options, and the way to the command they belong to. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
abstract class Subcommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = Failures.VERBOSE, description = "Show the stack trace of a failure.")
  @SuppressWarnings("unused") // read by Failures
  private boolean verbose;

  @Override
  public final Integer call() throws IOException {
    return run(program().console());
  }

  /**
   * Does the work.
   *
   * @return the exit code
   */
  abstract int run(Console console) throws IOException;

  final CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("a subcommand is made by picocli");
    }
    return spec;
  }

  final Ginestra program() {
    return (Ginestra) spec().root().userObject();
  }

  /** Refuses the options, in the words of the command, unless a condition holds. */
  final void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec().commandLine(), message);
    }
  }

  /** Whether an option was given on the command line. */
  final boolean isGiven(String option) {
    return spec().commandLine().getParseResult().hasMatchedOption(option);
  }

  static int done() {
    return CommandLine.ExitCode.OK;
  }
}
