package io.github.ginestra.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all subcommands have in common: some options, and the way to the program. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    sortOptions = false)
abstract class Subcommand implements Callable<Integer> {
  /** The exit code of success. */
  static final int OK = 0;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print results and errors only.")
  private boolean quiet;

  @Option(names = Failures.VERBOSE, description = "Show the stack trace of a failure.")
  @SuppressWarnings("unused") // read by Failures
  private boolean verbose;

  @Override
  public final Integer call() throws IOException {
    Console console = program().console();
    LoggedWarnings warnings = LoggedWarnings.show(console);
    try {
      return run(quiet ? console.quiet() : console);
    } finally {
      warnings.close();
    }
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
      throw wrong(message);
    }
  }

  /** The error of wrong options. */
  final ParameterException wrong(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  /** A source of data of the formats that the options describe. */
  final DataSource source(Path path, DataOptions options) {
    String fault = options.fault();
    if (fault != null) {
      throw wrong(fault);
    }
    return new DataSource(path, options, program().in());
  }
}
