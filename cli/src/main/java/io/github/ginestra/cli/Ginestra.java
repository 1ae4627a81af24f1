package io.github.ginestra.cli;

import io.github.ginestra.internal.Arguments;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code ginestra}. A new subcommand is a {@link Subcommand} in the list here. */
@Command(
    name = "ginestra",
    description = "Trains recurrent text models on your data, and uses them.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      CrossValidateCommand.class,
      CalibrateCommand.class,
      ClassifyCommand.class,
      TagCommand.class,
      GenerateCommand.class,
      ExplainCommand.class,
      InspectCommand.class,
      ConvertCommand.class,
      ServeCommand.class,
      PlaygroundCommand.class,
      CompletionCommand.class,
      ManPagesCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; one line says why",
      "2:wrong options or arguments",
      "130:interrupted by Ctrl-C (143: by SIGTERM)"
    })
public final class Ginestra {
  /** The property that names the backend where no option does. */
  private static final String BACKEND = "ginestra.backend";

  private final InputStream in;
  private final StandardStream results;
  private final Console console;
  private final Map<String, String> environment;
  private final Interruption interruption = new Interruption();

  private Ginestra(
      InputStream in, StandardStream results, PrintStream err, Map<String, String> environment) {
    this.in = in;
    this.results = results;
    this.environment = environment;
    PrintStream out = utf8(results);
    console = new Console(out, err, out, Terminal.columns(environment).orElse(0));
  }

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments the command and its options
   * @throws IOException if the system does not say what the arguments were
   */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("java.awt.headless", "true");
    if (System.getProperty(BACKEND) == null) {
      System.setProperty(BACKEND, "java"); // so that engines beside it must be named
    }
    CommandLine program =
        commandLine(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            System.getenv());
    Interruption interruption = ((Ginestra) program.getCommand()).interruption;
    interruption.install();
    int code = program.execute(Arguments.asTyped(arguments));
    interruption.end();
    System.exit(code);
  }

  /**
   * The command as a value.
   *
   * @param in standard input
   * @param out where results go, in UTF-8
   * @param err where progress and errors go, in UTF-8
   * @param environment the environment variables
   * @return a command line to execute
   */
  public static CommandLine commandLine(
      InputStream in, OutputStream out, OutputStream err, Map<String, String> environment) {
    Ginestra program = new Ginestra(in, new StandardStream(out), utf8(err), environment);
    CommandLine line =
        new CommandLine(program)
            .setOut(writer(program.console.out()))
            .setErr(writer(program.console.err()))
            .registerConverter(Path.class, new FileName())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExpandAtFiles(false) // a text may begin with @
            .setParameterExceptionHandler(new UsageErrors())
            .setExecutionExceptionHandler(new Failures());
    OptionalInt columns = Terminal.columns(environment);
    return columns.isPresent()
        ? line.setUsageHelpWidth(columns.getAsInt())
        : line.setUsageHelpAutoWidth(true);
  }

  private static PrintStream utf8(OutputStream out) {
    return new PrintStream(new BufferedOutputStream(out), true, StandardCharsets.UTF_8);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Standard input. */
  InputStream in() {
    return in;
  }

  Console console() {
    return console;
  }

  /** The width of the terminal, if the environment gives it. */
  OptionalInt columns() {
    return Terminal.columns(environment);
  }

  /** Whether progress can be drawn. */
  boolean isInTerminal() {
    return Terminal.isStandardError() && !"dumb".equals(environment.get("TERM"));
  }

  Interruption interruption() {
    return interruption;
  }

  /** Whether the reader of the results has ended. */
  boolean isOutputClosed() throws IOException {
    return results.isClosedPipe();
  }
}
