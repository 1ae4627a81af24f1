package io.github.ginestra.benchmarks;

import io.github.ginestra.internal.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program: {@code java -jar ginestra-benchmarks.jar [options]}, in the project's folder. */
@Command(
    name = "ginestra-benchmarks",
    description =
        "Measures the backends beside each other, beside the machine's limits and beside peers,"
            + " and writes the table of ratios. Takes a quarter of an hour; nothing else should"
            + " run. The data are those that GINESTRA_DATA points to.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TrainingBenchmark.class,
      LanguageCommand.class,
      LessonCommand.class,
      TextsBenchmark.class,
      GoingOnCommand.class,
      TaggingCommand.class,
      ServeCommand.class
    },
    versionProvider = Benchmarks.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed; the last line says why", "2:wrong options"})
public final class Benchmarks implements Callable<Integer> {
  @Option(
      names = "--peers",
      paramLabel = "DIR",
      description = "The folder of the peers' programs. Default: peers are left out.")
  private @Nullable Path peers;

  @Option(
      names = "--python",
      paramLabel = "PYTHON",
      description = "What runs them: a Python that has torch and numba. Default: python3.")
  private String python = "python3";

  @Option(
      names = "--quick",
      description = "Measure for a few minutes only, to see that everything works.")
  private boolean quick;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "The document, in which what stands between two marks is replaced. Default:"
              + " docs/benchmarks.md; with --quick none, the table is printed alone.")
  private @Nullable Path output;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write all figures to FILE, as JSON; - for standard output, alone.")
  private @Nullable Path json;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Where models are kept from run to run, and what JMH prints. Default:"
              + " benchmarks/target/work.")
  private Path work = Path.of("benchmarks", "target", "work");

  @Spec private CommandSpec spec = CommandSpec.create();

  private Benchmarks() {}

  /** The output of {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      return new String[] {BuildVersions.read().toString()};
    }
  }

  /**
   * Runs the program and ends the process with its exit code: 0 done, 1 failed, 2 wrong options.
   *
   * @param arguments the options
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Benchmarks())
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              e.printStackTrace(command.getErr());
              command.getErr().println("error: " + e.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() throws IOException {
    MarkedSection section = section();
    if (section != null) {
      section.check();
    }
    if (json != null && !jsonToStandardOutput()) {
      AtomicFile.check(json);
    }
    BenchmarkData data = BenchmarkData.find();
    TrainedModels models = new TrainedModels(work);
    Python interpreter = new Python(python, work.resolve("peers"), data);
    Results results =
        new FullRun(effort(), data, models, new Peers(peers, interpreter), this::say).measure();
    if (jsonToStandardOutput()) {
      spec.commandLine().getOut().print(results.json());
      spec.commandLine().getOut().flush();
    } else if (json != null) {
      AtomicFile.replace(json, results.json());
    }
    String text = new ResultSection(results).text();
    say(text);
    if (section != null) {
      section.write(text);
    }
    return CommandLine.ExitCode.OK;
  }

  /** Where the table goes; null for nowhere. */
  private @Nullable MarkedSection section() {
    if (output != null) {
      return new MarkedSection(output);
    }
    return quick ? null : new MarkedSection(Path.of("docs", "benchmarks.md"));
  }

  private Effort effort() {
    return quick ? Effort.QUICK : Effort.FULL;
  }

  private boolean jsonToStandardOutput() {
    return Path.of("-").equals(json);
  }

  private void say(String line) {
    CommandLine command = spec.commandLine();
    PrintWriter out = jsonToStandardOutput() ? command.getErr() : command.getOut();
    out.println(line);
    out.flush();
  }
}
