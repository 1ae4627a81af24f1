package io.github.ginestra.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code ginestra}. A new subcommand is a {@link Subcommand} in the list here. */
@Command(
    name = "ginestra",
    description = "Trains recurrent text models on your data, and uses them.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {InspectCommand.class, ClassifyCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; one line says why",
      "2:wrong options or arguments",
      "130:interrupted (Ctrl-C)"
    })
public final class Ginestra {
  private final InputStream in;
  private final Console console;
  private final Map<String, String> environment;

  private Ginestra(InputStream in, Console console, Map<String, String> environment) {
    this.in = in;
    this.console = console;
    this.environment = environment;
  }

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    System.exit(commandLine(System.in, out, err, System.getenv()).execute(arguments));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
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
      InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    return new CommandLine(new Ginestra(in, new Console(out, err), environment))
        .setOut(writer(out))
        .setErr(writer(err))
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // a text may begin with @
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new Failures());
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

  Map<String, String> environment() {
    return environment;
  }
}
